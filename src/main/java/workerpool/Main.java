package workerpool;

import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.util.AbstractList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The program: options in, a run of the pool, its transcript and an exit code out. */
public final class Main implements Callable<Integer> {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    /** After a signal the JVM exits by itself, with the signal's exit code, which a System.exit(1) could overtake. */
    private static final int HALTING = -1;

    private final Options options = new Options();
    private final CommandLine commandLine = new CommandLine(options.command(this))
            .setExpandAtFiles(false)
            .setParameterExceptionHandler((e, args) -> complain(e.getMessage() + "; try --help", WRONG_USAGE))
            .setExecutionExceptionHandler((e, command, parsed) -> complain(e.getMessage(), FAILED));
    private final Output output;

    private Main(Output output) {
        this.output = output;
    }

    /** Runs the program and exits the JVM. */
    public static void main(String[] args) {
        int exitCode = execute(args);
        if (exitCode != HALTING) {
            System.exit(exitCode);
        }
    }

    private static int execute(String[] args) {
        Output output = Output.install();
        int exitCode;
        try {
            Logging.prepare();
            exitCode = new Main(output).commandLine.execute(args);
        } catch (Throwable error) {
            exitCode = complain(error.toString(), FAILED);
        }
        System.out.flush();
        if (output.failure() == null || exitCode == HALTING) {
            return exitCode;
        }
        return output.readerIsGone() ? FAILED : complain("output lost: " + output.failure().getMessage(), FAILED);
    }

    private static int complain(String message, int exitCode) {
        // One line, whatever the user typed.
        String line = message.replaceAll("\\p{Cntrl}", "?").replaceAll("(\\S{60})\\S+", "$1...");
        System.err.println("pool: " + line);
        return exitCode;
    }

    @Override
    public Integer call() throws InterruptedException {
        refuseTooMuch();
        int width = isOn(options.timeline) ? Terminal.width() : 0;
        Logger log = isOn(options.quiet) ? NOPLogger.NOP_LOGGER : Logging.logger();
        WorkerPool pool = new WorkerPool(jobs(), options.workers.getValue(), options.queueCapacity.getValue(),
                options.delay.getValue(), log);
        output.onFailure(pool::stop);
        ShutdownHook hook = ShutdownHook.install(pool);
        try {
            boolean interrupted = run(pool);
            int exitCode = print(pool.drain(), interrupted, width);
            return hook.hasBegun() ? HALTING : exitCode;
        } finally {
            hook.release();
        }
    }

    private static boolean isOn(OptionSpec flag) {
        return flag.getValue();
    }

    private void refuseTooMuch() {
        int jobs = options.jobs.getValue();
        Integer number = options.number.getValue();
        String refusal = HeapEstimate.refusal(jobs, number, Runtime.getRuntime().maxMemory());
        if (refusal != null) {
            throw new ParameterException(commandLine, refusal);
        }
    }

    /** The jobs, each made when the filler asks for it: a list of them all would be one more copy to keep. */
    private List<Job> jobs() {
        int jobs = options.jobs.getValue();
        Integer number = options.number.getValue();
        return new AbstractList<>() {
            @Override
            public Job get(int index) {
                return new Job(index + 1, number == null ? index + 1 : number);
            }

            @Override
            public int size() {
                return jobs;
            }
        };
    }

    /** Whether the run was cut short. This thread is the program's own, so nobody above wants its interrupted status. */
    private boolean run(WorkerPool pool) {
        try {
            Progress progress = isOn(options.quiet) ? Progress.start(options.jobs.getValue(), pool::completed) : null;
            try {
                pool.run();
            } finally {
                if (progress != null) {
                    progress.stop();
                }
            }
            return false;
        } catch (InterruptedException stopped) {
            return true;
        }
    }

    private int print(Run run, boolean interrupted, int width) {
        if (isOn(options.ordered)) {
            run.results().sort(Comparator.comparingInt(result -> result.job().id()));
        }
        PrintStream out = new PrintStream(new BufferedOutputStream(System.out, 1 << 16));
        Transcript.printResults(run, out, System.err);
        if (isOn(options.timeline)) {
            out.print(Timeline.draw(run, width));
        } else if (!isOn(options.quiet)) {
            out.print(Timeline.summary(run));
        }
        out.print(Transcript.lastLine(run, interrupted) + "\n");
        out.flush();
        return run.succeeded() == run.jobs() ? DONE : FAILED;
    }
}
