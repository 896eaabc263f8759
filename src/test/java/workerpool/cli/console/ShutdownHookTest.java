package workerpool.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The hook, run by the test instead of by a signal. */
@Execution(ExecutionMode.CONCURRENT)
class ShutdownHookTest {
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final ShutdownHook hook = new ShutdownHook();
    private final AtomicInteger stops = new AtomicInteger();

    @Test
    void shouldStopThePoolAndHoldTheJvmUntilMainHasPrinted() throws InterruptedException {
        hook.onSignal(stops::incrementAndGet);
        Thread jvm = new Thread(hook);
        jvm.start();
        while (stops.get() == 0 || jvm.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        hook.release();
        long start = System.nanoTime();
        jvm.join();
        assertTrue(System.nanoTime() - start < 5_000_000_000L, "the hook waits for main, not for its limit");
        assertEquals(1, stops.get());
    }

    @Test
    void shouldHoldTheJvmForEightSecondsAtMost() {
        long start = System.nanoTime();
        hook.run();
        long nanos = System.nanoTime() - start;
        assertTrue(nanos >= 7_900_000_000L && nanos < 9_000_000_000L, nanos + " ns");
    }

    @Test
    void shouldStopAPoolThatIsMadeAfterTheSignal() {
        signal();
        hook.onSignal(stops::incrementAndGet);
        assertEquals(1, stops.get());
    }

    @Test
    void shouldLetMainPrintForAsLongAsItLikesWithoutASignal() {
        assertFalse(hook.isPrintTimeOver(System.nanoTime() - MINUTE_NANOS));
    }

    /** The workers may need longer than a second to end; the results have their second all the same. */
    @Test
    void shouldGrantASecondForPrintingFromTheFirstResultOn() {
        signal();
        spinUntilPrintTimeIsOver(System.nanoTime() - MINUTE_NANOS); // a second since the signal
        long start = System.nanoTime();
        spinUntilPrintTimeIsOver(start);
        assertAboutASecondSince(start);
    }

    /** A signal in the middle of a long printing. */
    @Test
    void shouldGrantASecondForPrintingFromTheSignalOn() {
        long start = System.nanoTime();
        signal();
        spinUntilPrintTimeIsOver(start - MINUTE_NANOS);
        assertAboutASecondSince(start);
    }

    private static void assertAboutASecondSince(long start) {
        long nanos = System.nanoTime() - start;
        assertTrue(nanos >= 1_000_000_000 && nanos < 3_000_000_000L, nanos + " ns");
    }

    private void signal() {
        hook.release();
        hook.run();
    }

    /** The JVM runs its hooks, and so takes no further one, if the signal comes before {@code main} installs it. */
    @Test
    void shouldTakeASignalBeforeItIsInstalledForOne() throws Exception {
        Process jvm = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                System.getProperty("java.class.path"), LateInstall.class.getName()).start();
        assertEquals("true", new String(jvm.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        assertEquals(0, jvm.waitFor());
    }

    static final class LateInstall {
        public static void main(String[] args) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                ShutdownHook hook = new ShutdownHook();
                hook.install();
                System.out.print(hook.isSignalled());
            }));
        }
    }

    private void spinUntilPrintTimeIsOver(long printStart) {
        while (!hook.isPrintTimeOver(printStart)) {
            Thread.onSpinWait();
        }
    }
}
