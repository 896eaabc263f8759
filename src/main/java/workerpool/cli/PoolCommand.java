package workerpool.cli;

import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import workerpool.FactorialTask;
import workerpool.Job;
import workerpool.Result;
import workerpool.Task;
import workerpool.WorkerPool;
import workerpool.cli.console.LoggingConfigurator;
import workerpool.cli.console.Progress;
import workerpool.cli.console.ShutdownHook;
import workerpool.cli.console.StandardOutput;
import workerpool.cli.console.Terminal;
import workerpool.cli.timeline.FlightRecordedTask;
import workerpool.cli.timeline.MeasuredQueue;
import workerpool.cli.timeline.RunReport;
import workerpool.cli.timeline.TimedTask;
import workerpool.cli.timeline.Timeline;

/** The command line: its options, and the run that they ask for. */
@Command(name = "java -jar pool.jar", versionProvider = VersionProvider.class, sortOptions = false,
        description = "Shows the worker-pool pattern: worker threads take jobs from a bounded queue, compute factorials, "
                + "and put the results into another.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all jobs processed", "1:a job failed, or output was lost", "2:wrong usage",
            "130, 143:interrupted by Ctrl-C, by SIGTERM"},
        footer = {"", "Examples:", "  java -jar pool.jar --jobs 10 --workers 3",
            "  java -jar pool.jar -j 40 -n 20000 -w 2 --delay 0 --quiet"})
final class PoolCommand implements Callable<Integer> {
    private static final int RESERVE_BYTES = 300_000;

    @Option(names = {"-j", "--jobs"}, paramLabel = "<count>", defaultValue = "10", converter = CountConverter.class,
            description = "Jobs to run, 0 or more (default: ${DEFAULT-VALUE}).")
    private int jobs;

    @Option(names = {"-w", "--workers"}, paramLabel = "<count>", defaultValue = "3",
            converter = PositiveCountConverter.class,
            description = "Worker threads, 1 or more (default: ${DEFAULT-VALUE}).")
    private int workers;

    @Option(names = {"-c", "--queue-capacity"}, paramLabel = "<count>", defaultValue = "1024",
            converter = PositiveCountConverter.class,
            description = "Jobs that may wait in the queue, 1 or more (default: ${DEFAULT-VALUE}). "
                    + "The producer blocks when it is full.")
    private int queueCapacity;

    @Option(names = {"-n", "--number"}, paramLabel = "<number>", converter = CountConverter.class,
            description = "Compute this number's factorial in every job, 0 or more (default: the job's ID).")
    private Integer number;

    @Option(names = "--delay", paramLabel = "<time>", defaultValue = "100ms", converter = DelayConverter.class,
            description = "Simulated work after each computation, like 0, 250ms, 1.5s or 2m (default: ${DEFAULT-VALUE}).")
    private Duration delay;

    @Option(names = "--ordered", arity = "0",
            description = "Print the results in job order (default: in order of completion).")
    private boolean ordered;

    @Option(names = "--timeline", arity = "0", description = "Draw who ran what when, after the results (default: off).")
    private boolean timeline;

    @Option(names = {"-q", "--quiet"}, arity = "0",
            description = "No worker lines: stdout holds the results alone (default: off).")
    private boolean quiet;

    @Option(names = {"-h", "--help"}, arity = "0", usageHelp = true, description = "Show this help and exit.")
    private boolean help;

    @Option(names = {"-V", "--version"}, arity = "0", versionHelp = true,
            description = "Show the version, and the running Java's, and exit.")
    private boolean version;

    @Parameters(hidden = true) private List<String> arguments = List.of();

    @Spec private CommandSpec spec;

    private final StandardOutput output;
    private final ShutdownHook hook;
    private final PrintStream out = new PrintStream(new BufferedOutputStream(System.out, 1 << 16));
    private final PrintStream err;
    private final ResultPrinter printer;
    private int succeeded;
    private int failed;
    private boolean interrupted;
    private boolean faulty;
    /** Room in the heap for the end of a run that has filled it: given up when the run is over. */
    private byte[] reserve;

    /** Makes the command. Results go to {@link System#out}, which is to write to {@code output}. */
    PoolCommand(StandardOutput output, ShutdownHook hook, PrintStream err) {
        this.output = output;
        this.hook = hook;
        this.err = err;
        this.printer = new ResultPrinter(out, err);
    }

