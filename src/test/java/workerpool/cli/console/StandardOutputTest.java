package workerpool.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StandardOutputTest {
    @Test
    void shouldPassOnWhatIsWritten() throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        StandardOutput output = new StandardOutput(target);
        output.write("hello".getBytes(), 1, 3);
        assertEquals("ell", target.toString());
        assertNull(output.failure());
        assertFalse(output.isClosedByReader());
        assertEquals(0, output.blockedNanos());
    }

    @Test
    void shouldTellItsListenerOfTheFirstFailureAlone() {
        AtomicInteger writes = new AtomicInteger();
        StandardOutput output = new StandardOutput(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(writes.incrementAndGet() == 1 ? "Broken pipe" : "another");
            }
        });
        AtomicInteger failures = new AtomicInteger();
        output.onFailure(failures::incrementAndGet);
        assertThrows(IOException.class, () -> output.write(new byte[1], 0, 1));
        assertThrows(IOException.class, () -> output.write(new byte[1], 0, 1));
        assertEquals(1, failures.get());
        assertEquals("Broken pipe", output.failure().getMessage());
        output.onFailure(failures::incrementAndGet);
        assertEquals(2, failures.get(), "a listener that comes too late is told at once");
    }

    @Test
    void shouldKnowThatItsReaderIsGoneWhateverTheLanguage() throws IOException {
        Pipe pipe = Pipe.open();
        pipe.source().close();
        StandardOutput output = new StandardOutput(Channels.newOutputStream(pipe.sink()));
        assertThrows(IOException.class, () -> output.write(new byte[1], 0, 1));
        assertTrue(output.isClosedByReader(), output.failure().getMessage());
    }

    @Test
    void shouldNotTakeAFullDeviceForAReaderThatIsGone() {
        StandardOutput output = new StandardOutput(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        });
        assertThrows(IOException.class, () -> output.write(new byte[1], 0, 1));
        assertFalse(output.isClosedByReader());
    }

    @Test
    void shouldKnowThatAWriteIsBlocked() throws InterruptedException {
        UnreadOutput unread = new UnreadOutput();
        while (unread.output().blockedNanos() < 1_000_000) {
            Thread.onSpinWait();
        }
        assertTrue(unread.output().blockedNanos() < 60_000_000_000L, "since the write, not since the machine started");
        unread.read();
        assertEquals(0, unread.output().blockedNanos());
    }
}
