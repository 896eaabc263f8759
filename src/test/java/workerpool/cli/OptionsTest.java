package workerpool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OptionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"-h", "--help"})
    void shouldHelp(String option) {
        Ended ended = Cli.run(option);
        assertEquals(0, ended.exitCode());
        assertEquals("", ended.err());
        for (String said : new String[] {"Usage: java -jar pool.jar", "--jobs=", "default: 10", "--workers=",
                "default: 3",
            "--queue-capacity=", "--number=", "--delay=", "default: 100ms", "--ordered", "--timeline", "--quiet",
                    "--version",
            "Exit codes:", "Examples:", "java -jar pool.jar --jobs 10 --workers 3"}) {
            assertTrue(ended.out().contains(said), said);
        }
        assertEquals(0, ended.count(".{81,}"), "lines longer than 80 columns");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-V", "--version"})
    void shouldTellItsVersionAndTheJavaItRunsOn(String option) {
        Ended ended = Cli.run(option);
        assertEquals(0, ended.exitCode());
        assertTrue(ended.out().matches("pool .+ \\(Java \\Q" + System.getProperty("java.version") + "\\E\\)\\R"),
                ended.out());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "--jobs -1            | '--jobs': '-1' is not a whole number from 0 to 2147483647",
        "--jobs ten           | '--jobs': 'ten' is not a whole number from 0 to 2147483647",
        "--jobs 99999999999   | '--jobs': '99999999999' is not a whole number from 0 to 2147483647",
        "--jobs 2147483648    | '--jobs': '2147483648' is not a whole number from 0 to 2147483647",
        "--jobs 99999999999999999999999 | '--jobs': '99999999999999999999999' is not a whole number from 0 to",
        "--jobs +5            | '--jobs': '+5' is not a whole number from 0 to 2147483647",
        "--jobs 1e3           | '--jobs': '1e3' is not a whole number from 0 to 2147483647",
        "--jobs=              | '--jobs': '' is not a whole number from 0 to 2147483647",
        "--jobs ١٢            | is not a whole number from 0",
        "--jobs               | Missing required parameter for option '--jobs' (<count>)",
        "--jobs 1 --jobs 2    | option '--jobs' (<count>) should be specified only once",
        "-j 1 --jobs 2        | option '--jobs' (<count>) should be specified only once",
        "-q --quiet           | option '--quiet' should be specified only once",
        "--workers 0          | '--workers': '0' is not a whole number from 1 to 2147483647",
        "--queue-capacity 0   | '--queue-capacity': '0' is not a whole number from 1 to 2147483647",
        "--number -5          | '--number': '-5' is not a whole number from 0 to 2147483647",
        "--delay soon         | '--delay': 'soon' is not a time: write up to six digits and ms, s or m, such as 250ms",
        "--delay 100          | '--delay': '100' has no unit: write milliseconds, seconds or minutes as 100ms",
        "--delay 1h           | '1h' is not a time: write up to six digits and ms, s or m, such as 250ms, 1.5s or 2m",
        "--delay -1s          | '-1s' is not a time",
        "--delay 9999999m     | '9999999m' is not a time",
        "--delay 1.s          | '1.s' is not a time",
        "--delay .5s          | '.5s' is not a time",
        "--delay 1..5s        | '1..5s' is not a time",
        "--delay ١٠ms         | is not a time",
        "--delay 1.000000000s | '1.000000000s' is not a time",
        "--delay 0.5ms        | '0.5ms' is not a whole number of milliseconds",
        "--delay 0.0001s      | '0.0001s' is not a whole number of milliseconds",
        "--quiet=yes          | option '--quiet' should be specified without 'yes' parameter",
        "--quiet=             | option '--quiet' should be specified without '' parameter",
        "--ordered=           | option '--ordered' should be specified without '' parameter",
        "--nonsense           | Unknown option: '--nonsense'. Try --help.",
        "--job 3              | Did you mean --jobs? Try --help.",
        "10                   | Unmatched argument at index 0: '10'. Try --help.",
        "-- --jobs            | Unknown option: '--jobs'.",
        "stray                | 'stray'. Try --help.",
        "@pom.xml             | '@pom.xml'. Try --help.",
        "--number 90000000    | --number 90000000: a BigInteger holds factorials up to 86181405!",
        "--jobs 2147483647    | --jobs 2147483647: job N computes N!, and a BigInteger holds factorials up to",
        "--jobs 80000000      | --jobs 80000000: job N computes N!, and the run needs"})
    void shouldRefuseBadInputInOneLineThatNamesOptionValueAndRule(String arguments, String message) {
        assertRefused(message, arguments.split(" +"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "--jobs=1\n2", "--jobs=\u001b[31m", "--jobs=%s%n", "--jobs=${sys:user.home}",
        "---", "-", "--jobs=0x10", "--delay=\0151", "--number=1,000", "--delay=1..5s", "--delay=.5s", "--jobs=\u0085",
        "--jobs=\u009b", "--jobs=\u2028", "--jobs=\u202e"})
    void shouldRefuseHostileArgumentsInOneLine(String argument) {
        assertRefused("", argument);
    }

    @Test
    void shouldShortenAnEndlessArgument() {
        assertRefused("9...", "--jobs", "9".repeat(100_000));
        assertRefused("a b a", "a b ".repeat(1_000));
    }

    private static void assertRefused(String message, String... arguments) {
        Ended ended = Cli.run(arguments);
        assertEquals(2, ended.exitCode());
        assertEquals("", ended.out());
        assertEquals(1, ended.err().lines().count(), ended.err());
        String line = ended.err().strip();
        assertTrue(line.startsWith("pool: "), line);
        assertTrue(line.contains(message), line);
        assertTrue(line.length() <= 200, line);
        assertTrue(line.endsWith(" Try --help.") || line.endsWith("..."), line);
        assertFalse(line.matches("(?s).*[\u001b\u0085\u009b\u2028\u202e].*"), line);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.0, 0", "00, 0", "0s, 0", "1ms, 1", "1.000000ms, 1", "250ms, 250", "1.5s, 1500", "0.001s, 1",
        "2m, 120000", "999999m, 59999940000"})
    void shouldConvertADelayToMilliseconds(String text, long millis) {
        assertEquals(Duration.ofMillis(millis), new DelayConverter().convert(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {" 10", "10 ", " 1ms", "1ms ", "1 ms", "\t1ms"})
    void shouldRefuseBlanksAroundAValue(String text) {
        assertThrows(TypeConversionException.class, () -> new CountConverter().convert(text));
        assertThrows(TypeConversionException.class, () -> new DelayConverter().convert(text));
    }

    @Test
    void shouldConvertCountsUpToTheirLimits() {
        assertEquals(0, new CountConverter().convert("0"));
        assertEquals(Integer.MAX_VALUE, new CountConverter().convert("2147483647"));
        assertEquals(1, new PositiveCountConverter().convert("1"));
        assertThrows(TypeConversionException.class, () -> new PositiveCountConverter().convert("0"));
    }
}
