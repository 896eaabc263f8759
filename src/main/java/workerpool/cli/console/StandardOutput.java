package workerpool.cli.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;

/**
 * Standard output that remembers its first failed write, which a {@link java.io.PrintStream} swallows, and writes
 * nothing after it. Wrap it in a {@code PrintStream}, which lets one thread write at a time. The other methods are for
 * any thread.
 */
public final class StandardOutput extends FilterOutputStream {
    private final CompletableFuture<IOException> failure = new CompletableFuture<>();

    /** Creates one that passes everything on to {@code out} at once, without a buffer. */
    public StandardOutput(OutputStream out) {
        super(out);
    }

    /**
     * Registers a listener for the first failed write. If one has failed already, calls it at once. What the listener
     * throws is lost.
     */
    public void onFailure(Runnable listener) {
        failure.thenRun(listener);
    }

    /** Returns what the first failed write threw, or null if none has failed. */
    public IOException failure() {
        return failure.getNow(null);
    }

    /**
     * Returns whether the reader has closed its end, as in {@code | head -1}. Always false if the system's messages are
     * not in English.
     */
    public boolean isClosedByReader() {
        IOException first = failure();
        return first != null && "Broken pipe".equals(first.getMessage());
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        IOException first = failure();
        if (first != null) {
            throw first;
        }
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure.complete(e);
            throw e;
        }
    }
}
