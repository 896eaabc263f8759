package workerpool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "4512|10000|3100000000|[#########-----------] 4,512 of 10,000 jobs, 3.1 s, about 4 s left",
        "0|10|600000000|[--------------------] 0 of 10 jobs, 0.6 s",
        "10|10|600000000|[####################] 10 of 10 jobs, 0.6 s, about 0 s left",
        "0|0|600000000|[--------------------] 0 of 0 jobs, 0.6 s",
        "2000000000|2147483647|9000000000000|[##################--] 2,000,000,000 of 2,147,483,647 jobs, 9,000.0 s, about 664 s left"})
    void shouldSayHowFarTheRunIs(int completed, int jobs, long nanos, String expected) {
        assertEquals(expected, Progress.line(completed, jobs, nanos));
    }
}
