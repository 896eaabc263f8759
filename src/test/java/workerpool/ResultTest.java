package workerpool;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ResultTest {
    private final Job job = new Job(1, 1);

    @Test
    void shouldSucceedWithDigitsAndFailWithAFailure() {
        assertTrue(new Result(job, "1", null).succeeded());
        assertFalse(new Result(job, null, new Exception("on purpose")).succeeded());
    }

    @Test
    void shouldHaveEitherDigitsOrAFailure() {
        assertThrows(IllegalArgumentException.class, () -> new Result(job, null, null));
        assertThrows(IllegalArgumentException.class, () -> new Result(job, "1", new Exception("on purpose")));
        assertThrows(NullPointerException.class, () -> new Result(null, "1", null));
    }
}
