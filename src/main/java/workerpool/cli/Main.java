package workerpool.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import workerpool.cli.console.ShutdownHook;
import workerpool.cli.console.StandardOutput;

/** The program: runs {@link PoolCommand}, and turns whatever goes wrong into one line and an exit code. */
public final class Main {
    private Main() {
    }

    /** Runs the program and exits the JVM. */
    public static void main(String[] args) {
        // No option needs picocli's converters for files, dates and SQL types. Loading them slows the start.
        System.setProperty("picocli.converters.excludes", ".*");
        StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        System.setOut(new PrintStream(output));
        // After a signal, docker stop gives the program ten seconds.
        ShutdownHook hook = new ShutdownHook(Duration.ofSeconds(8), Duration.ofSeconds(1));
        hook.install();
        System.exit(run(output, hook, System.err, args));
    }

    /**
     * Runs the program. Blocks until all is printed. Returns the exit code. {@link System#out} must write to {@code
     * output}, as picocli and Logback write to the former. Releases the hook.
     */
    static int run(StandardOutput output, ShutdownHook hook, PrintStream err, String... args) {
        int exitCode;
        try {
            exitCode = execute(output, hook, err, args);
        } catch (Throwable e) {
            // Needs no further class of the program: its jar may have been rebuilt during this run.
            err.println("pool: " + e);
            exitCode = ExitCode.SOFTWARE;
        } finally {
            hook.release();
        }
        // After a signal, the JVM exits with the signal's code. System.exit(1) could end it first, with code 1.
        return hook.isSignalled() ? ExitCode.OK : exitCode;
    }

    private static int execute(StandardOutput output, ShutdownHook hook, PrintStream err, String... args) {
        int exitCode = commandLine(new PoolCommand(output, hook, err), err).execute(args);
        if (output.failure() != null && !output.isClosedByReader()) {
            reportError(err, "output lost: " + output.failure().getMessage(), ExitCode.SOFTWARE);
        }
        return output.failure() == null ? exitCode : ExitCode.SOFTWARE;
    }

    private static CommandLine commandLine(PoolCommand command, PrintStream err) {
        return new CommandLine(command)
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((e, args) -> reportError(err, usageMessage(e), ExitCode.USAGE))
                .setExecutionExceptionHandler((e, failed, parsed) -> reportError(err, e.toString(), ExitCode.SOFTWARE));
    }

    /** Prints one line, whatever the user has typed: control characters become question marks. */
    private static int reportError(PrintStream err, String message, int exitCode) {
        err.println("pool: " + message.replaceAll("\\p{Cc}", "?"));
        return exitCode;
    }

    private static String usageMessage(ParameterException e) {
        List<String> suggestions =
                e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        String hint = suggestions.isEmpty() ? "" : "; did you mean " + String.join(" or ", suggestions) + "?";
        return e.getMessage() + hint + " (try --help)";
    }
}
