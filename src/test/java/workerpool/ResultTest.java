package workerpool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ResultTest {
    private final Job<Integer> job = new Job<>(1, 7);

    @Test
    void shouldSucceedUnlessThereIsAFailure() {
        assertTrue(new Result<>(job, "1", null).succeeded());
        assertTrue(new Result<>(job, null, null).succeeded(), "a task may return nothing");
        assertFalse(new Result<>(job, null, new Exception("on purpose")).succeeded());
    }

    @Test
    void shouldRefuseAValueBesideAFailureAndAMissingJob() {
        assertThrows(IllegalArgumentException.class, () -> new Result<>(job, "1", new Exception("on purpose")));
        assertThrows(NullPointerException.class, () -> new Result<>(null, "1", null));
    }

    @Test
    void shouldGiveTheFailuresTextOrItsClassIfThereIsNone() {
        assertEquals("java.lang.Exception: on purpose",
                new Result<>(job, null, new Exception("on purpose")).failureText());
        assertEquals(Silent.class.getName(), new Result<>(job, null, new Silent()).failureText());
        assertThrows(IllegalStateException.class, () -> new Result<>(job, "1", null).failureText());
    }

    /** An error that cannot tell what it is. */
    static final class Silent extends Error {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new StackOverflowError("on purpose");
        }
    }
}
