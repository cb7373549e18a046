/**
 * What is common to every Azure resource: ids, types, errors, states, and the way a resource is
 * read.
 *
 * <p>Follows the Azure Resource Manager resource provider contract. Nothing here knows a single
 * resource type; that is the business of {@code azure.types}. Documents are Jackson trees that
 * nobody changes once they are stored: whoever wants another document makes a copy. Start reading
 * at {@link fairlead.azure.arm.ArmId}.
 */
@NullMarked
package fairlead.azure.arm;

import org.jspecify.annotations.NullMarked;
