package workerpool.cli.console;

import static java.lang.ProcessBuilder.Redirect.INHERIT;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * How wide a terminal is. POSIX's {@code stty} reports it, the JDK does not. Picocli finds no width under 55 columns,
 * and none while standard output is a file.
 */
public final class Terminal {
    public static final int STDOUT = 1;
    public static final int STDERR = 2;
    public static final int DEFAULT_WIDTH = 80;

    private Terminal() {
    }

    /**
     * Returns how many columns the terminal behind {@link #STDOUT} or {@link #STDERR} has, or 80 if it does not report
     * them. Empty if there is no terminal, or no POSIX shell to find out. Blocks for milliseconds.
     */
    public static OptionalInt width(int descriptor) {
        // The process inherits this descriptor and answers on the other.
        String script = "stty size <&" + descriptor + " >&" + (STDOUT + STDERR - descriptor) + " 2> /dev/null";
        ProcessBuilder sh = new ProcessBuilder("sh", "-c", script).redirectInput(INHERIT);
        try {
            Process stty = (descriptor == STDOUT ? sh.redirectOutput(INHERIT) : sh.redirectError(INHERIT)).start();
            // An inherited stream is empty here.
            try (InputStream answer = new SequenceInputStream(stty.getInputStream(), stty.getErrorStream())) {
                String size = new String(answer.readAllBytes(), StandardCharsets.US_ASCII).trim();
                // Unlike waitFor, this also waits on an interrupted thread.
                stty.onExit().join();
                return size.isEmpty() ? OptionalInt.empty() : OptionalInt.of(widthFrom(size));
            }
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }

    /** Returns the width in "ROWS COLUMNS", the answer of {@code stty size}, or 80 if there is none in it. */
    static int widthFrom(String size) {
        return size.matches("[0-9]{1,9} 0*[1-9][0-9]{0,8}") ? Integer.parseInt(size.split(" ")[1]) : DEFAULT_WIDTH;
    }
}
