package fairlead.bgp.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Words for the codes of a NOTIFICATION. */
final class NotificationText {

    private NotificationText() {}

    static String of(BgpMessage.Notification notification) {
        int code = notification.code();
        int subcode = notification.subcode();
        var name =
                Arrays.stream(Fault.values())
                        .filter(fault -> fault.code() == code && fault.subcode() == subcode)
                        .findFirst()
                        .map(fault -> ": " + fault.text())
                        .orElse("");
        return area(code) + name + " (" + code + "/" + subcode + ")" + words(notification);
    }

    private static String area(int code) {
        return switch (code) {
            case 1 -> "message header error";
            case 2 -> "OPEN error";
            case 3 -> "UPDATE error";
            case 4 -> "hold timer";
            case 5 -> "state machine error";
            case 6 -> "cease";
            default -> "error of a kind unknown to us";
        };
    }

    /** The shutdown communication of RFC 9003: a length octet and UTF-8 text. */
    private static String words(BgpMessage.Notification notification) {
        var data = notification.data().toArray();
        boolean shutdown =
                notification.code() == 6
                        && (notification.subcode() == 2 || notification.subcode() == 4)
                        && data.length > 1
                        && (data[0] & 255) == data.length - 1;
        if (!shutdown) {
            return "";
        }
        var text = new String(data, 1, data.length - 1, UTF_8);
        return ", it says: " + text.replaceAll("\\p{Cntrl}", " ");
    }
}
