package workerpool.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
    @ParameterizedTest
    @CsvSource({"24 132, 132", "24 80, 80", "0 0, 80", "24 0, 80", "'', 80", "stty: no, 80", "24 20, 20", "24 1, 1",
        "24 99999999999, 80"})
    void shouldReadTheWidthThatSttyReports(String size, int width) {
        assertEquals(width, Terminal.widthFrom(size));
    }
}
