package workerpool;

import java.util.Objects;

/**
 * The outcome of a job: what the task returned, or what it threw.
 *
 * @param job     the job
 * @param value   what the task returned, which may be null; null if the job failed
 * @param failure what the task threw; null if the job succeeded
 * @param <T>     the type of the job's input
 * @param <R>     the type of the value
 */
public record Result<T, R>(Job<T> job, R value, Throwable failure) {
    /**
     * Refuses a value together with a failure: a job has either.
     *
     * @throws NullPointerException     if {@code job} is null
     * @throws IllegalArgumentException if there are both a value and a failure
     */
    public Result {
        Objects.requireNonNull(job, "job must not be null");
        if (value != null && failure != null) {
            throw new IllegalArgumentException("value (" + value + ") must be null if there is a failure");
        }
    }

    /** Returns whether the job succeeded. */
    public boolean succeeded() {
        return failure == null;
    }

    /**
     * Returns the failure as text, or the name of its class if its {@code toString} throws an exception itself.
     *
     * @throws IllegalStateException if the job succeeded
     */
    public String failureText() {
        if (succeeded()) {
            throw new IllegalStateException("job " + job.id() + " succeeded");
        }
        try {
            return failure.toString();
        } catch (Throwable alsoFailed) {
            return failure.getClass().getName();
        }
    }
}
