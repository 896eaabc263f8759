package workerpool.cli.timeline;

/** What became of a job that a worker took up, and the character that a timeline draws for it. */
public enum JobState {
    /** The job has its factorial. */
    SUCCEEDED('='),
    /** The job threw something. */
    FAILED('x'),
    /** The run ended before the job did. */
    INTERRUPTED('~');

    /** The character that a timeline draws. */
    final char mark;

    JobState(char mark) {
        this.mark = mark;
    }
}
