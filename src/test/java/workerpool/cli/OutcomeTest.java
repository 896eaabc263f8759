package workerpool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {
    @ParameterizedTest(name = "{0} jobs, {1} succeeded, {2} failed, {3} printed, interrupted: {4}")
    @CsvSource(delimiter = '|', value = {
        "10|10|0|10|false|All jobs processed.",
        "10|10|0|10|true |All jobs processed.",
        "0 |0 |0|0 |false|All jobs processed.",
        "10|9 |1|10|false|9 of 10 jobs processed, 1 failed.",
        "10|7 |1|8 |true |Interrupted: 7 of 10 jobs processed, 1 failed.",
        "10|7 |0|7 |true |Interrupted: 7 of 10 jobs processed.",
        "10|7 |0|7 |false|7 of 10 jobs processed.",
        "10|10|0|4 |true |Interrupted: 10 of 10 jobs processed, 4 results printed.",
        "10|10|0|4 |false|10 of 10 jobs processed, 4 results printed.",
        "10|8 |1|4 |true |Interrupted: 8 of 10 jobs processed, 1 failed, 4 results printed."})
    void shouldEndWithALastLineThatIsTrue(int jobs, int succeeded, int failed, int printed, boolean interrupted, String line) {
        Outcome outcome = new Outcome(jobs, succeeded, failed, printed, interrupted);
        assertEquals(line, outcome.lastLine());
        assertEquals(line.startsWith("All "), outcome.isComplete());
    }
}
