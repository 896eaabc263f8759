package workerpool.factorial;

import java.math.BigInteger;
import java.util.concurrent.CancellationException;

/**
 * Exact factorials, by Peter Luschny's split-recursive algorithm.
 *
 * <p>The numbers from 1 to n are odd numbers, twice odd numbers, four times odd numbers, and so on. So n! is the
 * product of the odd numbers up to n, those up to n/2, those up to n/4, …, and a power of two, which comes last, as one
 * shift. Each of these products contains the next one. Source: P. Luschny, "Fast factorial functions", algorithm
 * SplitRecursive.
 */
public final class Factorial {
    /** The largest n whose factorial fits a {@code BigInteger}, which ends at 2³¹ - 1 bits. */
    public static final int LARGEST = 86_181_405;

    private static final int LARGEST_IN_LONG = 20;
    private static final long[] SMALL = new long[LARGEST_IN_LONG + 1];

    static {
        SMALL[0] = 1;
        for (int n = 1; n <= LARGEST_IN_LONG; n++) {
            SMALL[n] = n * SMALL[n - 1];
        }
    }

    private Factorial() {
    }

    /**
     * Returns n!, the product of 1 to n; 0! is 1. Safe for use by several threads. Does not block, but takes minutes
     * for large n, and so looks for an interrupt between multiplications.
     *
     * @throws IllegalArgumentException if n is negative
     * @throws CancellationException    if the calling thread is interrupted and n is more than 20; the interrupted
     *                                  status stays set
     * @throws ArithmeticException      if n is more than 86,181,405, and n! too large for a {@code BigInteger}
     */
    public static BigInteger of(int n) {
        if (n < 0) {
            throw new IllegalArgumentException("n (" + n + ") must be 0 or more");
        }
        if (n > LARGEST) {
            throw new ArithmeticException("n (" + n + ") must be at most " + LARGEST + ": BigInteger holds no more");
        }
        if (n <= LARGEST_IN_LONG) {
            return BigInteger.valueOf(SMALL[n]);
        }
        BigInteger odds = BigInteger.ONE;
        BigInteger product = BigInteger.ONE;
        int below = 1;
        for (int shift = 31 - Integer.numberOfLeadingZeros(n); shift >= 0; shift--) {
            int upTo = ((n >> shift) - 1) | 1; // the largest odd number up to n / 2^shift
            odds = odds.multiply(productOfOdds(below + 2, upTo));
            product = product.multiply(odds);
            below = upTo;
        }
        return product.shiftLeft(n - Integer.bitCount(n));
    }

    /** Returns the product of the odd numbers from {@code from} to {@code to}, both odd; 1 if there are none. */
    private static BigInteger productOfOdds(int from, int to) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted");
        }
        int count = (to - from) / 2 + 1;
        if (count * (32 - Integer.numberOfLeadingZeros(to)) < Long.SIZE) {
            long product = 1;
            for (int odd = from; odd <= to; odd += 2) {
                product *= odd;
            }
            return BigInteger.valueOf(product);
        }
        // By halves: factors of similar size multiply faster.
        int middle = from + 2 * (count / 2);
        return productOfOdds(from, middle - 2).multiply(productOfOdds(middle, to));
    }
}
