package workerpool;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;

/** What the JDK does not say about the terminal; it is asked of POSIX's {@code test} and {@code stty}. */
final class Terminal {
    static final int STDOUT = 1;
    static final int STDERR = 2;
    private static final int USUAL_WIDTH = 80;

    private Terminal() {
    }

    /** Whether this file descriptor is a terminal. False where that cannot be found out. Blocks for some milliseconds. */
    static boolean is(int descriptor) throws InterruptedException {
        try {
            return new ProcessBuilder("test", "-t", String.valueOf(descriptor)).inheritIO().start().waitFor() == 0;
        } catch (IOException notPosix) {
            return false;
        }
    }

    /** The width in columns that output has: the terminal's, or 80. Blocks for some milliseconds. */
    static int width() throws InterruptedException {
        if (!is(STDOUT)) {
            return USUAL_WIDTH;
        }
        try {
            Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty"))
                    .redirectError(Redirect.DISCARD).start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
            int width = size.matches("[0-9]{1,9} [0-9]{1,9}") ? Integer.parseInt(size.split(" ")[1]) : 0;
            return width > 0 ? width : USUAL_WIDTH;
        } catch (IOException notPosix) {
            return USUAL_WIDTH;
        }
    }
}
