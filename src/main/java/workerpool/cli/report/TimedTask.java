package workerpool.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.LongSupplier;
import workerpool.Job;
import workerpool.Result;
import workerpool.Task;

/**
 * A task that runs another one, and records who worked on which job when. Safe for use by several threads.
 *
 * @param <T> the type of a job's input
 * @param <R> the type of what the task returns
 */
public final class TimedTask<T, R> implements Task<T, R> {
    private final Task<T, R> task;
    private final LongSupplier clock;
    private final long[] startNanos;
    private final long[] endNanos;
    /** The worker of each job, or 0. Set after the start time, so that whoever reads it sees that time, too. */
    private final AtomicIntegerArray workers;

    /**
     * Creates a task for jobs with IDs from 1 to {@code jobs}. The {@code clock} returns the nanoseconds since the
     * run's start.
     */
    public TimedTask(Task<T, R> task, int jobs, LongSupplier clock) {
        this.task = task;
        this.clock = clock;
        this.startNanos = new long[jobs + 1];
        this.endNanos = new long[jobs + 1];
        this.workers = new AtomicIntegerArray(jobs + 1);
    }

    @Override
    public R run(Job<T> job, int worker) throws Exception {
        startNanos[job.id()] = clock.getAsLong();
        workers.set(job.id(), worker);
        try {
            return task.run(job, worker);
        } finally {
            endNanos[job.id()] = clock.getAsLong();
        }
    }

    /**
     * Returns when each job was worked on in a run that has ended with these results after {@code runNanos}, in order
     * of IDs. A job that was started and has no result was interrupted. What a worker does after the end of the run is
     * left out.
     */
    public List<JobSpan> spans(List<Result<T, R>> results, long runNanos) {
        JobState[] states = new JobState[workers.length()];
        Arrays.fill(states, JobState.INTERRUPTED);
        for (Result<T, R> result : results) {
            states[result.job().id()] = result.succeeded() ? JobState.SUCCEEDED : JobState.FAILED;
        }
        List<JobSpan> spans = new ArrayList<>(states.length);
        for (int id = 1; id < states.length; id++) {
            int worker = workers.get(id);
            if (worker != 0) {
                long start = Math.min(runNanos, startNanos[id]);
                long end = states[id] == JobState.INTERRUPTED ? runNanos : Math.min(runNanos, endNanos[id]);
                spans.add(new JobSpan(id, worker, new Interval(start, end), states[id]));
            }
        }
        return spans;
    }
}
