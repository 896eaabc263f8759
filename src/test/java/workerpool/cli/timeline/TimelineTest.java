package workerpool.cli.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class TimelineTest {
    private static final long MS = 1_000_000;

    private final List<JobSpan> spans = new ArrayList<>();
    private final TimeHistogram blocked = new TimeHistogram();

    @Test
    void shouldDrawTheDefaultRun() {
        assertPicture(80, defaultRun(), """

                --- Timeline: 410 ms ---
                Worker 1 [|1==========|4===========|7==========|10========= ]  4 done,  99% busy
                Worker 2 [|2==========|5===========|8==========             ]  3 done,  74% busy
                Worker 3 [|3===========|6==========|9==========             ]  3 done,  74% busy
                Producer [                                                  ]      never blocked
                          +-----------+-----------+------------+-----------+
                          0 ms        100 ms      200 ms       300 ms      400 ms
                | start of a job, its ID if it fits   = succeeded
                10 jobs in 410 ms with 3 workers: on average 101 ms per job, 2.5 at a time
                """);
    }

    @Test
    void shouldShowTheBusySharesOnlyBesideThirtyColumns() {
        RunReport run = defaultRun();
        assertTrue(Timeline.draw(run, 59).contains("]  4 done\n"));
        assertTrue(Timeline.draw(run, 60).contains("]  4 done,  99% busy\n"));
    }

    /** A column is 100 ms. */
    @ParameterizedTest(name = "{0} percent of a column")
    @ValueSource(ints = {20, 90, 110, 150, 180, 190, 200, 210, 250, 290, 310, 400, 700})
    void shouldDrawJobsThatDifferByAThirdEitherAllAsBarsOrAllAsShort(int percent) {
        long start = 0;
        for (int id = 1; id <= 100; id++) {
            long end = start + percent * (83 + id * 7 % 34) / 100 * MS;
            done(id, 1, start, end);
            start = end;
        }
        spans.removeIf(span -> span.endNanos() > 5000 * MS);
        String cells = firstRow(Timeline.draw(run(100, 1, 5000 * MS), 80));
        assertNotEquals(cells.contains("|"), cells.contains("*"), cells);
    }

    @Test
    void shouldTellHowMuchOfAColumnShortJobsFill() {
        for (int id = 1; id <= 1000; id++) {
            long start = (id - 1) * MS;
            // Ever less of each millisecond is worked.
            done(id, 1, start, start + MS * (1000 - id) / 1000);
        }
        assertPicture(81, run(1000, 1, 1000 * MS), """

                --- Timeline: 1.00 s ---
                Worker 1 [****************::::::::::::::::................] 1,000 done,  50% busy
                Producer [                                                ]         never blocked
                          +---------+--------+---------+--------+---------
                          0 s       0.2 s    0.4 s     0.6 s    0.8 s
                . short jobs, < 1/3 of the time   : short jobs, 1/3 to 2/3
                * short jobs, > 2/3 of the time
                1,000 jobs in 1.00 s with 1 worker: on average 500 us per job, 0.5 at a time
                """);
    }

    /** A column is 100 ms. */
    @ParameterizedTest(name = "pauses up to {0} percent of a column")
    @ValueSource(ints = {10, 30, 50, 70, 100, 200})
    void shouldLeaveAColumnBlankOnlyIfMostOfItIsIdle(int percent) {
        double[] busy = new double[50];
        long start = 0;
        for (int id = 1; start < 4500; id++) {
            long end = start + 250 + id * 37 % 150;
            done(id, 1, start * MS, end * MS);
            for (long ms = start; ms < end; ms++) {
                busy[(int) (ms / 100)] += 0.01;
            }
            start = end + id * 29 % (percent + 1);
        }
        String cells = firstRow(Timeline.draw(run(spans.size(), 1, 5000 * MS), 80));
        for (int i = 0; i < busy.length; i++) {
            assertTrue(cells.charAt(i) != ' ' || busy[i] <= 0.51, "column " + i + ": " + busy[i] + " in " + cells);
            assertTrue(cells.charAt(i) == ' ' || busy[i] >= 0.49, "column " + i + ": " + busy[i] + " in " + cells);
        }
    }

    @Test
    void shouldMarkAColumnInWhichTheProducerWasBlockedForMostOfTheTime() {
        blocked.add(2 * MS, 20_450_000);
        blocked.add(29_450_000, 31 * MS);
        blocked.add(44_520_000, 44_980_000);
        assertEquals("Producer [  " + "#".repeat(18) + " ".repeat(9) + "##" + " ".repeat(19) + "]   blocked 20.5 ms",
                rows(Timeline.draw(run(0, 1, 50 * MS), 79)).get(1));
    }

    @Test
    void shouldMarkFailedAndInterruptedJobs() {
        done(1, 1, 0, 200 * MS);
        failed(2, 2, 0, 150 * MS);
        failed(3, 2, 150 * MS, 150 * MS + 1);
        interrupted(4, 1, 200 * MS, 420 * MS);
        interrupted(5, 2, 419 * MS, 420 * MS);
        interrupted(6, 3, 20 * MS, 420 * MS);
        assertPicture(80, run(9, 3, 420 * MS), """

                --- Timeline: 420 ms ---
                Worker 1 [|1======================|4~~~~~~~~~~~~~~~~~~~~~~~~~] 1 done, 100% busy
                Worker 2 [|2xxxxxxxxxxxxxxxxx                               ~] 2 done (2 failed)
                Worker 3 [  |6~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~] 0 done,  95% busy
                Producer [                                                   ]     never blocked
                          +-----------+-----------+-----------+------------+-
                          0 ms        100 ms      200 ms      300 ms       400 ms
                | start of a job, its ID if it fits   = succeeded   x failed   ~ interrupted
                3 of 9 jobs in 420 ms with 3 workers: on average 117 ms per job, 2.3 at a time
                """);
    }

    @Test
    void shouldShowAnIdOnlyIfAMarkFitsBesideIt() {
        done(9, 1, 0, 3 * MS);
        done(10, 1, 3 * MS, 6 * MS);
        done(11, 1, 6 * MS, 10 * MS);
        failed(8, 1, 10 * MS, 13 * MS);
        failed(12, 1, 13 * MS, 16 * MS);
        done(1_234_567, 1, 16 * MS, 24 * MS);
        done(1_234_568, 1, 24 * MS, 50 * MS);
        assertCells("|9=|==|11=|8x|xx|=======|1234568" + "=".repeat(18));
    }

    @Test
    void shouldDrawABarFromTwoColumnsOn() {
        for (int id = 1; id <= 9; id++) {
            done(id, 1, id * 4 * MS, id * 4 * MS + 2 * MS);
        }
        assertCells("    " + "|=  ".repeat(9) + " ".repeat(10));
    }

    /** The median job takes two columns, so that one of one column is a bar as well. */
    @Test
    void shouldShowTheEndOfABarOfOneColumnUnlessTheJobSucceeded() {
        done(1, 1, 0, MS);
        failed(2, 1, MS, 2 * MS);
        interrupted(3, 1, 2 * MS, 3 * MS);
        failed(4, 1, 3 * MS, 5 * MS);
        interrupted(5, 1, 5 * MS, 7 * MS);
        done(6, 1, 7 * MS, 9 * MS);
        done(7, 1, 9 * MS, 11 * MS);
        assertCells("|x~|x|~|=|=" + " ".repeat(39));
    }

    @Test
    void shouldMarkAllColumnsOfAShortFailureEvenBeforeALongJob() {
        done(1, 1, 0, 1_900_000);
        failed(2, 1, 2 * MS, 3_900_000);
        failed(3, 1, 4 * MS, 4 * MS + 1);
        done(4, 1, 4 * MS + 1, 40 * MS);
        interrupted(5, 1, 48_100_000, 50 * MS);
        assertCells("**xx|4" + "=".repeat(34) + " ".repeat(8) + "~~");
    }

    /** The failures take a nanosecond. */
    @Test
    void shouldMarkAFailureBeforeTheNextBarUnlessTheBarBeforeHasASingleMark() {
        done(5, 1, 0, 20 * MS);
        failed(8, 1, 20 * MS, 20 * MS + 1);
        done(10, 1, 20 * MS + 1, 22 * MS + 2);
        failed(11, 1, 22 * MS + 2, 22 * MS + 3);
        done(12, 1, 22 * MS + 3, 50 * MS - 1);
        failed(13, 1, 50 * MS - 1, 50 * MS);
        assertCells("|5=================x|=|12" + "=".repeat(24) + "x");
    }

    @Test
    void shouldTellInFiguresWhatItCannotMark() {
        for (int id = 1; id <= 10; id++) {
            failed(id, 1, id, id + 1);
        }
        done(11, 1, 11, 50 * MS);
        failed(12, 2, 0, 1);
        done(13, 2, 40 * MS, 50 * MS);
        assertFigures(80, "11 done (10 failed)", "2 done,  20% busy");
        assertFigures(40, "10 failed", "2 done");
    }

    private void assertFigures(int width, String... figures) {
        List<String> rows = rows(Timeline.draw(run(13, 2, 50 * MS), width)).subList(0, 2);
        rows.forEach(row -> assertEquals(width, row.length(), row));
        assertEquals(List.of(figures), rows.stream().map(row -> row.replaceAll(".*] +", "")).toList());
    }

    @ParameterizedTest(name = "{0} workers, {1} jobs")
    @CsvSource({"1, 0", "1, 1", "3, 10", "7, 100", "12, 5000", "200, 1000", "1201, 3000"})
    void shouldKeepToItsWidthAndExplainTheSignsItUses(int workers, int jobs) {
        RunReport run = variousRun(workers, jobs);
        // Many rows take long, so many workers are drawn in fewer widths.
        for (int width = 40; width <= 250; width += 1 + Math.min(workers, 200) / 20) {
            String picture = Timeline.draw(run, width);
            List<String> rows = rows(picture);
            assertEquals(Math.min(workers, 200) + 1, rows.size());
            assertEquals(List.of(width), rows.stream().filter(row -> row.startsWith("Worker")).map(String::length)
                    .distinct().toList());
            int longest = picture.lines().mapToInt(String::length).max().orElseThrow();
            assertEquals(width, longest, picture);
            String signs = signsIn(rows.stream().map(TimelineTest::cells).collect(Collectors.joining()));
            assertEquals(signs, explainedSigns(picture), picture);
        }
    }

    /** From nanoseconds to hours. */
    @ParameterizedTest
    @ValueSource(longs = {1, 47, 999, 1_000, 50_001, MS, 410 * MS, 599 * MS, 600 * MS, 1000 * MS, 1_001 * MS,
        9_999 * MS, 60_000 * MS, 603_000 * MS, 7_200_000 * MS, 1_000_000_000 * MS})
    void shouldLabelRoundTimesWhereTheyAre(long nanos) {
        List<String> units = List.of("ns", "us", "ms", "s");
        for (int width = 40; width <= 250; width++) {
            List<String> lines = Timeline.draw(run(1, 1, nanos), width).lines().toList();
            int columns = lines.get(2).indexOf(']') - 10;
            String ruler = lines.get(4).substring(10);
            String times = lines.get(5).substring(10);
            assertEquals(columns, ruler.length());
            List<MatchResult> ticks = Pattern.compile("([\\d.]+) (\\w+)( |$)").matcher(times).results().toList();
            assertEquals(ruler.replace("-", "").length(), ticks.size());
            BigDecimal step = BigDecimal.ZERO;
            for (int i = 0; i < ticks.size(); i++) {
                String unit = ticks.get(i).group(2);
                assertTrue(lines.get(1).endsWith(" " + unit + " ---"), times);
                BigDecimal time = new BigDecimal(ticks.get(i).group(1)).movePointRight(3 * units.indexOf(unit));
                step = i == 1 ? time : step;
                assertEquals(0, time.compareTo(step.multiply(BigDecimal.valueOf(i))), times);
                assertEquals('+', ruler.charAt(ticks.get(i).start()));
                assertEquals(time.doubleValue() * columns / nanos, ticks.get(i).start(), 0.501, times);
            }
            assertTrue(nanos == 1 || step.toPlainString().matches("[125]0*"), "two ticks or more, round: " + times);
        }
    }

    @Test
    void shouldDrawAtMostTwoHundredWorkers() {
        assertTrue(Timeline.draw(run(0, 1_201, MS), 80).contains("\n1,001 more workers\nProducer "));
        assertTrue(Timeline.draw(run(0, 201, MS), 80).contains("\n1 more worker\nProducer "));
        String twoHundred = Timeline.draw(run(0, 200, MS), 80);
        assertFalse(twoHundred.contains("more"));
        assertEquals(twoHundred.replace("200 workers", "1,201 workers"),
                Timeline.draw(run(0, 1_201, MS), 80).replace("1,001 more workers\n", ""), "the same columns");
        done(1, 200, 0, MS);
        done(2, 201, 0, MS);
        assertEquals(List.of("Worker 200"), rows(Timeline.draw(run(2, 201, MS), 80)).stream()
                .filter(row -> row.contains("==")).map(row -> row.substring(0, 10)).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0|0 ns", "999|999 ns", "1000|1.00 us", "9994|9.99 us", "9995|10.0 us",
        "99949|99.9 us", "99950|100 us", "999499|999 us", "999500|1.00 ms", "413000000|413 ms", "59994999999|60.0 s",
        "60000000000|1 min 0 s", "603400000000|10 min 3 s", "7200000000000|120 min 0 s"})
    void shouldTellADurationInThreeDigitsOrMinutes(long nanos, String expected) {
        assertEquals(expected, RunReport.duration(nanos));
    }

    @Test
    void shouldBreakALongSummaryAtItsColonOrItsComma() {
        done(1, 1, 0, 99_900_000);
        assertTrue(Timeline.draw(run(2_000_000, 1, 410 * MS), 80).endsWith("""

                1 of 2,000,000 jobs in 410 ms with 1 worker:
                on average 99.9 ms per job, 0.2 at a time
                """));
        assertTrue(Timeline.draw(run(2_000_000, 1, 410 * MS), 40).endsWith("""

                1 of 2,000,000 jobs in 410 ms with 1
                worker:
                on average 99.9 ms per job,
                0.2 at a time
                """));
    }

    @Test
    void shouldSumUpWhatIsDoneOfAnInterruptedRun() {
        interrupted(1, 1, 0, 30 * MS);
        assertEquals("0 of 2,000 jobs in 30.0 ms with 1 worker\n", run(2000, 1, 30 * MS).summary());
        done(2, 2, 0, 20 * MS);
        assertEquals("1 of 2,000 jobs in 30.0 ms with 2 workers: on average 20.0 ms per job, 1.7 at a time\n",
                run(2000, 2, 30 * MS).summary());
    }

    private static void assertPicture(int width, RunReport run, String expected) {
        assertEquals(expected, Timeline.draw(run, width));
    }

    private static List<String> rows(String picture) {
        return picture.lines().filter(line -> line.matches("(Worker|Producer).*")).toList();
    }

    /** Asserts what a run of 50 ms shows of worker 1, a column for each millisecond. */
    private void assertCells(String expected) {
        assertEquals(expected, firstRow(Timeline.draw(run(9, 1, 50 * MS), 79)));
    }

    private static String firstRow(String picture) {
        return cells(rows(picture).get(0));
    }

    /** Returns what is between the brackets of a row. */
    private static String cells(String row) {
        return row.replaceAll(".*\\[|].*", "");
    }

    /** Returns the first character of each part of the legend, which is between the axis and the summary. */
    private static String explainedSigns(String picture) {
        return signsIn(picture.substring(picture.indexOf("Producer")).lines().skip(3)
                .takeWhile(line -> !line.matches("\\d.*")).flatMap(Pattern.compile("   ")::splitAsStream)
                .map(part -> part.substring(0, 1)).collect(Collectors.joining()));
    }

    private static String signsIn(String text) {
        return text.chars().filter(c -> c != ' ' && !Character.isDigit(c)).sorted().distinct()
                .mapToObj(Character::toString).collect(Collectors.joining());
    }

    private RunReport defaultRun() {
        int[] starts = {0, 0, 1, 102, 102, 103, 203, 203, 204, 304};
        int[] workers = {1, 2, 3, 1, 2, 3, 1, 2, 3, 1};
        for (int i = 0; i < 10; i++) {
            done(i + 1, workers[i], starts[i] * MS, (starts[i] + 101) * MS);
        }
        return run(10, 3, 410 * MS);
    }

    /** Short and long jobs, some of which fail or are interrupted. */
    private RunReport variousRun(int workers, int jobs) {
        long round = 37 * MS;
        long end = (jobs / workers + 1) * round;
        for (int id = 1; id <= jobs; id++) {
            long start = (id - 1) / workers * round;
            JobState state = id % 17 == 0 ? JobState.FAILED : JobState.SUCCEEDED;
            spans.add(new JobSpan(id, 1 + (id - 1) % workers, start, start + id * 31L % 37 * MS + 1, state));
        }
        if (jobs > 1) {
            interrupted(jobs + 1, 1 + jobs % workers, end - round / 2, end);
            blocked.add(end / 3, end / 2);
        }
        return run(jobs + 1, workers, end);
    }

    private RunReport run(int jobs, int workers, long nanos) {
        return new RunReport(jobs, workers, nanos, spans, blocked);
    }

    private void done(int id, int worker, long start, long end) {
        spans.add(new JobSpan(id, worker, start, end, JobState.SUCCEEDED));
    }

    private void failed(int id, int worker, long start, long end) {
        spans.add(new JobSpan(id, worker, start, end, JobState.FAILED));
    }

    private void interrupted(int id, int worker, long start, long end) {
        spans.add(new JobSpan(id, worker, start, end, JobState.INTERRUPTED));
    }
}
