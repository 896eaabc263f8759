package workerpool.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardOutputTest {
    private final ByteArrayOutputStream target = new ByteArrayOutputStream();
    private final AtomicInteger failures = new AtomicInteger();

    @Test
    void shouldPassOnWhatIsWritten() throws IOException {
        StandardOutput output = new StandardOutput(target);
        output.write("hello".getBytes(), 1, 3);
        output.write('o');
        assertEquals("ello", target.toString());
        assertNull(output.failure());
        assertFalse(output.isClosedByReader());
    }

    /** What is written is a beginning of the whole, even if there is room again later. */
    @Test
    void shouldWriteNothingAfterAFailedWriteAndCallItsListenerOnce() {
        StandardOutput output = failingOnce("on purpose");
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

    @ParameterizedTest
    @CsvSource({"Broken pipe, true", "Relais brisé (pipe), false", "No space left on device, false", ", false"})
    void shouldKnowThatItsReaderIsGoneInEnglish(String message, boolean closed) {
        StandardOutput output = failingOnce(message);
        assertThrows(IOException.class, () -> output.write('x'));
        assertEquals(closed, output.isClosedByReader());
    }

    private StandardOutput failingOnce(String message) {
        return new StandardOutput(new OutputStream() {
            private boolean failed;

            @Override
            public void write(int b) throws IOException {
                if (!failed) {
                    failed = true;
                    throw new IOException(message);
                }
                target.write(b);
            }
        });
    }
}
