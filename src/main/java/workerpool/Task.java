package workerpool;

/**
 * What a worker does with a job. All workers of a pool call the same task, so it must be thread-safe.
 *
 * @param <T> the type of a job's input
 * @param <R> the type of what the task returns; {@link Void} if there is nothing to return
 */
@FunctionalInterface
public interface Task<T, R> {
    /**
     * Does the job. Runs on the worker's thread, and may block.
     *
     * <p>If the run ends early, by a stop or for any other reason, the thread is interrupted, once for each run, even
     * if the task itself calls {@link WorkerPool#stop}. The task should then return or throw soon. What it returns or
     * throws is the job's result, so a task that swallows the interrupt and returns counts as done.
     *
     * @param job    the job to do
     * @param worker the number of the worker that does it, from 1
     * @return the job's value, which may be null
     * @throws Exception if the job fails: the exception becomes the job's result
     */
    R run(Job<T> job, int worker) throws Exception;
}
