package workerpool.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import workerpool.Result;
import workerpool.cli.console.Terminal;
import workerpool.cli.report.RunReport;
import workerpool.cli.report.Timeline;

/**
 * Prints what became of a run: its results, its timeline or summary, and a last line that says how it ended.
 *
 * @param options    what to print
 * @param out        where to print
 * @param err        where to print what failed
 * @param isTimeOver asked before each result; results are left out from when it returns true
 */
record Transcript(RunOptions options, PrintWriter out, PrintStream err, BooleanSupplier isTimeOver) {
    /** Prints the outcome. Blocks while nobody reads. What is printed before an exception is not lost. */
    void print(Outcome outcome) {
        try {
            if (outcome.fault() != null) {
                printError("pool: " + outcome.fault());
            }
            printResults(shown(outcome.results()));
            RunReport report = outcome.report();
            out.print(options.timeline ? Timeline.draw(report, Terminal.width()) : report.summary());
            out.print(outcome.lastLine() + "\n");
        } finally {
            out.flush(); // print does not, but println, printf and format of picocli's writer flush at each call
        }
    }

    private List<Result<Integer, String>> shown(List<Result<Integer, String>> results) {
        Stream<Result<Integer, String>> shown =
                results.stream().filter(result -> !options.quiet || !result.succeeded());
        return (options.ordered ? shown.sorted(Comparator.comparingInt(result -> result.job().id())) : shown).toList();
    }

    private void printResults(List<Result<Integer, String>> results) {
        if (!options.quiet) {
            out.print("\n--- Results ---\n");
        }
        int printed = 0;
        for (; printed < results.size() && !isTimeOver.getAsBoolean(); printed++) {
            print(results.get(printed));
        }
        if (printed < results.size()) {
            out.print("... and " + RunReport.count(results.size() - printed, "more result") + "\n");
        }
    }

    private void print(Result<Integer, String> result) {
        String job = "Job " + result.job().id() + " (Number " + result.job().input() + "): ";
        if (result.succeeded()) {
            out.append(job).append("Factorial = ").append(result.value()).append("\n"); // no copy of the digits
        } else {
            printError(job + "failed: " + result.failureText());
        }
    }

    private void printError(String line) {
        out.flush(); // else this line would stand above what is printed so far
        err.print(line + "\n");
    }
}
