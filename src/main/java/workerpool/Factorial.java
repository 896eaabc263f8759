package workerpool;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CancellationException;

/**
 * Exact factorials, by Peter Luschny's prime-swing algorithm.
 *
 * <p>n! is (n/2)! squared, times the "swing" of n; and the swing is a product of primes, in which p stands once for
 * each odd number among n/p, n/p², n/p³, … (rounded down). Twos are left out all along and come back as one shift at the
 * end. Source: P. Luschny, "Swing, divide and conquer the factorial", 2008.
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
     * Returns n!, the product of 1 to n; 0! is 1. Safe for use by several threads. Does not block, but takes minutes for
     * large n, and so looks for an interrupt between multiplications.
     *
     * @throws IllegalArgumentException if n is negative
     * @throws CancellationException    if the calling thread is interrupted; its interrupted status stays set
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
        return oddPart(n, oddCompositesTo(n)).shiftLeft(n - Integer.bitCount(n));
    }

    /** Returns n! without its factors of two. */
    private static BigInteger oddPart(int n, boolean[] composite) {
        if (n <= LARGEST_IN_LONG) {
            return BigInteger.valueOf(SMALL[n] >> Long.numberOfTrailingZeros(SMALL[n]));
        }
        BigInteger half = oddPart(n / 2, composite);
        // Not half² times swing: factors of similar size multiply faster.
        return half.multiply(half.multiply(product(oddSwing(n, composite))));
    }

    private static Queue<BigInteger> oddSwing(int n, boolean[] composite) {
        Queue<BigInteger> factors = new ArrayDeque<>();
        long product = 1;
        long full = Long.MAX_VALUE / n;
        for (int p = 3; p <= n; p += 2) {
            if (composite[p >> 1]) {
                continue;
            }
            for (int quotient = n / p; quotient > 0; quotient /= p) {
                if (product > full) {
                    factors.add(BigInteger.valueOf(product));
                    product = 1;
                }
                product *= (quotient & 1) == 1 ? p : 1;
            }
        }
        factors.add(BigInteger.valueOf(product));
        return factors;
    }

    /** Multiplies the two oldest until one is left: factors of like size meet, which multiplies fastest. */
    private static BigInteger product(Queue<BigInteger> factors) {
        while (factors.size() > 1) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted");
            }
            factors.add(factors.remove().multiply(factors.remove()));
        }
        return factors.remove();
    }

    private static boolean[] oddCompositesTo(int n) {
        boolean[] composite = new boolean[n / 2 + 1];
        for (int p = 3; p <= n / p; p += 2) {
            if (!composite[p >> 1]) {
                for (int multiple = p * p >> 1; multiple < composite.length; multiple += p) {
                    composite[multiple] = true;
                }
            }
        }
        return composite;
    }
}
