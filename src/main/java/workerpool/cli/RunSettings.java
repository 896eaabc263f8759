package workerpool.cli;

import java.time.Duration;
import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * What the options ask for.
 *
 * @param jobs          the number of jobs
 * @param workers       the number of workers
 * @param queueCapacity the number of jobs that may wait
 * @param number        every job's number; if null, a job's number is its ID
 * @param delay         the simulated work after each computation
 * @param ordered       whether to print the results in job order
 * @param timeline      whether to draw a timeline
 * @param quiet         whether to leave the worker lines out
 */
record RunSettings(int jobs, int workers, int queueCapacity, Integer number, Duration delay, boolean ordered,
        boolean timeline, boolean quiet) {
    /** Returns the number of each job, lazily. */
    Iterator<Integer> numbers() {
        return IntStream.rangeClosed(1, jobs).map(id -> number == null ? id : number).iterator();
    }
}
