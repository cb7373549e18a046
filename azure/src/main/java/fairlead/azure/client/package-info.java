/**
 * A client of Azure Resource Manager: sends a request, follows what it started to its end, and
 * tells a refusal from a broken line. It knows documents and no resource type, and works with our
 * own cloud and with real Azure alike: what differs is the URL, the {@link
 * fairlead.azure.client.TokenSource} and whom to {@link fairlead.azure.client.Trust}.
 *
 * <pre>
 * put, post, patch, delete ─► Wire (token, one retry after 401, waits out 429) ─► LongRunning
 *                                    Azure-AsyncOperation │ Location │ provisioningState
 * </pre>
 *
 * <p>Follows "Track asynchronous Azure operations" and the resource provider contract's addendum on
 * asynchronous operations. A token is sent to the cloud's own origin only, whatever an answer's
 * links say. Left out: batching, proxies, resuming an operation in another process.
 *
 * <p>Start reading at {@link fairlead.azure.client.ArmClient}.
 */
@NullMarked
package fairlead.azure.client;

import org.jspecify.annotations.NullMarked;
