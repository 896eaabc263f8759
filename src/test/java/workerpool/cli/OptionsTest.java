package workerpool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class OptionsTest {
    @Test
    void shouldHelpOnEightyColumns() {
        Ended ended = Cli.run("--help");
        assertEquals(0, ended.exitCode());
        assertEquals("", ended.err());
        assertTrue(ended.out().startsWith("Usage: java -jar pool.jar"), ended.out());
        assertEquals(0, ended.count(".{81,}"), "lines longer than 80 columns");
        assertEquals(ended, Cli.run("-h"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--jobs=-1", "--workers=0", "--queue-capacity=0"})
    void shouldTellTheSameRangeInHelpAndInARefusal(String argument) {
        String range = Cli.run(argument).err().replaceAll("(?s).*must be from (.*) \\(try.*", "$1")
                .replace(" to 2,147,483,647", " or more");
        String option = argument.replaceAll("=.*", "=<count>");
        assertTrue(Cli.run("--help").out().replaceAll("\\s+", " ").matches(
                ".*" + option + " [^(]*, " + range + " \\(default.*"), range);
    }

    @Test
    void shouldTellItsVersionAndTheJavaItRunsOn() {
        Ended ended = Cli.run("--version");
        assertEquals(0, ended.exitCode());
        assertEquals("pool (Java " + System.getProperty("java.version") + ")", ended.out().strip(), "without a jar");
        assertEquals(ended, Cli.run("-V"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "--jobs -1            | --jobs (-1) must be from 0 to 1,000,000,000",
        "-j 1000000001 -n 5   | --jobs (1,000,000,001) must be from 0 to 1,000,000,000",
        "--workers 0          | --workers (0) must be from 1 to 10,000",
        "--workers 10001      | --workers (10,001) must be from 1 to 10,000",
        "--queue-capacity 0   | --queue-capacity (0) must be from 1 to 2,147,483,647",
        "--jobs ten           | Invalid value for option '--jobs': 'ten' is not an int",
        "--jobs 2147483648    | Invalid value for option '--jobs': '2147483648' is not an int",
        "--jobs=              | Invalid value for option '--jobs': '' is not an int",
        "--number 1e3         | Invalid value for option '--number': '1e3' is not an int without leading zeros: write "
            + "numbers as in 20000,5,-1",
        "--number 5,-word     | Invalid value for option '--number': '-word' is not an int",
        "--number 20,000      | '000' is not an int",
        "--number -07         | '-07' is not an int",
        "--number +00         | '+00' is not an int",
        "--number 5,          | '' is not an int",
        "--number 2147483648  | '2147483648' is not an int",
        "-n 1 -n 2            | option '--number' (<number>[,<number>...]) should be specified only once",
        "--jobs               | Missing required parameter for option '--jobs' (<count>)",
        "--delay soon         | Invalid value for option '--delay': 'soon' is not a time: write a whole number of "
            + "up to six digits and ms, s or m, such as 250ms, 1500ms or 2m",
        "--delay 1.5s         | '1.5s' is not a time: write a whole number",
        "--quiet=yes          | option '--quiet' should be specified without 'yes' parameter",
        "--nonsense           | Unknown option: '--nonsense' (try --help)",
        "--job 3              | Unknown options: '--job', '3'; did you mean --jobs? (try --help)",
        "10                   | Unmatched argument at index 0: '10' (try --help)",
        "@pom.xml             | '@pom.xml' (try --help)",
        "--number 86181406    | --number (86,181,406) must be at most 86,181,405: a BigInteger holds no larger "
            + "factorial (try --help)",
        "-j 0 -n 5,2147483647 | --number (2,147,483,647) must be at most 86,181,405",
        "--jobs 86181406      | --jobs (86,181,406) must be at most 86,181,405: job N computes N!, a BigInteger holds "
            + "no larger one, and --number sets other numbers (try --help)",
        "-j 2 -n 1,2,3        | --number (3 numbers) must have no more numbers than --jobs (2) (try --help)",
        "--jobs 86181405      | --jobs 86181405 (up to 86181405!): the run needs",
        "-j 1000000000 -n 5   | --jobs 1000000000 (up to 5!): the run needs",
        "-n 86181405 -j 100   | --jobs 100 (up to 86181405!): the run needs"})
    void shouldRefuseBadInputInOneLineThatNamesOptionValueAndRule(String arguments, String message) {
        assertRefused(message, arguments.split(" +"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "--jobs=1\n2", "--jobs=\u001b[31m", "--jobs=%s%n", "--jobs=${sys:user.home}",
        "---", "-", "--delay=\0151", "--number=1,000", "--jobs=\u0085", "--jobs=\u009b"})
    void shouldRefuseHostileArgumentsInOneLine(String argument) {
        assertRefused("", argument);
    }

    private static void assertRefused(String message, String... arguments) {
        Ended ended = Cli.run(arguments);
        assertEquals(2, ended.exitCode());
        assertEquals("", ended.out());
        assertEquals(1, ended.err().lines().count(), ended.err());
        String line = ended.err().strip();
        assertTrue(line.startsWith("pool: ") && line.endsWith(" (try --help)"), line);
        assertTrue(line.contains(message), line);
        assertFalse(line.matches("(?s).*\\p{Cc}.*"), line);
    }

    @Test
    void shouldGiveTheJobsTheNumbersInTurn() {
        Numbers numbers = new NumbersConverter().convert("-1,+5,0,2147483647");
        assertEquals(List.of(-1, 5, 0, Integer.MAX_VALUE, -1), Stream.of(1, 2, 3, 4, 5).map(numbers::of).toList());
        RunOptions huge = new RunOptions();
        huge.jobs = Integer.MAX_VALUE;
        assertEquals(1, huge.inputs().next(), "lazily, as all would not fit the heap");
    }

    @Test
    void shouldTakeALongListAndShowOfAWrongNumberTheBeginning() {
        String list = IntStream.rangeClosed(1, 1000).mapToObj(String::valueOf).collect(Collectors.joining(","));
        assertEquals(0, Cli.run("-n", list, "-j", "1000", "-q", "--delay", "0").exitCode());
        assertEquals(0, Cli.run("-n", list, "-j", "0").exitCode());
        assertRefused("': '" + "1".repeat(40) + "...' is not an int", "-n", list + "," + "1".repeat(41));
        assertRefused("': '" + "1".repeat(40) + "' is not an int", "-n", list + "," + "1".repeat(40));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0s, 0", "1ms, 1", "250ms, 250", "1500ms, 1500", "30s, 30000", "2m, 120000",
        "999999m, 59999940000"})
    void shouldConvertADelay(String text, long millis) {
        assertEquals(Duration.ofMillis(millis), new DelayConverter().convert(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "100", "1h", "-1s", "9999999m", "1.s", ".5s", "0.5ms", "١٠ms", " 1ms", "1ms ", "1 ms"})
    void shouldRefuseWhatIsNoDelay(String text) {
        assertThrows(TypeConversionException.class, () -> new DelayConverter().convert(text));
    }
}
