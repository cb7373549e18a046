package fairlead.bgpd.config;

import static fairlead.bgpd.config.Key.optional;
import static fairlead.bgpd.config.Key.required;

import fairlead.bgp.rpki.RpkiConfig;
import fairlead.bgp.rpki.RtrCache;
import fairlead.bgp.rpki.Vrp;
import fairlead.net.Asn;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The members of {@code rpki}. */
final class RpkiKeys {

    /** A name, an IPv4 address, or an IPv6 address in brackets. */
    private static final Pattern CACHE =
            Pattern.compile("(?:\\[([^\\]]+)]|([^:\\[\\]\\s]+))(?::(\\d{1,5}))?");

    private static final class Draft {
        List<RtrCache> caches = List.of();
        List<Vrp> roas = List.of();
    }

    private static final class RoaDraft {
        @Nullable Prefix prefix;
        @Nullable Asn asn;
        int maxLength;
    }

    private static final List<Key<Draft>> KEYS =
            List.of(
                    optional(
                            "caches",
                            "`HOST` or `HOST:PORT`, most preferred first",
                            (draft, value) -> draft.caches = value.listOrOne(RpkiKeys::cache)),
                    optional(
                            "roas",
                            "payloads of our own",
                            (draft, value) ->
                                    draft.roas =
                                            value.list(RpkiKeys::roa).stream()
                                                    .flatMap(Optional::stream)
                                                    .toList()));

    private static final List<Key<RoaDraft>> ROA =
            List.of(
                    required(
                            "prefix",
                            "what may be announced.",
                            (draft, value) -> draft.prefix = value.prefix()),
                    required(
                            "asn",
                            "who may; 0 says that nobody may.",
                            (draft, value) -> draft.asn = new Asn(value.number(0, 0xffff_ffffL))),
                    optional(
                            "maxLength",
                            "the longest prefix in it that may be announced too",
                            (draft, value) -> draft.maxLength = (int) value.number(0, 128)));

    private RpkiKeys() {}

    static RpkiConfig read(Value value) {
        var draft = new Draft();
        value.into(draft, KEYS);
        var caches = new ArrayList<RtrCache>();
        for (var cache : draft.caches) {
            if (caches.contains(cache)) {
                throw value.wrong("the cache " + cache + " is named twice");
            }
            caches.add(cache);
        }
        return new RpkiConfig(caches, draft.roas);
    }

    private static RtrCache cache(Value value) {
        var matcher = CACHE.matcher(value.text());
        if (!matcher.matches()) {
            throw value.wrong(
                    "'"
                            + value.text()
                            + "' is no cache such as rpki.example.net:3323 or [2001:db8::1]:323");
        }
        var host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        var port = matcher.group(3);
        return new RtrCache(host, port == null ? RtrCache.RTR : Integer.parseInt(port));
    }

    private static Optional<Vrp> roa(Value value) {
        var draft = new RoaDraft();
        value.into(draft, ROA);
        if (draft.prefix == null || draft.asn == null) {
            return Optional.empty(); // Reported where it was read.
        }
        int length = draft.prefix.length();
        return Optional.of(
                new Vrp(draft.prefix, draft.maxLength == 0 ? length : draft.maxLength, draft.asn));
    }
}
