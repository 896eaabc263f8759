package workerpool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workerpool.Job;
import workerpool.Result;
import workerpool.cli.report.RunReport;

class OutcomeTest {
    @ParameterizedTest(name = "{0} jobs, {1} succeeded, {2} failed, interrupted: {3}, fault: {4}")
    @CsvSource(delimiter = '|', value = {
        "10|10|0|false|    |0|All jobs processed.",
        "10|10|0|true |    |0|All jobs processed.",
        "10|10|0|false|died|1|All jobs processed.",
        "0 |0 |0|false|    |0|All jobs processed.",
        "10|9 |1|false|    |1|9 of 10 jobs processed, 1 failed.",
        "10|7 |1|true |    |1|Interrupted: 7 of 10 jobs processed, 1 failed.",
        "10|7 |0|true |    |1|Interrupted: 7 of 10 jobs processed.",
        "10|0 |10|true|    |1|0 of 10 jobs processed, 10 failed.",
        "10|7 |0|false|died|1|7 of 10 jobs processed.",
        "2000000|3000|4000|true||1|Interrupted: 3,000 of 2,000,000 jobs processed, 4,000 failed."})
    void shouldEndWithATrueLastLineAndExitCode(int jobs, int succeeded, int failed, boolean interrupted, String fault,
            int exitCode, String line) {
        List<Result<Integer, String>> results = IntStream.range(0, succeeded + failed)
                .mapToObj(i -> new Result<>(new Job<>(i + 1, 1), i < failed ? null : "1",
                        i < failed ? new Exception("on purpose") : null)).toList();
        Outcome outcome = new Outcome(results, new RunReport(jobs, 1, 1, List.of(), List.of()), interrupted, fault);
        assertEquals(line, outcome.lastLine());
        assertEquals(exitCode, outcome.exitCode());
    }
}
