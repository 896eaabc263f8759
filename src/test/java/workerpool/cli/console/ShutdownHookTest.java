package workerpool.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The hook, run by the test instead of by a signal. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class ShutdownHookTest {
    private final AtomicInteger stops = new AtomicInteger();

    @Test
    void shouldStopThePoolAndHoldTheJvmUntilMainHasPrinted() {
        ShutdownHook hook = new ShutdownHook(new StandardOutput(OutputStream.nullOutputStream()));
        hook.onSignal(stops::incrementAndGet);
        assertFalse(hook.isPrintTimeOver());
        Thread main = new Thread(() -> {
            while (stops.get() == 0) {
                Thread.onSpinWait();
            }
            while (!hook.isPrintTimeOver()) {
                Thread.onSpinWait();
            }
            hook.release();
        });
        long start = System.nanoTime();
        main.start();
        hook.run();
        long nanos = System.nanoTime() - start;
        assertEquals(1, stops.get());
        assertTrue(nanos >= 1_000_000_000, "main may print for a second, and took " + nanos + " ns");
        assertTrue(nanos < 9_000_000_000L, "the hook waits for main, not for its limit: " + nanos + " ns");
    }

    @Test
    void shouldNotHoldTheJvmIfAllIsPrinted() {
        ShutdownHook hook = new ShutdownHook(new StandardOutput(OutputStream.nullOutputStream()));
        hook.release();
        long start = System.nanoTime();
        hook.run();
        assertTrue(System.nanoTime() - start < 900_000_000);
    }

    @Test
    void shouldStopAPoolThatIsMadeAfterTheSignal() {
        ShutdownHook hook = new ShutdownHook(new StandardOutput(OutputStream.nullOutputStream()));
        hook.release();
        hook.run();
        hook.onSignal(stops::incrementAndGet);
        assertEquals(1, stops.get());
    }

    /** The workers may need longer than a second to end; the results have their second all the same. */
    @Test
    void shouldGrantTheTimeForPrintingFromTheFirstResultOn() {
        ShutdownHook hook = new ShutdownHook(new StandardOutput(OutputStream.nullOutputStream()));
        hook.release();
        hook.run();
        long start = System.nanoTime();
        assertFalse(hook.isPrintTimeOver());
        while (!hook.isPrintTimeOver()) {
            Thread.onSpinWait();
        }
        assertTrue(System.nanoTime() - start >= 1_000_000_000);
    }

    @Test
    void shouldLetTheJvmGoIfNobodyReadsStandardOutput() throws InterruptedException {
        UnreadOutput unread = new UnreadOutput();
        ShutdownHook hook = new ShutdownHook(unread.output());
        long start = System.nanoTime();
        hook.run();
        long nanos = System.nanoTime() - start;
        unread.read();
        hook.release();
        assertTrue(nanos >= 1_000_000_000 && nanos < 8_000_000_000L, "took " + nanos + " ns");
    }
}
