package workerpool.cli;

import picocli.CommandLine.ExitCode;

/**
 * What became of the jobs of a run, and of the lines about them.
 *
 * @param jobs        the number of jobs there were to do
 * @param succeeded   the number of jobs that have their factorial
 * @param failed      the number of jobs that failed
 * @param printed     the number of those that succeeded or failed whose results are printed
 * @param interrupted whether the run was interrupted
 * @param faulty      whether the pool itself failed
 */
record Outcome(int jobs, int succeeded, int failed, int printed, boolean interrupted, boolean faulty) {
    /** Returns whether no result was left out. */
    boolean allPrinted() {
        return printed == succeeded + failed;
    }

    /** Returns the last line of standard output: the Go tutorial's words, but only if they are true. */
    String lastLine() {
        if (isComplete()) {
            return "All jobs processed.";
        }
        return (interrupted || !allPrinted() ? "Interrupted: " : "") + succeeded + " of " + jobs + " jobs processed"
                + (failed == 0 ? "" : ", " + failed + " failed")
                + (allPrinted() ? "" : ", " + printed + " results printed") + ".";
    }

    /** Returns the exit code. */
    int exitCode() {
        return isComplete() && !faulty ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private boolean isComplete() {
        return succeeded == jobs && printed == jobs;
    }
}
