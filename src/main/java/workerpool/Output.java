package workerpool;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Standard output that remembers its first failed write, because {@link PrintStream} only swallows it, and that tells a
 * listener at once. Safe for use by several threads.
 */
final class Output extends FilterOutputStream {
    private volatile IOException failure;
    private volatile Runnable onFailure;

    private Output() {
        super(new FileOutputStream(FileDescriptor.out));
    }

    /** Puts a new one behind {@link System#out}, which then has no buffer: what is written is visible at once. */
    static Output install() {
        Output output = new Output();
        System.setOut(new PrintStream(output));
        return output;
    }

    /** Has the first failure to come call {@code listener}, on the thread that writes. */
    void onFailure(Runnable listener) {
        onFailure = listener;
    }

    /** What the first failed write threw, or null if none has failed. */
    IOException failure() {
        return failure;
    }

    /** Whether the failure is that nobody reads on, as after {@code | head -1}. */
    boolean readerIsGone() {
        return failure != null && String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("broken pipe");
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            fail(e);
            throw e;
        }
    }

    private void fail(IOException e) {
        boolean first = failure == null;
        failure = e;
        Runnable listener = onFailure;
        if (first && listener != null) {
            listener.run();
        }
    }
}
