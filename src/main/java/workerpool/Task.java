package workerpool;

/**
 * What a worker does with a job. All workers of a pool call the same task at the same time, so it must be thread-safe.
 *
 * <p>A task may wrap another one, to measure or record it, as {@code beforeExecute} and {@code afterExecute} of a {@link
 * java.util.concurrent.ThreadPoolExecutor} do.
 */
@FunctionalInterface
public interface Task {
    /**
     * Does the job. Runs on the worker's thread, and may block.
     *
     * @param job    the job to do
     * @param worker the number of the worker that does it, from 1
     * @return the digits of the job's factorial, not null
     * @throws InterruptedException if the thread is interrupted: the pool has stopped, and the job has no result
     * @throws Exception            if the job fails: the exception becomes the job's result
     */
    String run(Job job, int worker) throws Exception;
}
