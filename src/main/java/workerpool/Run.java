package workerpool;

import java.util.List;

/**
 * What is left of a pool's run: its results and its times, for those who print them. Times are
 * {@link System#nanoTime()} readings.
 *
 * @param jobs       how many jobs there were to do
 * @param workers    how many workers there were
 * @param startNanos when the first worker was about to start
 * @param endNanos   when the last worker was done, or the run was cut off
 * @param results    the results, in order of completion
 * @param cutOff     the jobs that were in a worker's hands when the run was cut off
 * @param blocked    when the filler was blocked by a full queue
 */
public record Run(int jobs, int workers, long startNanos, long endNanos, List<Result> results, List<Result> cutOff,
        List<Span> blocked) {
    /** How many results are failures. */
    public int failed() {
        int failed = 0;
        for (Result result : results) {
            failed += result.failed() ? 1 : 0;
        }
        return failed;
    }

    /** How many jobs have their factorial. */
    public int succeeded() {
        return results.size() - failed();
    }
}
