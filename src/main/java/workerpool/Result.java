package workerpool;

import java.util.Objects;

/**
 * The outcome of a job: the digits of its factorial or its failure, never both.
 *
 * @param job     the job
 * @param digits  every decimal digit of the factorial; null if the job failed
 * @param failure what the job threw; null if it succeeded
 */
public record Result(Job job, String digits, Throwable failure) {
    /**
     * Creates a result.
     *
     * @throws NullPointerException     if {@code job} is null
     * @throws IllegalArgumentException if both or neither of {@code digits} and {@code failure} are null
     */
    public Result {
        Objects.requireNonNull(job, "job must not be null");
        if ((digits == null) == (failure == null)) {
            throw new IllegalArgumentException("either digits or failure must be null, and not both");
        }
    }

    /** Returns whether the job succeeded. */
    public boolean succeeded() {
        return failure == null;
    }
}
