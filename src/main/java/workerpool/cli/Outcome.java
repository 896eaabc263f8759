package workerpool.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ExitCode;
import workerpool.Result;
import workerpool.cli.report.RunReport;

/**
 * What became of a run.
 *
 * @param results     the results, in order of completion
 * @param report      what was measured of the run
 * @param interrupted whether the run was stopped
 * @param fault       why the pool failed, in one line; null if it did not
 */
record Outcome(List<Result<Integer, String>> results, RunReport report, boolean interrupted, String fault) {
    /** Returns the last line of standard output: the Go tutorial's words, but only if they are true. */
    String lastLine() {
        if (isComplete()) {
            return "All jobs processed.";
        }
        boolean cutShort = interrupted && results.size() < report.jobs(); // a stop may come after the last job's end
        long failed = results.size() - succeeded();
        return String.format(Locale.ROOT, "%s%,d of %,d jobs processed%s.", cutShort ? "Interrupted: " : "",
                succeeded(), report.jobs(), failed == 0 ? "" : String.format(Locale.ROOT, ", %,d failed", failed));
    }

    /** Returns the exit code: a pool that failed counts even if all jobs are done. */
    int exitCode() {
        return isComplete() && fault == null ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private boolean isComplete() {
        return succeeded() == report.jobs();
    }

    private long succeeded() {
        return results.stream().filter(Result::succeeded).count();
    }
}
