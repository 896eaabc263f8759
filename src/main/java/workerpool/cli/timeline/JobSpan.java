package workerpool.cli.timeline;

/**
 * The interval in which a worker worked on a job. Times are nanoseconds since the start of the run.
 *
 * @param job        the job's ID
 * @param worker     the worker's number, from 1
 * @param startNanos when the worker took up the job
 * @param endNanos   when the job was done, or the run ended without it
 * @param state      what became of the job
 */
public record JobSpan(int job, int worker, long startNanos, long endNanos, JobState state) {
    /** Returns the elapsed time. */
    long nanos() {
        return endNanos - startNanos;
    }
}
