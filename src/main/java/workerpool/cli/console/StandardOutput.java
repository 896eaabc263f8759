package workerpool.cli.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;

/**
 * Standard output that remembers its first failed write, which a {@link java.io.PrintStream} swallows, and writes
 * nothing from then on: what is there has no hole in it. It also knows whether a write is blocked because nobody reads.
 * One thread at a time writes, as a {@code PrintStream} sees to; the other methods are for any thread.
 */
public final class StandardOutput extends FilterOutputStream {
    /** Small enough that a slow reader, too, takes a piece within a second. */
    private static final int PIECE_BYTES = 8192;

    private final CompletableFuture<IOException> failure = new CompletableFuture<>();
    /** 0 while nobody writes. */
    private volatile long writeStartNanos;

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

    /** Returns whether the reader has closed its end, as in {@code | head -1}. Only an English system says so. */
    public boolean isClosedByReader() {
        return failure.isDone() && "Broken pipe".equals(failure().getMessage());
    }

    /** Returns for how many nanoseconds the present write has been blocked, or 0 if nobody writes. */
    long blockedNanos() {
        long start = writeStartNanos;
        return start == 0 ? 0 : System.nanoTime() - start;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; done += PIECE_BYTES) {
            writePiece(bytes, offset + done, Math.min(PIECE_BYTES, length - done));
        }
    }

    private void writePiece(byte[] bytes, int offset, int length) throws IOException {
        if (failure.isDone()) {
            throw failure();
        }
        writeStartNanos = System.nanoTime();
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure.complete(e);
            throw e;
        } finally {
            writeStartNanos = 0;
        }
    }
}
