package workerpool.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import workerpool.Result;
import workerpool.WorkerPool;
import workerpool.cli.console.Progress;
import workerpool.cli.report.FlightRecordedTask;
import workerpool.cli.report.RunReport;
import workerpool.cli.report.TimedInputs;
import workerpool.cli.report.TimedTask;
import workerpool.factorial.FactorialTask;

/** One run of a pool, with the instruments around it. */
final class PoolRun {
    private final RunOptions options;
    private final PrintStream err;
    private final long startNanos = System.nanoTime();
    private final LongSupplier clock = () -> System.nanoTime() - startNanos;
    private final TimedTask<Integer, String> task;
    private final WorkerPool<Integer, String> pool;

    /** Creates a run that shows its progress on {@code err} if it is to be quiet. */
    PoolRun(RunOptions options, PrintStream err) {
        this.options = options;
        this.err = err;
        this.task = new TimedTask<>(new FlightRecordedTask(new FactorialTask(options.delay)), options.jobs, clock);
        this.pool = new WorkerPool<>(options.workers, options.queueCapacity, task);
    }

    /** Stops the run early. Safe for use by any thread at any time. */
    void stop() {
        pool.stop();
    }

    /** Runs the pool, once. Blocks until it has ended. */
    Outcome run() {
        TimedInputs<Integer> numbers = new TimedInputs<>(options.inputs(), pool::isQueueFull, clock);
        Progress progress = new Progress(options.jobs, options.workers, pool::completed, err);
        boolean interrupted = false;
        String fault = null;
        long nanos;
        if (options.quiet) {
            progress.start();
        }
        try {
            pool.run(() -> numbers);
        } catch (CancellationException | InterruptedException e) {
            interrupted = true; // the thread is the program's own, so no caller needs its interrupted status
        } catch (IllegalStateException e) {
            fault = e.getMessage();
        } finally {
            nanos = clock.getAsLong(); // before the stop, which may wait for a shell
            progress.stop();
        }
        List<Result<Integer, String>> results = pool.drain();
        if (interrupted || fault != null) {
            results.removeIf(PoolRun::isInterrupted);
        }
        RunReport report = new RunReport(options.jobs, options.workers, nanos, task.spans(results, nanos),
                numbers.blocked(nanos));
        return new Outcome(results, report, interrupted, fault);
    }

    /** Returns whether the job ended as an interrupt ends it. A failure of its own is another exception. */
    private static boolean isInterrupted(Result<Integer, String> result) {
        return result.failure() instanceof InterruptedException || result.failure() instanceof CancellationException;
    }
}
