package workerpool.cli;

import java.io.PrintStream;
import java.util.List;
import workerpool.Result;
import workerpool.WorkerPool;
import workerpool.cli.console.Progress;
import workerpool.cli.timeline.FlightRecordedTask;
import workerpool.cli.timeline.TimedInputs;
import workerpool.cli.timeline.TimedTask;
import workerpool.factorial.FactorialTask;

/** One run of a pool, with the instruments around it. */
final class PoolRun {
    private final RunSettings settings;
    private final PrintStream err;
    private final long startNanos = System.nanoTime();
    private final TimedTask<Integer, String> task;
    private final WorkerPool<Integer, String> pool;
    private final TimedInputs<Integer> numbers;

    /** Creates a run that shows its progress on {@code err} if there are no worker lines to show it. */
    PoolRun(RunSettings settings, PrintStream err) {
        this.settings = settings;
        this.err = err;
        this.task = new TimedTask<>(new FlightRecordedTask(new FactorialTask(settings.delay())), settings.jobs(),
                this::elapsedNanos);
        this.pool = new WorkerPool<>(settings.workers(), settings.queueCapacity(), task);
        this.numbers = new TimedInputs<>(settings.numbers(), () -> pool.waiting() == settings.queueCapacity(),
                this::elapsedNanos);
    }

    private long elapsedNanos() {
        return System.nanoTime() - startNanos;
    }

    /** Stops the run early. Safe for use by any thread at any time. */
    void stop() {
        pool.stop();
    }

    /** Runs the pool, once. Blocks until it has ended. */
    FinishedRun run() {
        boolean interrupted = false;
        String fault = null;
        Progress progress = new Progress(settings.jobs(), settings.workers(), pool::completed, err);
        if (settings.quiet()) {
            progress.start();
        }
        try {
            pool.run(() -> numbers);
        } catch (InterruptedException e) {
            interrupted = true; // the thread is the program's own, so no caller needs its interrupted status
        } catch (IllegalStateException e) {
            fault = e.getMessage();
        } finally {
            progress.stop();
        }
        long nanos = elapsedNanos();
        List<Result<Integer, String>> results = pool.drain();
        return new FinishedRun(results, task.report(results, settings.workers(), nanos, numbers.blocked(nanos)), interrupted,
                fault);
    }
}
