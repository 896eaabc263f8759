package workerpool.cli;

/** What became of a job that a worker took up, and the character that a timeline draws for it. */
enum JobState {
    /** The job has its factorial. */
    SUCCEEDED('='),
    /** The job threw something. */
    FAILED('x'),
    /** The run ended before the job did. */
    CUT_OFF('~');

    /** The character that a timeline draws. */
    final char mark;

    JobState(char mark) {
        this.mark = mark;
    }
}
