package workerpool.cli.timeline;

/**
 * When a worker worked on a job.
 *
 * @param job      the job's ID
 * @param worker   the worker's number, from 1
 * @param interval from when the worker took up the job until it was done, or the run ended without it
 * @param state    what became of the job
 */
public record JobSpan(int job, int worker, Interval interval, JobState state) {
}
