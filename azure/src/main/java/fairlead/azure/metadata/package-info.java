/**
 * What a machine hears when it asks 169.254.169.254 about itself.
 *
 * <pre>
 *   MetadataRequest, Resident ──► Metadata ──► MetadataAnswer: a document, or whose token to issue
 * </pre>
 *
 * <p>Follows "Azure Instance Metadata Service for virtual machines" and "How to use managed
 * identities on an Azure VM to acquire an access token". Every leaf is a text, and what does not
 * apply is an empty one. Pure: sockets, clocks and keys are elsewhere.
 *
 * <p>Left out: attested documents, scheduled events, load balancers, user-assigned identities, rate
 * limits. Start reading at {@link fairlead.azure.metadata.Metadata}.
 */
@NullMarked
package fairlead.azure.metadata;

import org.jspecify.annotations.NullMarked;
