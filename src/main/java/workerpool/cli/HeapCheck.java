package workerpool.cli;

import java.util.Locale;
import workerpool.factorial.Factorial;

/**
 * How much heap a run needs. That is known beforehand, as all results are held until the latch opens. The figures are
 * rounded up.
 *
 * @param jobs    the number of jobs
 * @param number  every job's number; if null, a job's number is its ID
 * @param workers the number of workers
 */
record HeapCheck(int jobs, Integer number, int workers) {
    /** The JVM's own objects, the program's, and those of its libraries. */
    private static final double FIXED_BYTES = 2_000_000;
    /** The objects that are held for each job: the job, its result, its times, and their places in queues and lists. */
    private static final double BYTES_PER_JOB = 250;
    /** A failed job's exception: its stack takes 700 to 1,000 bytes, depending on the garbage collector. */
    private static final double FAILURE_BYTES = 1_000;
    /** What a worker needs for each digit, when it converts a factorial to digits. */
    private static final double WORK_BYTES_PER_DIGIT = 6;
    /** A garbage collector needs room beside the live data. */
    private static final double HEADROOM = 2;

    /**
     * Checks that the run fits a heap of {@code heapBytes}.
     *
     * @throws IllegalArgumentException if it does not; the message is one line that says why
     */
    void requireFits(long heapBytes) {
        String asked = number == null ? "--jobs " + jobs + ": job N computes N!, and "
                : "--jobs " + jobs + " --number " + number + ": ";
        if (jobs > 0 && largest() > Factorial.LARGEST) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%sa BigInteger holds factorials up to %,d!", asked, Factorial.LARGEST));
        }
        if (neededBytes() > heapBytes) {
            throw new IllegalArgumentException(asked + "the run needs " + megabytes(neededBytes()) + ", the heap holds "
                    + megabytes(heapBytes) + "; lower --jobs, set a lower --number, or raise -Xmx");
        }
    }

    /** Returns the heap that the run needs, in bytes. */
    double neededBytes() {
        // Factorials grow about evenly in length, so those of 1 to N have half as many digits as N times the largest.
        double digits = digits(largest()) * jobs / (number == null ? 2 : 1);
        double retained = (BYTES_PER_JOB + (number != null && number < 0 ? FAILURE_BYTES : 0)) * jobs + digits;
        // At a stop, the job of each worker may fail.
        double perWorker = FAILURE_BYTES + WORK_BYTES_PER_DIGIT * digits(largest());
        return FIXED_BYTES + HEADROOM * retained + perWorker * Math.min(workers, jobs);
    }

    private int largest() {
        return number == null ? jobs : number;
    }

    /** Returns the number of decimal digits of n!, or a few more, by Stirling's formula. */
    private static double digits(int n) {
        return n < 1 ? 1 : n * Math.log10(n / Math.E) + 6;
    }

    private static String megabytes(double bytes) {
        return String.format(Locale.ROOT, "%,.0f MB", Math.ceil(bytes / (1 << 20)));
    }
}
