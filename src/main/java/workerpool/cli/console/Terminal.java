package workerpool.cli.console;

import static java.lang.ProcessBuilder.Redirect.INHERIT;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a POSIX shell knows of the terminal, and the JDK does not. Picocli finds no width under 55 columns, and none
 * while standard output is a file.
 */
public final class Terminal {
    private static final int DEFAULT_WIDTH = 80;
    /** Some versions of {@code stty} write the settings back, which would suspend a program in the background. */
    private static final String SIZE = "trap '' TTOU; [ -t 1 ] && stty size <&1 >&2 2> /dev/null";

    private Terminal() {
    }

    /** Returns whether standard error is a terminal. False if there is no POSIX shell. Blocks for milliseconds. */
    public static boolean isStandardError() {
        try {
            return new ProcessBuilder("sh", "-c", "[ -t 2 ]").redirectError(INHERIT).start().onExit().join()
                    .exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Returns how many columns the terminal behind standard output has, or 80 if there is none or it does not tell.
     * Blocks for milliseconds.
     */
    public static int width() {
        // The shell inherits standard output and answers on its standard error.
        ProcessBuilder sh = new ProcessBuilder("sh", "-c", SIZE).redirectInput(INHERIT).redirectOutput(INHERIT);
        try (InputStream answer = sh.start().getErrorStream()) {
            return widthFrom(new String(answer.readAllBytes(), StandardCharsets.US_ASCII).trim());
        } catch (IOException e) {
            return DEFAULT_WIDTH;
        }
    }

    /** Returns the width in "ROWS COLUMNS", the answer of {@code stty size}, or 80 if there is none in it. */
    static int widthFrom(String size) {
        return size.matches("[0-9]{1,9} 0*[1-9][0-9]{0,8}") ? Integer.parseInt(size.split(" ")[1]) : DEFAULT_WIDTH;
    }
}
