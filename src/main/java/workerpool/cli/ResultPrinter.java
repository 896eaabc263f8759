package workerpool.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;
import workerpool.Result;

/** Prints results, a line for each, until its time is over. Not thread-safe. */
final class ResultPrinter {
    private final PrintStream out;
    private final PrintStream err;
    private final BooleanSupplier timeIsOver;
    private int printed;
    private boolean cutShort;

    /** Makes a printer of successes to {@code out} and of failures to {@code err}. */
    ResultPrinter(PrintStream out, PrintStream err, BooleanSupplier timeIsOver) {
        this.out = out;
        this.err = err;
        this.timeIsOver = timeIsOver;
    }

    /** Prints the results in the order given. */
    void print(List<Result> results) {
        out.print("\n--- Results ---\n");
        for (Result result : results) {
            if (timeIsOver.getAsBoolean()) {
                cutShort = true;
                return;
            }
            print(result);
            printed++;
        }
    }

    private void print(Result result) {
        String job = "Job " + result.job().id() + " (Number " + result.job().number() + "): ";
        if (result.succeeded()) {
            // Not out.print: its character encoder costs a run of a million short jobs a tenth of its time.
            out.writeBytes((job + "Factorial = " + result.factorial() + "\n").getBytes(StandardCharsets.US_ASCII));
        } else {
            err.print(job + "failed: " + result.failure() + "\n");
        }
    }

    /** Returns how many results are printed. */
    int printed() {
        return printed;
    }

    /** Returns whether the time was over before all results were printed. */
    boolean isCutShort() {
        return cutShort;
    }
}
