package workerpool.cli.console;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;

/** Standard output that nobody reads, and a thread that is blocked by a write to it. */
final class UnreadOutput extends OutputStream {
    private final Semaphore read = new Semaphore(0);
    private final StandardOutput output = new StandardOutput(this);
    private final Thread writer = new Thread(this::writeOneByte);

    UnreadOutput() {
        writer.start();
    }

    StandardOutput output() {
        return output;
    }

    private void writeOneByte() {
        try {
            output.write(new byte[1], 0, 1);
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    @Override
    public void write(int b) {
        read.acquireUninterruptibly();
    }

    /** Lets the write end, and blocks until it has. */
    void read() throws InterruptedException {
        read.release();
        writer.join();
    }
}
