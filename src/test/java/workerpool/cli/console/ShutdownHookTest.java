package workerpool.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The hook, run by the test instead of by a signal. */
@Execution(ExecutionMode.CONCURRENT)
class ShutdownHookTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(100);

    private final ShutdownHook hook = new ShutdownHook(HOUR, SHORT);
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
        jvm.join();
        assertEquals(1, stops.get());
    }

    @Test
    void shouldHoldTheJvmNoLongerThanItsLimit() {
        long start = System.nanoTime();
        new ShutdownHook(SHORT, HOUR).run();
        long nanos = System.nanoTime() - start;
        assertTrue(nanos >= SHORT.toNanos() && nanos < 60_000_000_000L, nanos + " ns");
    }

    @Test
    void shouldStopAPoolThatIsMadeAfterTheSignal() {
        signal();
        hook.onSignal(stops::incrementAndGet);
        assertEquals(1, stops.get());
    }

    @Test
    void shouldLetMainPrintForAsLongAsItLikesWithoutASignal() {
        assertFalse(hook.isPrintTimeOver(System.nanoTime() - HOUR.toNanos()));
    }

    /** A signal may come in the middle of a long printing, or the workers may need longer than that to end. */
    @Test
    void shouldGrantTimeForPrintingFromTheSignalAndFromTheFirstResultOn() {
        long start = System.nanoTime();
        signal();
        spinUntilPrintTimeIsOver(start - HOUR.toNanos());
        assertTrue(System.nanoTime() - start >= SHORT.toNanos());
        start = System.nanoTime();
        spinUntilPrintTimeIsOver(start);
        assertTrue(System.nanoTime() - start >= SHORT.toNanos());
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
                ShutdownHook hook = new ShutdownHook(HOUR, SHORT);
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
