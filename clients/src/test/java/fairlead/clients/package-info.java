/**
 * The cloud as the Azure SDK for Java sees it: its models, its credentials, its pollers, on a real
 * daemon over a real kernel. Nothing here is ours but the questions. Begin at {@link
 * fairlead.clients.Sdk}.
 *
 * @see <a href="https://learn.microsoft.com/azure/developer/java/sdk/overview">Azure SDK for
 *     Java</a>
 */
@NullMarked
package fairlead.clients;

import org.jspecify.annotations.NullMarked;
