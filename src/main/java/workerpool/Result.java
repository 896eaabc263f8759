package workerpool;

/**
 * The outcome of a job: its factorial or its failure, never both.
 *
 * @param job       the job
 * @param factorial every decimal digit of the factorial; null if the job failed
 * @param failure   what the job threw; null if it succeeded
 */
public record Result(Job job, String factorial, Throwable failure) {
    /** Returns whether the job has its factorial. */
    public boolean succeeded() {
        return failure == null;
    }
}
