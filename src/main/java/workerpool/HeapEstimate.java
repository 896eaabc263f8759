package workerpool;

import java.util.Locale;

/** How much heap the results of a run will take. That is known beforehand: all are held until the latch opens. */
final class HeapEstimate {
    /** A Result, its Job, its String, that one's array, and a place in two lists, as a 64-bit JVM lays them out. */
    private static final int BYTES_BESIDE_DIGITS = 120;
    private static final int STRIPS = 10_000;

    private HeapEstimate() {
    }

    /**
     * Says, in one line, why a run of {@code jobs} jobs cannot be done in {@code heapBytes}; null if it can.
     *
     * @param number every job's number; if null, a job's number is its ID
     */
    static String refusal(int jobs, Integer number, long heapBytes) {
        int largest = number == null ? jobs : number;
        if (jobs > 0 && largest > Factorial.LARGEST) {
            return (number == null ? "--jobs " : "--number ") + largest + ": a BigInteger holds factorials up to "
                    + Factorial.LARGEST + "!";
        }
        double need = bytes(jobs, number);
        if (need <= heapBytes) {
            return null;
        }
        return "--jobs " + jobs + (number == null ? "" : " --number " + number) + ": the results need "
                + megabytes(need) + ", the heap holds " + megabytes(heapBytes)
                + "; lower --jobs or --number, or raise -Xmx";
    }

    private static String megabytes(double bytes) {
        return String.format(Locale.ROOT, "%,.0f MB", Math.ceil(bytes / (1 << 20)));
    }

    /** Bytes for the results of {@code jobs} jobs, all of {@code number}, or if that is null of the numbers from 1 up. */
    static double bytes(int jobs, Integer number) {
        if (number != null) {
            return jobs * bytes(number);
        }
        // Sizes grow so evenly that the middle of a strip stands for all of it: millions of jobs need no million steps.
        double sum = 0;
        int strip = jobs / STRIPS + 1;
        for (long from = 1; from <= jobs; from += strip) {
            long to = Math.min(jobs, from + strip - 1);
            sum += (to - from + 1) * bytes((int) ((from + to) / 2));
        }
        return sum;
    }

    private static double bytes(int number) {
        return BYTES_BESIDE_DIGITS + 8 * Math.ceil(digits(number) / 8);
    }

    /** How many decimal digits n! has, by Stirling's series. */
    static double digits(int n) {
        if (n < 2) {
            return 1;
        }
        double ln = n * Math.log(n) - n + Math.log(2 * Math.PI * n) / 2 + 1 / (12.0 * n);
        return Math.floor(ln / Math.log(10)) + 1;
    }
}
