package workerpool.cli;

import java.util.Collections;
import java.util.Locale;

/**
 * How much heap a run needs. That is known beforehand, as all results are held until the latch opens. The figures are
 * rounded up.
 *
 * @param jobs    the number of jobs
 * @param numbers the jobs' numbers
 * @param workers the number of workers
 */
record HeapCheck(int jobs, Numbers numbers, int workers) {
    /** The JVM's own objects, the program's, and those of its libraries. */
    private static final double FIXED_BYTES = 2_000_000;
    /** The objects that are held for each job: the job, its result, its times, and their places in queues and lists. */
    private static final double BYTES_PER_JOB = 250;
    /** A failed job's exception: its stack takes 700 to 1,000 bytes, depending on the garbage collector. */
    private static final double FAILURE_BYTES = 1_000;
    /** The objects that are held for each worker, whether it gets a job or not; its stack is not on the heap. */
    private static final double BYTES_PER_WORKER = 600;
    /** What a worker needs for each digit, when it converts a factorial to digits. */
    private static final double WORK_BYTES_PER_DIGIT = 6;
    /** A garbage collector needs more room than the live data. */
    private static final double HEADROOM = 2;
    private static final int MEGABYTE = 1 << 20;

    /**
     * Checks that the run fits a heap of {@code heapBytes}.
     *
     * @throws IllegalArgumentException if it does not; the message is one line that says why
     */
    void requireFits(long heapBytes) {
        if (neededBytes() > heapBytes) {
            // Rounded up and down, so that the two figures differ.
            throw new IllegalArgumentException(String.format(Locale.ROOT, "--jobs %d%s: the run needs %,.0f MB, the "
                    + "heap holds %,d MB; lower --jobs or --workers, set a lower --number, or raise -Xmx", jobs,
                    largest() < 0 ? "" : " (up to " + largest() + "!)", Math.ceil(neededBytes() / MEGABYTE),
                    heapBytes / MEGABYTE));
        }
    }

    /** Returns the heap that the run needs, in bytes. */
    double neededBytes() {
        // A stop interrupts the job of each worker, which then fails.
        double perBusyWorker = HEADROOM * FAILURE_BYTES + WORK_BYTES_PER_DIGIT * digits(largest());
        return FIXED_BYTES + HEADROOM * (BYTES_PER_JOB * jobs + resultBytes() + BYTES_PER_WORKER * workers)
                + perBusyWorker * Math.min(workers, jobs);
    }

    private int largest() {
        return numbers.list().isEmpty() ? jobs : Collections.max(numbers.list());
    }

    private double resultBytes() {
        if (numbers.list().isEmpty()) {
            // Factorials grow about evenly in length: those of 1 to N have half the digits of N times the largest.
            return digits(jobs) / 2 * jobs;
        }
        double turns = Math.ceil((double) jobs / numbers.list().size());
        return turns * numbers.list().stream().mapToDouble(n -> n < 0 ? FAILURE_BYTES : digits(n)).sum();
    }

    /** Returns the number of decimal digits of n!, or a few more, by Stirling's formula. */
    private static double digits(int n) {
        return n < 1 ? 1 : n * Math.log10(n / Math.E) + 6;
    }
}
