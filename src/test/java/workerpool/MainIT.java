package workerpool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workerpool.Jar.Outcome;

@Timeout(90)
class MainIT {
    private static final String WORKER_LINE = "\\d\\d:\\d\\d:\\d\\d\\.\\d{3} \\[worker-(\\d+)\\] Worker \\1 (starting|finished) job \\d+";
    private static final String RESULT_LINE = "Job (\\d+) \\(Number \\d+\\): Factorial = \\d+";

    @Test
    void shouldRunTheMainJobAsTheSeedDoes() throws Exception {
        Outcome outcome = Jar.run("--jobs", "10", "--workers", "3");
        assertEquals(0, outcome.exitCode());
        assertEquals("", outcome.err());
        List<String> lines = outcome.lines();
        assertTrue(lines.subList(0, 20).stream().allMatch(line -> line.matches(WORKER_LINE)), outcome.out());
        assertEquals(List.of("", "--- Results ---"), lines.subList(20, 22));
        assertTrue(lines.subList(22, 32).stream().allMatch(line -> line.matches(RESULT_LINE)), outcome.out());
        assertTrue(lines.get(32).matches(
                "10 jobs in \\d+ ms with 3 workers: 1\\.\\d\\d s of work, [123]\\.\\d at a time on average"), lines.get(32));
        assertEquals(List.of("All jobs processed."), lines.subList(33, lines.size()));
        for (int id = 1; id <= 10; id++) {
            assertEquals(1, outcome.count(".*\\] Worker [123] starting job " + id), "starts of job " + id);
            assertEquals(1, outcome.count(".*\\] Worker [123] finished job " + id), "finishes of job " + id);
        }
        assertTrue(lines.contains("Job 5 (Number 5): Factorial = 120"), outcome.out());
        assertTrue(lines.contains("Job 10 (Number 10): Factorial = 3628800"), outcome.out());
    }

