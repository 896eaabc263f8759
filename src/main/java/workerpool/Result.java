package workerpool;

/**
 * The outcome of a job, and when and by whom it was worked on. Times are {@link System#nanoTime()} readings.
 *
 * @param job        the job
 * @param worker     the number of the worker that had it, from 1
 * @param startNanos when the worker took it up
 * @param endNanos   when it was done, failed, or was cut off
 * @param factorial  every digit of the factorial; null if the job did not succeed
 * @param failure    what the job threw; null if it succeeded or was cut off
 */
public record Result(Job job, int worker, long startNanos, long endNanos, String factorial, Throwable failure) {
    /** Whether the factorial is there. */
    public boolean succeeded() {
        return factorial != null;
    }

    /** Whether the job itself went wrong. A job that was cut off has neither succeeded nor failed. */
    public boolean failed() {
        return failure != null;
    }
}
