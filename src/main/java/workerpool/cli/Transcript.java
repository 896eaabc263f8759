package workerpool.cli;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongPredicate;
import workerpool.Result;
import workerpool.cli.console.Terminal;
import workerpool.cli.timeline.Timeline;

/**
 * Prints a finished run: its results, its timeline or summary, and a last line that says how it ended.
 *
 * @param settings   what the options ask for
 * @param out        where to print
 * @param err        where to print what failed
 * @param isTimeOver called with the {@link System#nanoTime} at which the printing began; results are left out from when
 *                   it returns true
 */
record Transcript(RunSettings settings, PrintStream out, PrintStream err, LongPredicate isTimeOver) {
    /** Prints the run. Blocks while nobody reads. What is printed before an exception is not lost. */
    Outcome print(FinishedRun run) {
        try {
            if (run.fault() != null) {
                err.println(ErrorLine.of(run.fault()));
            }
            Outcome outcome = outcome(run, printResults(run.results()));
            if (outcome.allPrinted()) {
                out.print(timelineOrSummary(run));
            }
            out.print(outcome.lastLine() + "\n");
            return outcome;
        } finally {
            out.flush();
        }
    }

    /** Prints the results. Returns how many there was time for. */
    private int printResults(List<Result<Integer, String>> results) {
        long startNanos = System.nanoTime();
        out.print("\n--- Results ---\n");
        int printed = 0;
        for (Result<Integer, String> result : inOrder(results)) {
            if (isTimeOver.test(startNanos)) {
                break;
            }
            print(result);
            printed++;
        }
        return printed;
    }

    private List<Result<Integer, String>> inOrder(List<Result<Integer, String>> results) {
        return settings.ordered()
                ? results.stream().sorted(Comparator.comparingInt(result -> result.job().id())).toList() : results;
    }

    private void print(Result<Integer, String> result) {
        String job = "Job " + result.job().id() + " (Number " + result.job().input() + "): ";
        if (result.succeeded()) {
            out.append(job).append("Factorial = ").append(result.value()).append("\n"); // no copy of the digits
        } else {
            err.print(job + "failed: " + result.failureText() + "\n");
        }
    }

    private Outcome outcome(FinishedRun run, int printed) {
        int succeeded = (int) run.results().stream().filter(Result::succeeded).count();
        int failed = run.results().size() - succeeded;
        return new Outcome(settings.jobs(), succeeded, failed, printed, run.interrupted(), run.fault() != null);
    }

    private String timelineOrSummary(FinishedRun run) {
        return settings.timeline()
                ? Timeline.draw(run.report(), Terminal.width(Terminal.STDOUT).orElse(Terminal.DEFAULT_WIDTH))
                : run.report().summary();
    }
}
