package workerpool.cli;

/**
 * What became of the jobs of a run, and of the lines about them.
 *
 * @param jobs        how many jobs there were to do
 * @param succeeded   how many have their factorial
 * @param failed      how many failed
 * @param printed     how many of those that succeeded or failed are printed
 * @param interrupted whether the run, or the printing, was interrupted
 */
record Outcome(int jobs, int succeeded, int failed, int printed, boolean interrupted) {
    /** Returns whether every job has its factorial, and every factorial is printed. */
    boolean isComplete() {
        return succeeded == jobs && printed == jobs;
    }

    /** Returns the last line of standard output: the Go tutorial's words, but only if they are true. */
    String lastLine() {
        if (isComplete()) {
            return "All jobs processed.";
        }
        return (interrupted ? "Interrupted: " : "") + succeeded + " of " + jobs + " jobs processed"
                + (failed == 0 ? "" : ", " + failed + " failed")
                + (printed == succeeded + failed ? "" : ", " + printed + " results printed") + ".";
    }
}
