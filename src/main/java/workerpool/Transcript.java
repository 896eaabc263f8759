package workerpool;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a run prints once it is over: the results, and a last line that is true. */
final class Transcript {
    private Transcript() {
    }

    /** Prints the results in the order given, failures to {@code err}. */
    static void printResults(Run run, PrintStream out, PrintStream err) {
        out.print("\n--- Results ---\n");
        for (Result result : run.results()) {
            String job = "Job " + result.job().id() + " (Number " + result.job().number() + "): ";
            if (result.succeeded()) {
                // Not print: its character encoder costs a run of a million short jobs a tenth of its time.
                out.writeBytes((job + "Factorial = " + result.factorial() + "\n").getBytes(StandardCharsets.US_ASCII));
            } else {
                err.print(job + "failed: " + result.failure() + "\n");
            }
        }
    }

    /** Says what became of the jobs; the seed's words only if every one of them has its factorial. */
    static String lastLine(Run run, boolean interrupted) {
        int succeeded = run.succeeded();
        if (succeeded == run.jobs()) {
            return "All jobs processed.";
        }
        String failures = run.failed() == 0 ? "" : ", " + run.failed() + " failed";
        return (interrupted ? "Interrupted: " : "") + succeeded + " of " + run.jobs() + " jobs processed" + failures + ".";
    }
}
