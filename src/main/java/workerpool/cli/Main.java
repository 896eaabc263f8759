package workerpool.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import picocli.CommandLine;
import workerpool.cli.console.ShutdownHook;
import workerpool.cli.console.StandardOutput;

/** The program: runs {@link PoolCommand}, and turns whatever goes wrong into one line and an exit code. */
public final class Main {
    private Main() {
    }

    /** Runs the program and exits the JVM. */
    public static void main(String[] args) {
        StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        System.setOut(new PrintStream(output));
        ShutdownHook hook = new ShutdownHook(output);
        hook.install();
        int exitCode = run(output, hook, System.err, args);
        hook.release();
        System.exit(exitCode);
    }

    /**
     * Runs the program. Blocks until all is printed. Returns the exit code. {@link System#out} is to write to {@code
     * output}, as picocli and Logback write to the former.
     */
    static int run(StandardOutput output, ShutdownHook hook, PrintStream err, String... args) {
        int exitCode = execute(output, hook, err, args);
        // After a signal, System.exit(0) blocks and the JVM exits with the signal's code. Another code could come first.
        return hook.isSignalled() ? ExitCode.OK : exitCode;
    }

    private static int execute(StandardOutput output, ShutdownHook hook, PrintStream err, String... args) {
        int exitCode;
        try {
            exitCode = commandLine(new PoolCommand(output, hook, err), err).execute(args);
        } catch (Throwable error) {
            exitCode = reportError(err, error.toString(), ExitCode.SOFTWARE);
        }
        if (output.failure() == null) {
            return exitCode;
        }
        return output.isClosedByReader() ? ExitCode.SOFTWARE
                : reportError(err, "output lost: " + output.failure().getMessage(), ExitCode.SOFTWARE);
    }

    private static CommandLine commandLine(PoolCommand command, PrintStream err) {
        return new CommandLine(command)
                .setExpandAtFiles(false)
                .setOverwrittenOptionsAllowed(true)
                .setParameterExceptionHandler((wrong, args) -> reportError(err, usageMessage(wrong), ExitCode.USAGE))
                .setExecutionExceptionHandler((error, failed, parsed) -> reportError(err, error.toString(), ExitCode.SOFTWARE));
    }

    private static int reportError(PrintStream err, String message, int exitCode) {
        err.println(ErrorLine.of(message));
        return exitCode;
    }

    private static String usageMessage(ParameterException wrong) {
        List<String> suggestions = wrong instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        String hint = suggestions.isEmpty() ? "" : "; did you mean " + String.join(" or ", suggestions) + "?";
        return wrong.getMessage() + hint + "; try --help";
    }
}
