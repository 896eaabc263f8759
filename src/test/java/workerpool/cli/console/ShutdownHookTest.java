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
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Execution(ExecutionMode.CONCURRENT)
class ShutdownHookTest {
    private final AtomicInteger stops = new AtomicInteger();

    @Test
    void shouldStopThePoolAndHoldTheJvmUntilMainHasPrinted() {
        ShutdownHook hook = new ShutdownHook(new StandardOutput(OutputStream.nullOutputStream()));
        hook.onSignal(stops::incrementAndGet);
        assertFalse(hook.isPrintTimeOver(System.nanoTime() - 60_000_000_000L), "no signal has come");
        Thread main = new Thread(() -> {
            while (stops.get() == 0) {
                Thread.onSpinWait();
            }
            long printStart = System.nanoTime();
            while (!hook.isPrintTimeOver(printStart)) {
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
        assertTrue(System.nanoTime() - start < 9_000_000_000L, "its limit is 20 s");
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
    void shouldGrantASecondForPrintingFromTheFirstResultOn() {
        ShutdownHook hook = new ShutdownHook(new StandardOutput(OutputStream.nullOutputStream()));
        hook.release();
        hook.run();
        spinUntilPrintTimeIsOver(hook, System.nanoTime() - 60_000_000_000L); // a second since the signal
        long start = System.nanoTime();
        spinUntilPrintTimeIsOver(hook, start);
        assertTrue(System.nanoTime() - start >= 1_000_000_000);
    }

    /** A signal in the middle of a long printing. */
    @Test
    void shouldGrantASecondForPrintingFromTheSignalOn() {
        ShutdownHook hook = new ShutdownHook(new StandardOutput(OutputStream.nullOutputStream()));
        hook.release();
        long start = System.nanoTime();
        hook.run();
        spinUntilPrintTimeIsOver(hook, start - 60_000_000_000L);
        assertTrue(System.nanoTime() - start >= 1_000_000_000);
    }

    private static void spinUntilPrintTimeIsOver(ShutdownHook hook, long printStart) {
        while (!hook.isPrintTimeOver(printStart)) {
            Thread.onSpinWait();
        }
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
