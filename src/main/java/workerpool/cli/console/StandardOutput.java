package workerpool.cli.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.concurrent.CompletableFuture;

/**
 * Standard output that remembers its first failed write, which a {@link java.io.PrintStream} swallows, and that knows
 * whether a write is blocked because nobody reads. One thread at a time writes, as a {@code PrintStream} sees to; the
 * other methods are for any thread.
 */
public final class StandardOutput extends FilterOutputStream {
    private final CompletableFuture<IOException> failure = new CompletableFuture<>();
    /** 0 while nobody writes. */
    private volatile long writeStartNanos;

    /** Makes one that passes everything on to {@code out} at once, without a buffer. */
    public StandardOutput(OutputStream out) {
        super(out);
    }

    /** Has the first failed write call {@code listener}. If one has failed already, calls it at once. */
    public void onFailure(Runnable listener) {
        failure.thenRun(listener);
    }

    /** Returns what the first failed write threw, or null if none has failed. */
    public IOException failure() {
        return failure.getNow(null);
    }

    /** Returns whether the reader has closed its end, as in {@code | head -1}. */
    public boolean isClosedByReader() {
        return failure.isDone() && brokenPipe().equals(failure().getMessage());
    }

    /** Returns the system's message for a pipe without a reader, which is in the user's language. */
    private static String brokenPipe() {
        try {
            Pipe pipe = Pipe.open();
            pipe.source().close();
            try (Pipe.SinkChannel sink = pipe.sink()) {
                sink.write(ByteBuffer.allocate(1));
                return "";
            }
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Returns for how many nanoseconds the present write has been blocked, or 0 if nobody writes. */
    long blockedNanos() {
        long start = writeStartNanos;
        return start == 0 ? 0 : System.nanoTime() - start;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
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
