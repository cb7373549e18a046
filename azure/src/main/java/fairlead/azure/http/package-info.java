/**
 * The REST face: one TLS port that speaks as {@code management.azure.com} and its login service do,
 * so that the real {@code az} and the Azure SDKs can be pointed at it.
 *
 * <pre>
 * octets ─► ArmServer (Jetty, TLS, limits)
 *             └► Door   path and query normalised ─► method ─► open documents ─────────► answer
 *                       └► token ─► api-version ─► own documents ─────────────────────► answer
 *                                                  └► body parsed ─► Api (given) ─────► answer
 * </pre>
 *
 * <p>Everything that has no state of its own is answered here: cloud metadata, the token service in
 * the style of ADFS (the only style with which every {@code az} logs in without asking a host of
 * Microsoft's), tenants, subscriptions, locations, providers, the marketplace. All else goes to the
 * {@link fairlead.azure.http.Api} that came by the door, and what that refuses is put into Azure's
 * error form. A request costs one virtual thread, so an {@code Api} may block, for instance to hold
 * a status request until the work is done.
 *
 * <p>Follows "Resource Manager REST" of the Azure reference, the resource provider contract
 * (azure-resource-manager-rpc), RFC 6749 (tokens), RFC 8628 (device code), RFC 7517 (keys), RFC
 * 9110 (HTTP). Left out: HTTP/2, authorization (every principal may do everything), throttling (the
 * allowance is counted and shown, and never refused), browser and certificate login, refresh
 * tokens, the {@code /graph} and {@code /msi} endpoints.
 *
 * <p>Start reading at {@link fairlead.azure.http.Door}, then {@link
 * fairlead.azure.http.OwnDocuments}.
 */
@NullMarked
package fairlead.azure.http;

import org.jspecify.annotations.NullMarked;
