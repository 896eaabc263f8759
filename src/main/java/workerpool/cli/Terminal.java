package workerpool.cli;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;

/**
 * What the JDK does not know about the terminal. POSIX's {@code test} and {@code stty} tell it. Picocli finds a width
 * too, but none under 55 columns, and none while standard output is a file.
 */
final class Terminal {
    static final int STDOUT = 1;
    static final int STDERR = 2;
    private static final int DEFAULT_WIDTH = 80;

    private Terminal() {
    }

    /** Returns whether a file descriptor is a terminal; false if that cannot be found out. Blocks for milliseconds. */
    static boolean isTerminal(int descriptor) throws InterruptedException {
        try {
            return new ProcessBuilder("test", "-t", String.valueOf(descriptor)).inheritIO().start().waitFor() == 0;
        } catch (IOException notPosix) {
            return false;
        }
    }

    /** Returns how many columns a file descriptor has: its terminal's, or 80. Blocks for milliseconds. */
    static int width(int descriptor) throws InterruptedException {
        return isTerminal(descriptor) ? widthFrom(sttySize()) : DEFAULT_WIDTH;
    }

    private static String sttySize() {
        try {
            Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty"))
                    .redirectError(Redirect.DISCARD).start();
            return new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
        } catch (IOException noControllingTerminal) {
            return "";
        }
    }

    /** Returns the width in "ROWS COLUMNS", the answer of {@code stty size}, or 80 if there is none in it. */
    static int widthFrom(String size) {
        return size.matches("[0-9]{1,9} 0*[1-9][0-9]{0,8}") ? Integer.parseInt(size.split(" ")[1]) : DEFAULT_WIDTH;
    }
}
