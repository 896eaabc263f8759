package workerpool;

import java.math.BigInteger;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Computes the factorial of the job's number, then sleeps. Safe for use by several threads.
 *
 * @param delay how long to sleep after each computation, as simulated work: 0 or more, rounded down to milliseconds
 */
public record FactorialTask(Duration delay) implements Task {
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

    @Override
    public String run(Job job, int worker) throws InterruptedException {
        BigInteger factorial = Factorial.of(job.number());
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
