package workerpool.cli.report;

/** What became of a job that a worker took up, and the character that a timeline draws for it. */
public enum JobState {
    /** The task returned. */
    SUCCEEDED('='),
    /** The task threw an exception. */
    FAILED('x'),
    /** The run ended before the job did. */
    INTERRUPTED('~');

    /** The character that a timeline draws. */
    final char mark;

    JobState(char mark) {
        this.mark = mark;
    }
}
