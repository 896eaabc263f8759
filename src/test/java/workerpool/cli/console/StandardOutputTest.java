package workerpool.cli.console;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
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
    void shouldWriteInPiecesSmallEnoughForASlowReader() throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        List<Integer> pieces = new ArrayList<>();
        StandardOutput output = new StandardOutput(new FilterOutputStream(target) {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                pieces.add(length);
                target.write(bytes, offset, length);
            }
        });
        byte[] bytes = new byte[20_000];
        new Random(1).nextBytes(bytes);
        output.write(bytes, 0, bytes.length);
        assertEquals(List.of(8192, 8192, 3616), pieces);
        assertArrayEquals(bytes, target.toByteArray());
    }

    /** What is written has no hole in it, even if there is room again later. */
    @Test
    void shouldWriteNothingAfterAFailedWriteAndCallItsListenerOnce() {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        StandardOutput output = new StandardOutput(failingAtFirst(target));
        AtomicInteger failures = new AtomicInteger();
        output.onFailure(failures::incrementAndGet);
        assertThrows(IOException.class, () -> output.write(new byte[1], 0, 1));
        assertThrows(IOException.class, () -> output.write(new byte[1], 0, 1));
        assertThrows(IOException.class, () -> output.write('x'));
        assertEquals(0, target.size());
        assertEquals(1, failures.get());
        assertEquals("on purpose", output.failure().getMessage());
        output.onFailure(failures::incrementAndGet);
        assertEquals(2, failures.get(), "a listener that comes too late is called at once");
    }

    @Test
    void shouldRememberAFailureOfASingleByteToo() {
        StandardOutput output = new StandardOutput(failingAtFirst(new ByteArrayOutputStream()));
        assertThrows(IOException.class, () -> output.write('x'));
        assertEquals("on purpose", output.failure().getMessage());
    }

    private static OutputStream failingAtFirst(OutputStream target) {
        AtomicBoolean failed = new AtomicBoolean();
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                if (!failed.getAndSet(true)) {
                    throw new IOException("on purpose");
                }
                target.write(b);
            }
        };
    }

    @ParameterizedTest
    @CsvSource({"Broken pipe, true", "Relais brisé (pipe), false", "No space left on device, false"})
    void shouldKnowThatItsReaderIsGoneInEnglish(String message, boolean closed) {
        StandardOutput output = new StandardOutput(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        });
        assertThrows(IOException.class, () -> output.write(new byte[1], 0, 1));
        assertEquals(closed, output.isClosedByReader());
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
