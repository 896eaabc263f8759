package workerpool.factorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class FactorialTest {
    @Test
    void shouldEqualTheNaiveProduct() {
        BigInteger naive = BigInteger.ONE;
        for (int n = 0; n <= 2000; n++) {
            naive = naive.multiply(BigInteger.valueOf(Math.max(1, n)));
            assertEquals(naive, Factorial.of(n), n + "!");
        }
    }

    @Test
    void shouldGrowByTheNextNumberWhereTheNaiveProductIsTooSlow() {
        for (int n : new int[] {4096, 10_007, 65_536}) {
            assertEquals(Factorial.of(n - 1).multiply(BigInteger.valueOf(n)), Factorial.of(n), n + "!");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, -42, Integer.MIN_VALUE})
    void shouldRefuseANegativeNumberAndNameIt(int n) {
        Exception refusal = assertThrows(IllegalArgumentException.class, () -> Factorial.of(n));
        assertEquals("n (" + n + ") must be 0 or more", refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {Factorial.LARGEST + 1, Integer.MAX_VALUE})
    void shouldRefuseAtOnceWhatBigIntegerCannotHold(int n) {
        Exception refusal = assertThrows(ArithmeticException.class, () -> Factorial.of(n));
        assertTrue(refusal.getMessage().contains("(" + n + ")"), refusal.getMessage());
    }

    /** The whole computation takes minutes. */
    @Test
    void shouldNoticeAnInterruptInTheMiddleOfAComputation() throws Exception {
        FutureTask<BigInteger> computation = new FutureTask<>(() -> Factorial.of(Factorial.LARGEST));
        Thread thread = new Thread(computation);
        thread.setDaemon(true);
        thread.start();
        while (Stream.of(thread.getStackTrace()).noneMatch(frame -> frame.getMethodName().equals("multiply"))) {
            assertTrue(thread.isAlive());
        }
        thread.interrupt();
        Exception thrown = assertThrows(ExecutionException.class, () -> computation.get(30, TimeUnit.SECONDS));
        assertInstanceOf(CancellationException.class, thrown.getCause());
    }

    @ParameterizedTest
    @ValueSource(ints = {21, 1000, Factorial.LARGEST})
    void shouldNoticeAnInterruptAndLeaveItsStatusSet(int n) {
        Thread.currentThread().interrupt();
        try {
            assertThrows(CancellationException.class, () -> Factorial.of(n));
        } finally {
            assertTrue(Thread.interrupted(), "interrupted status");
        }
    }
}
