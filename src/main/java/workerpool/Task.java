package workerpool;

/**
 * What a worker does with a job. All workers of a pool call the same task at the same time, so it must be thread-safe.
 *
 * <p>A task may wrap another one, to measure or record it, as {@code beforeExecute} and {@code afterExecute} of a
 * {@link java.util.concurrent.ThreadPoolExecutor} do.
 */
@FunctionalInterface
public interface Task {
    /**
     * Does the job. Runs on the worker's thread, and may block.
     *
     * <p>The result is the factorial's decimal digits rather than its value. The conversion to digits takes longer than
     * the computation. Done by the workers, it runs in parallel; done after the latch, it would not.
     *
     * <p>When the pool stops, it interrupts the thread. A task that catches the {@link InterruptedException}, or wraps
     * it in another exception, must restore the interrupt with {@code Thread.currentThread().interrupt()}.
     *
     * @param job    the job to do
     * @param worker the number of the worker that does it, from 1
     * @return the digits of the job's factorial; null counts as a failure
     * @throws InterruptedException if the thread is interrupted. If the pool has stopped, the job has no result
     * @throws Exception            if the job fails: the exception becomes the job's result
     */
    String run(Job job, int worker) throws Exception;
}
