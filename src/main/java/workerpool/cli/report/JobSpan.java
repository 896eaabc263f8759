package workerpool.cli.report;

/**
 * When a worker worked on a job.
 *
 * @param job      the job's ID
 * @param worker   the worker's number, from 1
 * @param interval from the job's start to its end, or to the run's end if that came first or the job was interrupted
 * @param state    what became of the job
 */
public record JobSpan(int job, int worker, Interval interval, JobState state) {
}
