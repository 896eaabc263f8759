package workerpool.cli;

import java.util.Locale;
import workerpool.Factorial;

/**
 * How much heap a run needs. That is known beforehand, as all results are held until the latch opens.
 *
 * <p>The sizes are those of a 64-bit JVM whose references are not compressed, as with ZGC. The margins were found by runs
 * at the limit with G1, the serial and the parallel collector and ZGC, in heaps from 16 to 512 MB.
 *
 * @param jobs          how many jobs
 * @param number        every job's number; if null, a job's number is its ID
 * @param workers       how many workers
 * @param queueCapacity how many jobs may wait
 * @param drawn         whether the times of the jobs are recorded and shown
 */
record HeapCheck(int jobs, Integer number, int workers, int queueCapacity, boolean drawn) {
    /** A Job, a Result, a String, its array without the digits, places in three lists, and in the reserve for a full heap. */
    private static final int JOB_BYTES = 24 + 40 + 32 + 20 + 3 * 8 + 8;
    /** Two times and a worker, a JobSpan, and places in two lists. */
    private static final int DRAWN_JOB_BYTES = 20 + 48 + 2 * 8;
    private static final int QUEUE_NODE_BYTES = 32;
    /** The JVM's own objects, the program's, and those of its libraries. */
    private static final int FIXED_BYTES = 2 << 20;
    /** The room that a collector needs beside what lives. */
    private static final double MARGIN = 1.9;
    /** A worker's intermediate values at their peak, when it converts a factorial, in bytes for each digit. */
    private static final int WORK_BYTES_PER_DIGIT = 6;

    /**
     * Requires that the run fits a heap of {@code heapBytes}.
     *
     * @throws IllegalArgumentException if it does not; the message is one line that says why
     */
    void requireFits(long heapBytes) {
        int largest = number == null ? jobs : number;
        if (jobs > 0 && largest > Factorial.LARGEST) {
            throw new IllegalArgumentException((number == null ? "--jobs " + jobs + ": job N computes N!, and"
                    : "--number " + number + ":") + " a BigInteger holds factorials up to " + Factorial.LARGEST + "!");
        }
        if (neededBytes() > heapBytes) {
            throw new IllegalArgumentException("--jobs " + jobs + (number == null ? "" : " --number " + number)
                    + ": the run needs " + megabytes(neededBytes()) + ", the heap holds " + megabytes(heapBytes)
                    + "; lower --jobs or --number, or raise -Xmx");
        }
    }

    private static String megabytes(double bytes) {
        return String.format(Locale.ROOT, "%,.0f MB", Math.ceil(bytes / (1 << 20)));
    }

    /** Returns the size of the heap that the run needs, in bytes: what lives at its end, work in progress, and margins. */
    double neededBytes() {
        double lasting = resultBytes() + (drawn ? 1.0 * jobs * DRAWN_JOB_BYTES : 0)
                + 1.0 * QUEUE_NODE_BYTES * Math.min(queueCapacity, jobs);
        double work = 1.0 * WORK_BYTES_PER_DIGIT * digits(number == null ? jobs : number) * Math.min(workers, jobs);
        return FIXED_BYTES + MARGIN * lasting + work;
    }

    /** Returns the bytes that the jobs and their results take, one for each digit. */
    double resultBytes() {
        return 1.0 * jobs * JOB_BYTES + (number == null ? digitsUpTo(jobs) : jobs * digits(number));
    }

    /** Returns how many decimal digits n! has. */
    static double digits(int n) {
        return Math.floor(lnFactorial(n) / Math.log(10)) + 1;
    }

    /** Returns about how many decimal digits 1! to n! have together, from the integral of {@link #lnFactorial}. */
    static double digitsUpTo(int n) {
        double integral = n / 2.0 * (n * Math.log(n) - 1.5 * n + Math.log(2 * Math.PI * n) - 1);
        return n == 0 ? 0 : (integral + lnFactorial(n) / 2) / Math.log(10) + n / 2.0;
    }

    /** Returns the logarithm of n!, by Stirling's series. */
    private static double lnFactorial(int n) {
        return n < 2 ? 0 : n * Math.log(n) - n + Math.log(2 * Math.PI * n) / 2 + 1 / (12.0 * n);
    }
}
