package fairlead.azure.http;

/** The page on which a person approves a login by device code. */
final class DevicePage {

    private DevicePage() {}

    /**
     * @param complaint what was wrong with the last try, or nothing; plain text of our own
     */
    static Answer form(String complaint) {
        return page(
                complaint.isEmpty() ? 200 : 400,
                """
                <p>%s</p>
                <form method="post" action="/device">
                <p><label>Code <input name="user_code" autocomplete="off" required></label></p>
                <p><label>Secret <input name="secret" type="password" required></label></p>
                <p><button>Let in</button></p>
                </form>
                """
                        .formatted(complaint));
    }

    static Answer done() {
        return page(200, "<p>The login is approved. You may close this page.</p>\n");
    }

    private static Answer page(int status, String content) {
        return new Answer.Page(
                status,
                "text/html",
                "<!doctype html>\n<html lang=\"en\"><title>Log in</title>\n"
                        + content
                        + "</html>\n");
    }
}
