package workerpool.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;
import workerpool.Result;

/** Prints results, a line for each. Not thread-safe. */
final class ResultPrinter {
    private final PrintStream out;
    private final PrintStream err;
    private int printed;

    /** Makes a printer of successes to {@code out} and of failures to {@code err}. */
    ResultPrinter(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Prints results in the order given, until {@code timeIsOver}. Blocks while nobody reads. Returns whether there was
     * time for all.
     */
    boolean print(List<Result> results, BooleanSupplier timeIsOver) {
        out.print("\n--- Results ---\n");
        for (Result result : results) {
            if (timeIsOver.getAsBoolean()) {
                return false;
            }
            print(result);
            printed++;
        }
        return true;
    }

    private void print(Result result) {
        String job = "Job " + result.job().id() + " (Number " + result.job().number() + "): ";
        if (result.succeeded()) {
            // Not out.print: its character encoder costs a run of a million short jobs a tenth of its time.
            out.writeBytes((job + "Factorial = " + result.digits() + "\n").getBytes(StandardCharsets.US_ASCII));
        } else {
            err.print(job + "failed: " + result.failure() + "\n");
        }
    }

    /** Returns how many results are printed, also if printing threw something. */
    int printed() {
        return printed;
    }
}
