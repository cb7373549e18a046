package fairlead.bgp.wire;

import java.util.List;

/** Words for the codes of a NOTIFICATION, as IANA's registry has them. */
final class NotificationText {

    private static final List<String> HEADER =
            List.of("unspecific", "connection not synchronised", "bad length", "bad type");
    private static final List<String> OPEN =
            List.of(
                    "unspecific",
                    "unsupported version",
                    "bad peer AS",
                    "bad BGP identifier",
                    "unsupported optional parameter",
                    "",
                    "unacceptable hold time",
                    "unsupported capability",
                    "",
                    "",
                    "",
                    "role mismatch");
    private static final List<String> UPDATE =
            List.of(
                    "unspecific",
                    "malformed attribute list",
                    "unrecognised well-known attribute",
                    "missing well-known attribute",
                    "attribute flags error",
                    "attribute length error",
                    "invalid ORIGIN",
                    "",
                    "invalid NEXT_HOP",
                    "optional attribute error",
                    "invalid network field",
                    "malformed AS_PATH");
    private static final List<String> MACHINE =
            List.of("", "in OpenSent", "in OpenConfirm", "in Established");
    private static final List<String> CEASE =
            List.of(
                    "",
                    "maximum number of prefixes reached",
                    "administrative shutdown",
                    "peer de-configured",
                    "administrative reset",
                    "connection rejected",
                    "other configuration change",
                    "connection collision resolution",
                    "out of resources",
                    "hard reset",
                    "BFD down");
    private static final List<String> REFRESH = List.of("", "invalid message length");

    private NotificationText() {}

    static String of(BgpMessage.Notification notification) {
        return name(notification)
                // What is inside is not looked into again, however deep it goes.
                + notification
                        .hardReset()
                        .map(inner -> ", because of " + name(inner) + words(inner))
                        .orElse(words(notification));
    }

    private static String words(BgpMessage.Notification notification) {
        return ShutdownCommunication.read(notification).map(t -> ", it says: " + t).orElse("");
    }

    private static String name(BgpMessage.Notification notification) {
        int code = notification.code();
        int subcode = notification.subcode();
        var name =
                switch (code) {
                    case 1 -> "message header error" + among(HEADER, subcode);
                    case 2 -> "OPEN error" + among(OPEN, subcode);
                    case 3 -> "UPDATE error" + among(UPDATE, subcode);
                    case 4 -> "hold timer expired";
                    case 5 -> "unexpected message" + among(MACHINE, subcode);
                    case 6 -> "cease" + among(CEASE, subcode);
                    case 7 -> "ROUTE-REFRESH error" + among(REFRESH, subcode);
                    default -> "error of a kind unknown to us";
                };
        return name + " (" + code + "/" + subcode + ")";
    }

    private static String among(List<String> names, int subcode) {
        return subcode < names.size() && !names.get(subcode).isEmpty()
                ? ": " + names.get(subcode)
                : "";
    }
}
