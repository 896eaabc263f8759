package workerpool.cli;

import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import workerpool.cli.console.LoggingConfigurator;
import workerpool.cli.console.ShutdownHook;
import workerpool.cli.console.StandardOutput;

/** The command line: its options, and what they ask for. */
@Command(name = "java -jar pool.jar", mixinStandardHelpOptions = true, versionProvider = VersionProvider.class,
        sortOptions = false,
        description = "Shows the worker-pool pattern: worker threads take jobs from a bounded queue, compute "
                + "factorials, and put the results into another.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all jobs processed", "1:a job or a worker failed, or output was lost", "2:invalid usage",
            "129, 130, 143:interrupted by SIGHUP (the terminal closes), SIGINT (Ctrl-C) or SIGTERM"},
        footer = {"", "Examples:", "  java -jar pool.jar --jobs 10 --workers 3",
            "  java -jar pool.jar -j 40 -n 20000 -w 2 --delay 0 --quiet"})
final class PoolCommand implements Callable<Integer> {
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
            description = "Simulated work after each computation, such as 0, 250ms, 1.5s or 2m "
                    + "(default: ${DEFAULT-VALUE}).")
    private Duration delay;

    @Option(names = "--ordered", arity = "0",
            description = "Print the results in job order (default: in order of completion).")
    private boolean ordered;

    @Option(names = "--timeline", arity = "0",
            description = "Draw a timeline of the workers after the results (default: off).")
    private boolean timeline;

    @Option(names = {"-q", "--quiet"}, arity = "0",
            description = "Print no worker lines (default: off). A long run shows its progress on the terminal "
                    + "instead.")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    private final StandardOutput output;
    private final ShutdownHook hook;
    private final PrintStream err;

    /** Creates the command. Results go to {@link System#out}, which must write to {@code output}. */
    PoolCommand(StandardOutput output, ShutdownHook hook, PrintStream err) {
        this.output = output;
        this.hook = hook;
        this.err = err;
    }

    /** Runs the pool and prints what it did. Blocks until all is printed. Returns the exit code. */
    @Override
    public Integer call() {
        RunSettings settings = validSettings();
        PoolRun run = new PoolRun(settings, err);
        output.onFailure(run::stop);
        hook.onSignal(run::stop);
        PrintStream out = new PrintStream(new BufferedOutputStream(System.out, 1 << 16));
        return new Transcript(settings, out, err, hook::isPrintTimeOver).print(run.run()).exitCode();
    }

    private RunSettings validSettings() {
        try {
            new HeapCheck(jobs, number, workers).requireFits(Runtime.getRuntime().maxMemory());
            LoggingConfigurator.start(quiet);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
        return new RunSettings(jobs, workers, queueCapacity, number, delay, ordered, timeline, quiet);
    }
}
