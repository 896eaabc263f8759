package workerpool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {
    @ParameterizedTest(name = "{0} jobs, {1} succeeded, {2} failed, {3} printed, interrupted: {4}, faulty: {5}")
    @CsvSource(delimiter = '|', value = {
        "10|10|0|10|false|false|0|All jobs processed.",
        "10|10|0|10|true |false|0|All jobs processed.",
        "10|10|0|10|false|true |1|All jobs processed.",
        "0 |0 |0|0 |false|false|0|All jobs processed.",
        "10|9 |1|10|false|false|1|9 of 10 jobs processed, 1 failed.",
        "10|7 |1|8 |true |false|1|Interrupted: 7 of 10 jobs processed, 1 failed.",
        "10|7 |0|7 |true |false|1|Interrupted: 7 of 10 jobs processed.",
        "10|7 |0|7 |false|true |1|7 of 10 jobs processed.",
        "10|10|0|4 |true |false|1|Interrupted: 10 of 10 jobs processed, 4 results printed.",
        "10|10|0|4 |false|false|1|Interrupted: 10 of 10 jobs processed, 4 results printed.",
        "10|8 |1|4 |true |false|1|Interrupted: 8 of 10 jobs processed, 1 failed, 4 results printed."})
    void shouldEndWithATrueLastLineAndExitCode(int jobs, int succeeded, int failed, int printed, boolean interrupted,
            boolean faulty, int exitCode, String line) {
        Outcome outcome = new Outcome(jobs, succeeded, failed, printed, interrupted, faulty);
        assertEquals(line, outcome.lastLine());
        assertEquals(exitCode, outcome.exitCode());
    }
}
