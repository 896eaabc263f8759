package workerpool.cli.console;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * How wide a terminal is. POSIX's {@code stty} tells it, the JDK does not. Picocli finds no width under 55 columns, and
 * none while standard output is a file.
 */
public final class Terminal {
    public static final int STDOUT = 1;
    public static final int STDERR = 2;
    public static final int DEFAULT_WIDTH = 80;

    private Terminal() {
    }

    /**
     * Returns how many columns the terminal behind {@link #STDOUT} or {@link #STDERR} has, or 80 if it does not tell. Empty
     * if there is no terminal, or that cannot be found out. Blocks for milliseconds.
     */
    public static OptionalInt width(int descriptor) {
        // The process inherits this descriptor and answers on the other.
        int answer = STDOUT + STDERR - descriptor;
        String script = "stty size <&" + descriptor + " >&" + answer + " 2> /dev/null";
        try {
            ProcessBuilder stty = new ProcessBuilder("sh", "-c", script);
            Process process = (answer == STDERR ? stty.redirectOutput(Redirect.INHERIT) : stty.redirectError(Redirect.INHERIT)).start();
            InputStream stream = answer == STDERR ? process.getErrorStream() : process.getInputStream();
            String size = new String(stream.readAllBytes(), StandardCharsets.US_ASCII).trim();
            return size.isEmpty() ? OptionalInt.empty() : OptionalInt.of(widthFrom(size));
        } catch (IOException notPosix) {
            return OptionalInt.empty();
        }
    }

    /** Returns the width in "ROWS COLUMNS", the answer of {@code stty size}, or 80 if there is none in it. */
    static int widthFrom(String size) {
        return size.matches("[0-9]{1,9} 0*[1-9][0-9]{0,8}") ? Integer.parseInt(size.split(" ")[1]) : DEFAULT_WIDTH;
    }
}
