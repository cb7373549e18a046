/**
 * The resource types: one file and one row of {@code Catalogue} each. A row turns a request body
 * into the body that is stored (checked, defaults filled in, addresses chosen) and a stored body
 * into the document that Azure shows.
 *
 * <p>Rows are pure: what they may know of the cloud comes by the door as {@link
 * fairlead.azure.arm.Resources}. Start reading at {@link fairlead.azure.types.TypeRow}.
 */
@NullMarked
package fairlead.azure.types;

import org.jspecify.annotations.NullMarked;
