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

@Timeout(60)
class OptionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"-h", "--help"})
    void shouldHelp(String option) {
        Ended ended = Cli.run(option);
        assertEquals(0, ended.exitCode());
        assertEquals("", ended.err());
        for (String said : new String[] {"Usage: java -jar pool.jar", "--jobs=", "default: 10", "--workers=", "default: 3",
            "--queue-capacity=", "--number=", "--delay=", "default: 100ms", "--ordered", "--timeline", "--quiet", "--version",
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
        assertTrue(ended.out().matches("pool .+ \\(Java \\Q" + System.getProperty("java.version") + "\\E\\)\\R"), ended.out());
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
        "--jobs 1 --jobs 2    | option '--jobs' (<count>) should be specified only once, not as '1' and '2'",
        "-j 1 --jobs 2        | option '--jobs' (<count>) should be specified only once, not as '1' and '2'",
        "--workers 0          | '--workers': '0' is not a whole number from 1 to 2147483647",
        "--queue-capacity 0   | '--queue-capacity': '0' is not a whole number from 1 to 2147483647",
        "--number -5          | '--number': '-5' is not a whole number from 0 to 2147483647",
        "--delay soon         | '--delay': 'soon' is neither 0 nor up to six digits with ms, s or m",
        "--delay 100          | '--delay': '100' is neither 0 nor up to six digits with ms, s or m",
        "--delay 1h           | '1h' is neither 0 nor up to six digits with ms, s or m (milliseconds, seconds or minutes)",
        "--delay -1s          | '--delay': '-1s' is neither 0 nor up to six digits with ms, s or m",
        "--delay 9999999m     | '--delay': '9999999m' is neither 0 nor up to six digits with ms, s or m",
        "--quiet=yes          | option '--quiet' should be specified without 'yes' parameter",
        "--quiet=             | option '--quiet' should be specified without '' parameter",
        "--ordered=           | option '--ordered' should be specified without '' parameter",
        "--nonsense           | Unknown option: '--nonsense'; try",
        "--job 3              | Unknown option: '--job'; did you mean --jobs?",
        "10                   | Unexpected argument: '10'",
        "-- --jobs            | Unexpected argument: '--jobs'",
        "stray                | Unexpected argument: 'stray'",
        "@pom.xml             | Unexpected argument: '@pom.xml'",
        "--number 90000000    | --number 90000000: a BigInteger holds factorials up to 86181405!",
        "--jobs 2147483647    | --jobs 2147483647: job N computes N!, and a BigInteger holds factorials up to 86181405!",
        "--jobs 80000000      | --jobs 80000000: the run needs"})
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
        assertRefused("9...' is not a whole number from 0 to 2147483647", "--jobs", "9".repeat(100_000));
        assertRefused("...'", "a b ".repeat(1_000));
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
        assertEquals(0, line.chars().filter(c -> c == '\'').count() % 2, line);
        assertTrue(line.endsWith("; try --help") || line.length() > 190, line);
        assertFalse(line.matches("(?s).*[\u001b\u0085\u009b\u2028\u202e].*"), line);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.0, 0", "00, 0", "0s, 0", "1ms, 1000000", "250ms, 250000000", "1.5s, 1500000000", "2m, 120000000000",
        "0.0001s, 100000", "0.000001ms, 1", "999999m, 59999940000000000"})
    void shouldConvertADelayToNanoseconds(String text, long nanos) {
        assertEquals(Duration.ofNanos(nanos), new DelayConverter().convert(text));
    }

    @Test
    void shouldConvertCountsUpToTheirLimits() {
        assertEquals(0, new CountConverter().convert("0"));
        assertEquals(Integer.MAX_VALUE, new CountConverter().convert("2147483647"));
        assertEquals(1, new PositiveCountConverter().convert("1"));
        assertThrows(TypeConversionException.class, () -> new PositiveCountConverter().convert("0"));
    }
}
