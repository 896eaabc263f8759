package workerpool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The hook, run by the test instead of by a signal. */
@Timeout(60)
class ShutdownHookTest {
    private final AtomicInteger stops = new AtomicInteger();

    @Test
    void shouldStopThePoolAndHoldTheJvmUntilMainHasPrinted() {
        ShutdownHook hook = ShutdownHook.install(() -> assertEquals(1, stops.incrementAndGet()),
                new StandardOutput(OutputStream.nullOutputStream()));
        assertFalse(hook.hasBegun());
        assertFalse(hook.isPrintTimeOver());
        Thread main = new Thread(() -> {
            while (!hook.hasBegun()) {
                Thread.onSpinWait();
            }
            hook.startPrinting();
            while (!hook.isPrintTimeOver()) {
                Thread.onSpinWait();
            }
            hook.close();
        });
        long start = System.nanoTime();
        main.start();
        hook.run();
        long nanos = System.nanoTime() - start;
        assertEquals(1, stops.get());
        assertTrue(hook.hasBegun());
        assertTrue(nanos >= 1_000_000_000, "main may print for a second, and took " + nanos + " ns");
        assertTrue(nanos < 9_000_000_000L, "the hook waits for main, not for its limit: " + nanos + " ns");
    }

    @Test
    void shouldNotHoldTheJvmIfAllIsPrinted() {
        ShutdownHook hook = ShutdownHook.install(stops::incrementAndGet, new StandardOutput(OutputStream.nullOutputStream()));
        hook.close();
        long start = System.nanoTime();
        hook.run();
        assertTrue(System.nanoTime() - start < 900_000_000);
        assertFalse(Runtime.getRuntime().removeShutdownHook(hook), "close takes the hook away");
    }

    @Test
    void shouldLetTheJvmGoIfNobodyReadsStandardOutput() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        StandardOutput output = new StandardOutput(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                try {
                    reading.await();
                } catch (InterruptedException end) {
                    throw new IOException(end);
                }
            }
        });
        Thread writer = new Thread(() -> {
            try {
                output.write(new byte[1], 0, 1);
            } catch (IOException end) {
                throw new AssertionError(end);
            }
        });
        writer.start();
        ShutdownHook hook = ShutdownHook.install(stops::incrementAndGet, output);
        long start = System.nanoTime();
        hook.run();
        long nanos = System.nanoTime() - start;
        reading.countDown();
        writer.join();
        hook.close();
        assertTrue(nanos >= 1_000_000_000 && nanos < 8_000_000_000L, "took " + nanos + " ns");
    }
}
