package fairlead.cli;

import java.time.Duration;
import java.util.Locale;

/**
 * Says what is being waited for, until it is closed: on a terminal a line with a turning sign and
 * the seconds, elsewhere a plain line whenever the text changes. Results never go here.
 */
final class Progress implements AutoCloseable {

    private static final String SIGNS = "|/-\\";

    private final Screen screen;
    private final long started = System.nanoTime();
    private final Thread painter;
    private volatile String text;
    private volatile boolean over;

    Progress(Screen screen, String what) {
        this.screen = screen;
        this.text = what;
        this.painter = Thread.ofVirtual().unstarted(this::paint);
        if (screen.live()) {
            painter.start();
        } else {
            plain(what);
        }
    }

    void say(String now) {
        if (!now.equals(text)) {
            text = now;
            if (!screen.live()) {
                plain(now);
            }
        }
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** {@code 3.4 s}. */
    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    private void plain(String now) {
        screen.err().println("... " + now);
        screen.err().flush();
    }

    private void paint() {
        for (int i = 0; !over; i++) {
            screen.err()
                    .print(
                            "\r\033[K"
                                    + SIGNS.charAt(i % SIGNS.length())
                                    + " "
                                    + text
                                    + " ("
                                    + seconds(elapsed())
                                    + ")");
            screen.err().flush();
            try {
                Thread.sleep(120);
            } catch (InterruptedException closed) {
                return;
            }
        }
    }

    @Override
    public void close() {
        over = true;
        if (screen.live()) {
            painter.interrupt();
            try {
                painter.join();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            screen.err().print("\r\033[K");
            screen.err().flush();
        }
    }
}