    /** Runs the pool and prints what it did. Blocks until all is printed. Returns the exit code. */
    @Override
    public Integer call() throws InterruptedException {
        requireValidArguments();
        LoggingConfigurator.start(quiet);
        try {
            runAndPrint();
        } catch (OutOfMemoryError heapIsFull) {
            reportFault(heapIsFull);
        }
        Outcome outcome = new Outcome(jobs, succeeded, failed, printer.printed(), interrupted);
        out.print(outcome.lastLine() + "\n");
        out.flush();
        return outcome.isComplete() && !faulty ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void requireValidArguments() {
        if (!arguments.isEmpty()) {
            throw wrongUsage("Unexpected argument: '" + arguments.get(0) + "'");
        }
        spec.commandLine().getParseResult().matchedOptions().forEach(this::requireOneValue);
        try {
            new HeapCheck(jobs, number, workers, queueCapacity, isDrawn()).requireFits(Runtime.getRuntime().maxMemory());
        } catch (IllegalArgumentException tooLarge) {
            throw wrongUsage(tooLarge.getMessage());
        }
    }

    private void requireOneValue(OptionSpec option) {
        List<String> values = option.originalStringValues();
        if (option.arity().max() > 0 && values.size() > 1) {
            throw wrongUsage("option '" + option.longestName() + "' (" + option.paramLabel()
                    + ") should be specified only once, not as '" + String.join("' and '", values) + "'");
        }
    }

    private ParameterException wrongUsage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void runAndPrint() throws InterruptedException {
        reserve = new byte[RESERVE_BYTES + 8 * Math.min(jobs, Integer.MAX_VALUE / 16)];
        long startNanos = System.nanoTime();
        LongSupplier clock = () -> System.nanoTime() - startNanos;
        MeasuredQueue queue = new MeasuredQueue(queueCapacity, clock);
        Task task = new FlightRecordedTask(new FactorialTask(delay));
        TimedTask recorder = new TimedTask(task, isDrawn() ? jobs : 0, clock);
        WorkerPool pool = new WorkerPool(workers, queue, isDrawn() ? recorder : task);
        run(pool);
        long runNanos = clock.getAsLong();
        List<Result> results = pool.drain();
        if (print(results) && isDrawn()) {
            out.print(picture(recorder.report(results, workers, runNanos, queue.blocked())));
        }
    }

    /** Whether the run's times are shown. To record them costs short jobs a tenth, so else they are not recorded. */
    private boolean isDrawn() {
        return timeline || !quiet;
    }

    /** Creates each job when the producer asks for it. */
    private Iterator<Job> work() {
        return IntStream.rangeClosed(1, jobs).mapToObj(id -> new Job(id, number == null ? id : number)).iterator();
    }

    private void run(WorkerPool pool) throws InterruptedException {
        output.onFailure(pool::stop);
        hook.onSignal(pool::stop);
        Progress progress = new Progress(jobs, pool::completed, err);
        if (quiet) {
            progress.start();
        }
        try {
            pool.run(this::work);
        } catch (InterruptedException stopped) {
            // This thread is the program's own, so no caller needs its interrupted status.
            interrupted = true;
        } catch (IllegalStateException | OutOfMemoryError fault) {
            reportFault(fault);
        } finally {
            reserve = null;
            progress.stop();
        }
    }

    private void reportFault(Throwable fault) {
        reserve = null;
        if (!faulty) {
            err.println(ErrorLine.of(fault instanceof IllegalStateException ? fault.getMessage() : fault.toString()));
        }
        faulty = true;
    }

    /** Prints the results. Returns whether there was time for all. */
    private boolean print(List<Result> results) {
        // By index: in a full heap there is no room for a stream, and the count must be true.
        for (int i = 0; i < results.size(); i++) {
            succeeded += results.get(i).succeeded() ? 1 : 0;
        }
        failed = results.size() - succeeded;
        if (ordered) {
            results.sort(Comparator.comparingInt(result -> result.job().id()));
        }
        boolean all = printer.print(results, hook::isPrintTimeOver);
        interrupted |= !all;
        return all;
    }

    private String picture(RunReport report) {
        return timeline ? Timeline.draw(report, Terminal.width(Terminal.STDOUT).orElse(Terminal.DEFAULT_WIDTH))
                : Timeline.summary(report);
    }
}
