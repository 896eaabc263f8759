package workerpool.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import workerpool.cli.console.LoggingConfigurator;
import workerpool.cli.console.ShutdownHook;
import workerpool.cli.console.StandardOutput;

/** The command line: checks its options, runs the pool, and prints what became of the run. */
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
    @Mixin
    private RunOptions options;

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
        try {
            options.requireRanges();
            new HeapCheck(options.jobs, options.numbers, options.workers).requireFits(Runtime.getRuntime().maxMemory());
            LoggingConfigurator.start(options.quiet);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
        try {
            return runPool();
        } finally {
            LoggingConfigurator.stop();
        }
    }

    private int runPool() {
        PoolRun run = new PoolRun(options, err);
        output.onFailure(run::stop);
        hook.onSignal(run::stop);
        Outcome outcome = run.run();
        long startNanos = System.nanoTime();
        new Transcript(options, spec.commandLine().getOut(), err, () -> hook.isPrintTimeOver(startNanos))
                .print(outcome);
        return outcome.exitCode();
    }
}
