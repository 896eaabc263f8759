package workerpool.factorial;

import java.math.BigInteger;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import workerpool.Job;
import workerpool.Task;

/**
 * Computes the factorial of the job's input, then sleeps. Safe for use by several threads.
 *
 * <p>The task returns decimal digits rather than a {@link BigInteger}. The conversion to digits takes longer than the
 * computation. Done by the workers, it runs in parallel; done after the latch, it would not.
 *
 * @param delay how long to sleep after each computation, as simulated work: 0 or more, rounded down to milliseconds
 */
public record FactorialTask(Duration delay) implements Task<Integer, String> {
    /**
     * Creates a task.
     *
     * @throws IllegalArgumentException if {@code delay} is negative
     * @throws NullPointerException     if {@code delay} is null
     */
    public FactorialTask {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay (" + delay + ") must be 0 or more");
        }
    }

    /** Returns every decimal digit of the factorial. Blocks for the delay. */
    @Override
    public String run(Job<Integer> job, int worker) throws InterruptedException {
        BigInteger factorial = Factorial.of(job.input());
        if (Thread.interrupted()) {
            // The conversion to digits takes longer than the computation, and does not notice an interrupt.
            throw new InterruptedException();
        }
        String digits = digits(factorial);
        TimeUnit.MILLISECONDS.sleep(delay.toMillis());
        return digits;
    }

    private static String digits(BigInteger factorial) {
        // Where the value fits a long, Long.toString is several times faster.
        return factorial.bitLength() < Long.SIZE ? Long.toString(factorial.longValue()) : factorial.toString();
    }
}
