package workerpool.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program: runs {@link PoolCommand}, and turns whatever goes wrong into one line and an exit code. */
public final class Main {
    private final StandardOutput output;
    private final PrintStream err;
    private final CommandLine commandLine;

    /** Makes the program. Have {@link System#out} write to {@code output}, as picocli and Logback write to the former. */
    Main(StandardOutput output, PrintStream err) {
        this.output = output;
        this.err = err;
        this.commandLine = new CommandLine(new PoolCommand(output, err))
                .setExpandAtFiles(false)
                .setOverwrittenOptionsAllowed(true)
                .setParameterExceptionHandler((wrong, args) -> reportError(usageMessage(wrong), PoolCommand.WRONG_USAGE))
                .setExecutionExceptionHandler((error, command, parsed) -> reportError(error.toString(), PoolCommand.FAILED));
    }

    /** Runs the program and exits the JVM, unless a signal has come: then the JVM exits by itself. */
    public static void main(String[] args) {
        StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        System.setOut(new PrintStream(output));
        int exitCode = new Main(output, System.err).run(args);
        if (exitCode != PoolCommand.SIGNALLED) {
            System.exit(exitCode);
        }
    }

    /** Runs the program. Blocks until all is printed. Returns the exit code. */
    int run(String... args) {
        int exitCode;
        try {
            exitCode = commandLine.execute(args);
        } catch (Throwable error) {
            exitCode = reportError(error.toString(), PoolCommand.FAILED);
        }
        System.out.flush();
        return output.failure() == null || exitCode == PoolCommand.SIGNALLED ? exitCode : reportLostOutput();
    }

    private int reportLostOutput() {
        return output.isClosedByReader() ? PoolCommand.FAILED
                : reportError("output lost: " + output.failure().getMessage(), PoolCommand.FAILED);
    }

    private int reportError(String message, int exitCode) {
        err.println(ErrorLine.of(message));
        return exitCode;
    }

    private static String usageMessage(ParameterException wrong) {
        String hint = "";
        if (wrong instanceof UnmatchedArgumentException unmatched && !unmatched.getSuggestions().isEmpty()) {
            hint = "; did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?";
        }
        return wrong.getMessage() + hint + "; try --help";
    }
}