    @Test
    void shouldDoTheMainJobWithoutArguments() throws Exception {
        Outcome outcome = Jar.run();
        assertEquals(0, outcome.exitCode());
        assertEquals(20, outcome.count(WORKER_LINE));
        assertEquals(10, outcome.count(RESULT_LINE));
        assertEquals(3, outcome.lines().stream().filter(line -> line.contains(" starting "))
                .map(line -> line.replaceAll(".*\\[(.*)].*", "$1")).distinct().count(), "workers");
        assertEquals("All jobs processed.", outcome.lastLine());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--jobs 4 --workers 2 --queue-capacity 1 --number 30 --delay 1ms --ordered --quiet",
        "-j 4 -w 2 -c 1 -n 30 --delay 0.001s --ordered -q", "-j4 -w2 -c1 -n30 --delay=0 --ordered -q"})
    void shouldTakeEveryOptionByItsLongAndShortName(String arguments) throws Exception {
        Outcome outcome = Jar.run(arguments.split(" "));
        String digits = "265252859812191058636308480000000";
        assertEquals(0, outcome.exitCode());
        assertEquals("", outcome.err());
        assertEquals(List.of("", "--- Results ---", "Job 1 (Number 30): Factorial = " + digits,
                "Job 2 (Number 30): Factorial = " + digits, "Job 3 (Number 30): Factorial = " + digits,
                "Job 4 (Number 30): Factorial = " + digits, "All jobs processed."), outcome.lines());
    }

    @Test
    void shouldPrintResultsInJobOrderIfAsked() throws Exception {
        Outcome outcome = Jar.run("-j", "300", "-w", "4", "--delay", "1ms", "--ordered");
        List<Integer> ids = outcome.lines().stream().filter(line -> line.matches(RESULT_LINE))
                .map(line -> Integer.valueOf(line.replaceAll(RESULT_LINE, "$1"))).toList();
        assertEquals(IntStream.rangeClosed(1, 300).boxed().toList(), ids);
    }

    @Test
    void shouldPrintEveryDigitOfAGreatFactorial() throws Exception {
        Outcome outcome = Jar.run("-j", "2", "-n", "5000", "--delay", "0", "-q");
        assertEquals(2, outcome.count("Job \\d \\(Number 5000\\): Factorial = " + Factorial.of(5000)));
    }

    @Test
    void shouldDrawATimelineIfAsked() throws Exception {
        Outcome outcome = Jar.run("-w", "2", "-c", "1", "--delay", "20ms", "--timeline", "-q");
        List<String> picture = outcome.lines().subList(12, outcome.lines().size());
        assertTrue(picture.get(0).isEmpty() && picture.get(1).startsWith("--- Timeline: "), outcome.out());
        assertTrue(picture.get(2).matches("Worker 1 .*\\|[0-9]+=+.*\\| +\\d+ jobs, +\\d+% busy"), outcome.out());
        assertTrue(picture.get(3).matches("Worker 2 .*\\|[0-9]+=+.*\\| +\\d+ jobs, +\\d+% busy"), outcome.out());
        assertTrue(picture.get(4).matches("Queue .*#+.*\\| +filler blocked [0-9.]+ ms"), outcome.out());
        assertTrue(picture.get(5).matches("10 jobs in [0-9.]+ ms with 2 workers: .*"), outcome.out());
        assertEquals(List.of("All jobs processed."), picture.subList(6, picture.size()));
        assertEquals(0, outcome.count(".{81,}"), "lines longer than 80 columns");
    }

    @Test
    void shouldHaveNothingToDoForNoJobs() throws Exception {
        Outcome outcome = Jar.run("--jobs", "0", "-q");
        assertEquals(0, outcome.exitCode());
        assertEquals(List.of("", "--- Results ---", "All jobs processed."), outcome.lines());
    }

    @Test
    void shouldSimulateWorkByItsDelay() throws Exception {
        long start = System.nanoTime();
        Jar.run("-j", "2", "-w", "1", "--delay", "0.7s");
        assertTrue(System.nanoTime() - start >= 1_400_000_000, "two jobs of 0.7 s on one worker");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-h", "--help"})
    void shouldHelp(String option) throws Exception {
        Outcome outcome = Jar.run(option);
        assertEquals(0, outcome.exitCode());
        assertEquals("", outcome.err());
        for (String said : new String[] {"Usage: java -jar pool.jar", "--jobs=", "default: 10", "--workers=", "default: 3",
            "--queue-capacity=", "--number=", "--delay=", "default: 100ms", "--ordered", "--timeline", "--quiet", "--version",
            "Exit codes:", "Examples:", "java -jar pool.jar --jobs 10 --workers 3"}) {
            assertTrue(outcome.out().contains(said), said);
        }
        assertEquals(0, outcome.count(".{81,}"), "lines longer than 80 columns");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-V", "--version"})
    void shouldTellItsVersionAndTheJavaItRunsOn(String option) throws Exception {
        Outcome outcome = Jar.run(option);
        assertEquals(0, outcome.exitCode());
        assertTrue(outcome.out().matches("pool \\d+\\.\\d+\\.\\d+ \\(Java \\Q" + System.getProperty("java.version") + "\\E\\)\n"),
                outcome.out());
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
        "-q -q                | option '--quiet' should be specified only once",
        "--workers 0          | '--workers': '0' is not a whole number from 1 to 2147483647",
        "--queue-capacity 0   | '--queue-capacity': '0' is not a whole number from 1 to 2147483647",
        "--number -5          | '--number': '-5' is not a whole number from 0 to 2147483647",
        "--delay soon         | '--delay': 'soon' is neither 0 nor up to six digits with ms, s or m",
        "--delay 100          | '--delay': '100' is neither 0 nor up to six digits with ms, s or m",
        "--delay -1s          | '--delay': '-1s' is neither 0 nor up to six digits with ms, s or m",
        "--delay 9999999m     | '--delay': '9999999m' is neither 0 nor up to six digits with ms, s or m",
        "--quiet=maybe        | '--quiet': 'maybe' is not a boolean",
        "--nonsense           | Unknown option: '--nonsense'",
        "stray                | Unmatched argument at index 0: 'stray'",
        "@pom.xml             | Unmatched argument at index 0: '@pom.xml'",
        "--number 90000000    | --number 90000000: a BigInteger holds factorials up to 86181405!",
        "--jobs 2147483647    | --jobs 2147483647: a BigInteger holds factorials up to 86181405!"})
    void shouldRefuseBadInputInOneLineThatNamesOptionValueAndRule(String arguments, String message) throws Exception {
        assertRefused(message, arguments.split(" +"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "--jobs=1\n2", "--jobs=\u001b[31m", "--jobs=%s%n", "--jobs=${sys:user.home}", "--",
        "---", "-", "--jobs=0x10", "--delay=\0151", "--number=1,000", "--delay=1..5s", "--delay=.5s"})
    void shouldRefuseHostileArgumentsInOneLine(String argument) throws Exception {
        if (argument.equals("--")) {
            assertRefused("Unknown option: '--jobs'", "--", "--jobs");
        } else {
            assertRefused("", argument);
        }
    }

    @Test
    void shouldShortenAnEndlessArgument() throws Exception {
        assertRefused("9...", "--jobs", "9".repeat(100_000));
    }

    private static void assertRefused(String message, String... arguments) throws Exception {
        Outcome outcome = Jar.run(arguments);
        assertEquals(2, outcome.exitCode());
        assertEquals("", outcome.out());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        assertTrue(outcome.err().startsWith("pool: "), outcome.err());
        assertTrue(outcome.err().contains(message), outcome.err());
        assertTrue(outcome.err().endsWith("; try --help\n"), outcome.err());
        assertTrue(outcome.err().length() < 300, outcome.err());
        assertFalse(outcome.err().contains("\u001b"), outcome.err());
    }

    @Test
    void shouldLetTheUsersOwnLogbackConfigurationWin(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("mine.xml"), """
                <configuration>
                  <appender name="MINE" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>mine: %level %msg%n</pattern></encoder>
                  </appender>
                  <root level="INFO"><appender-ref ref="MINE"/></root>
                </configuration>
                """);
        List<String> command = Jar.command(List.of("-Dlogback.configurationFile=" + file), "--delay", "0");
        Outcome outcome = Jar.finish(command);
        assertEquals(20, outcome.count("mine: INFO Worker [123] (starting|finished) job \\d+"), outcome.out());
        assertEquals(0, outcome.count(WORKER_LINE));
        assertEquals("All jobs processed.", outcome.lastLine());
    }

    @Test
    void shouldKeepWorkerLinesWholeHoweverManyWorkersWrite() throws Exception {
        Outcome outcome = Jar.run("-j", "5000", "-w", "16", "-n", "5", "--delay", "0");
        assertEquals(10_000, outcome.count(WORKER_LINE));
        assertEquals(5_000, outcome.count(RESULT_LINE));
        assertEquals(10_000 + 2 + 5_000 + 2, outcome.lines().size());
    }
}
