package workerpool.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Execution(ExecutionMode.CONCURRENT)
class TimelineTest {
    private static final long MS = 1_000_000;

    private final List<JobSpan> spans = new ArrayList<>();
    private final List<Interval> blocked = new ArrayList<>();

    /** A column is ten milliseconds. */
    @Test
    void shouldDrawShortJobsFailuresAndAnInterruptionAsBarsOfTheirOwn() {
        add(1, JobState.SUCCEEDED, 0, 200 * MS);
        add(2, JobState.FAILED, 0, 1);
        add(2, JobState.SUCCEEDED, 1, 150 * MS);
        add(2, JobState.FAILED, 150 * MS, 150 * MS + 1);
        add(2, JobState.FAILED, 150 * MS + 1, 150 * MS + 2);
        add(1, JobState.INTERRUPTED, 200 * MS, 420 * MS);
        blocked.add(new Interval(0, 300 * MS));
        blocked.add(new Interval(325 * MS, 330 * MS));
        blocked.add(new Interval(345 * MS + 1, 350 * MS));
        assertEquals("""

                --- Timeline: 420 ms ---
                Worker 1 [|1==================|6~~~~~~~~~~~~~~~~~~~~] 1 done (0 failed), 100% busy
                Worker 2 [|x|3===========|x|x                       ] 4 done (3 failed),  36% busy
                Producer [##############################  #         ]               blocked 310 ms
                          +---------+---------+---------+---------+-
                          0 ms      100 ms    200 ms    300 ms    400 ms
                | start of a job (its ID, if it fits)   = succeeded   x failed   ~ interrupted
                # producer mostly blocked
                a bar has two columns or more, so one behind short jobs starts late
                5 of 9 jobs in 420 ms with 2 workers: on average 70.0 ms per job, 1.4 at a time
                """, Timeline.draw(run(9, 2, 420 * MS), 82));
    }

    @Test
    void shouldDrawHowBusyEachColumnWasIfAnyRowHasTooManyJobs() {
        for (int id = 1; id <= 1000; id++) { // Ever less of each millisecond is worked.
            add(1, id % 2 == 0 ? JobState.FAILED : JobState.SUCCEEDED, (id - 1) * MS, id * MS - MS * id / 1000);
        }
        add(2, JobState.INTERRUPTED, 500 * MS, 1000 * MS);
        blocked.add(new Interval(0, 100 * MS));
        assertEquals("""

                --- Timeline: 1.00 s ---
                Worker 1 [*****************::::::::::::::::.................] 1,000 done (500 failed),  50% busy
                Worker 2 [                         *************************]       0 done (0 failed),  50% busy
                Producer [#####                                             ]                     blocked 100 ms
                          +---------+---------+---------+---------+---------
                          0 s       0.2 s     0.4 s     0.6 s     0.8 s
                busy: . < 1/3 of a column, : 1/3 to 2/3, * > 2/3   # producer mostly blocked
                1,000 of 2,000 jobs in 1.00 s with 2 workers: on average 500 us per job, 1.0 at a time
                """, Timeline.draw(run(2000, 2, 1000 * MS), 96));
    }

    /** A column is a millisecond. Each job is given by its mark, its start and its end. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', value = {
        "=0-10 =10-20.5 =20.5-31 =33-50;   |1========|2=========|3========  |4===============",
        "=0-0.1 x0.1-0.2 =0.2-9.9 =45-50;  |=|x|3====                                   |4===",
        "=0-40 =40-48.9 =48.9-49 x49-50;   |1======================================|2====|=|x",
        "=0-49.9 ~49.9-50;                 |1==============================================|~",
        "=0-1 =3-4 =4.5-4.6 =6.9-6.9;      |= |=|=|=",
        "=0-3 x3-6 =6-8 =8-20 =20-30;      |1=|2x|=|4==========|5========",
        "=0-5 x50-50;                      |1===                                           |x"})
    void shouldDrawABarOfTwoColumnsOrMoreForEachJobOverTheColumnsThatTheOnesBeforeLeave(String jobs, String cells) {
        addToWorkerOne(jobs);
        assertEquals(cells, cells(fiftyColumns()).get(0).stripTrailing());
    }

    @ParameterizedTest(name = "{1} columns: {2}")
    @CsvSource({"=0-0 =0-0 =0-0 =0-50, 50, true", "=0-0 =0-0 =0-0 =0-0 =0-50, 50, false",
        "=0-50 =50-50 =50-50 =50-50, 50, true", "=0-50 =50-50 =50-50 =50-50 =50-50, 50, false",
        "=0-0 =0-0 =0-50, 24, true", "=0-0 =0-0 =0-50, 23, false"})
    void shouldDrawBarsIfEachStartsAtMostSixColumnsOrASixthOfTheRowFromItsTime(String jobs, int columns, boolean bars) {
        addToWorkerOne(jobs);
        String cells = cells(columns == 50 ? fiftyColumns() : Timeline.draw(run(9, 1, 50 * MS), columns + 18)).get(0);
        assertEquals(columns, cells.length());
        assertEquals(bars, cells.contains("|"));
    }

    @ParameterizedTest
    @CsvSource({"25, 1, true", "26, 1, false", "26, 200, false", "26, 201, true"})
    void shouldDrawBarsIfNoDrawnRowHasMoreJobsThanHalfItsColumns(int jobs, int worker, boolean bars) {
        for (int i = 0; i < jobs; i++) {
            add(worker, JobState.SUCCEEDED, 50 * MS * i / jobs, 50 * MS * (i + 1) / jobs);
        }
        add(worker == 1 ? 2 : 1, JobState.SUCCEEDED, 0, 50 * MS);
        List<String> cells = cells(Timeline.draw(run(99, worker + 1, 50 * MS), worker == 1 ? 80 : 82));
        assertEquals(25, cells.get(0).length() / 2);
        assertEquals(bars, cells.stream().noneMatch(row -> row.contains("*")));
        assertEquals(bars, cells.stream().anyMatch(row -> row.contains("|")));
    }

    @Test
    void shouldShowTheLongFiguresOnlyBesideThirtyColumns() {
        addToWorkerOne("=0-25.5 =25.5-50");
        String picture = Timeline.draw(run(9, 1, 50 * MS), 59);
        assertEquals("Worker 1 [|1==============|2============] 2 done, 100% busy", rows(picture).get(0));
        assertTrue(picture.contains("ms\n| start of a job (its ID, if it fits)   = succeeded\n2 of 9 jobs"), picture);
        assertEquals(List.of("Worker 1 [|1===================|2=================] 2 done",
                "Producer [" + " ".repeat(40) + "]"), rows(Timeline.draw(run(9, 1, 50 * MS), 58)));
        addToWorkerOne("x50-50"); // one failure, and each row says how many
        assertTrue(rows(Timeline.draw(run(9, 2, 50 * MS), 70)).get(1).endsWith("] 0 done (0 failed),   0% busy"));
    }

    @Test
    void shouldBeTrueOfRandomRuns() {
        Random random = new Random(1);
        for (long end = System.nanoTime() + 500_000_000; System.nanoTime() < end; ) {
            spans.clear();
            long nanos = 1 + (long) Math.pow(10, 15 * random.nextDouble());
            int workers = random.nextInt(100) == 0 ? 150 + random.nextInt(100) : 1 + random.nextInt(4);
            for (int worker = 1; worker <= workers; worker++) {
                addAtRandom(random, worker, nanos);
            }
            RunReport run = run(spans.size(), workers, nanos);
            int width = random.nextInt(random.nextInt(20) == 0 ? 3000 : 200);
            assertTrueOf(run, Math.max(40, Math.min(2000, width)), Timeline.draw(run, width));
        }
    }

    /** Adds jobs of one length or of several, with pauses or without. */
    private void addAtRandom(Random random, int worker, long nanos) {
        double longest = nanos * Math.pow(random.nextDouble(), 3);
        double longestPause = random.nextBoolean() ? longest : 0;
        boolean equal = random.nextBoolean();
        long end = 0;
        for (int jobs = random.nextInt(60); jobs > 0 && end < nanos; jobs--) {
            long start = (long) Math.min(nanos, end + longestPause * random.nextDouble());
            end = (long) Math.min(nanos, start + (equal ? longest : longest * Math.pow(random.nextDouble(), 4)));
            add(worker, end == nanos ? JobState.INTERRUPTED : JobState.values()[random.nextInt(2)], start, end);
        }
    }

    private static void assertTrueOf(RunReport run, int width, String picture) {
        List<String> rows = cells(picture);
        assertTrue(picture.lines().allMatch(line -> line.length() <= width), picture);
        assertEquals(width, rows(picture).get(0).length(), picture);
        boolean bars = !picture.contains("busy: . < 1/3 of a column, : 1/3 to 2/3,");
        for (int i = 0; i < rows.size() - 1; i++) {
            String row = rows.get(i);
            int worker = i + 1;
            List<JobSpan> jobs = run.spans().stream().filter(span -> span.worker() == worker).toList();
            if (bars) {
                assertTrue(row.matches(jobs.stream().map(job -> " *\\|(" + job.job() + ")?" + job.state().mark + "+")
                        .collect(Collectors.joining()) + " *"), row + " of " + jobs);
            }
            for (int at = row.indexOf(' '); at >= 0; at = row.indexOf(' ', at + 1)) {
                long from = at * run.nanos();
                long to = from + run.nanos();
                assertTrue(jobs.stream().map(JobSpan::interval).allMatch(job -> job.nanos() == 0
                        || job.startNanos() * row.length() >= to || job.endNanos() * row.length() <= from), row);
            }
        }
    }

    @Test
    void shouldDrawARunWithoutALengthAndOneWhoseLengthInColumnsADoubleRoundsUp() {
        assertTrue(Timeline.draw(run(0, 1, 0), 80).contains("\n          0 ns\n0 jobs in 0 ns with 1 worker\n"));
        long days = 543_430_421_789_419L;
        assertEquals(1, new TimeScale(days, 116).fill(List.of(new Interval(0, days)))[115], 1e-9);
    }

    /** There are 51 columns. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"1, ns 0", "47, ns 0 10 20 30 40", "999, ns 0 200 400 600 800",
        "1000, us 0 0.2 0.4 0.6 0.8", "50001, us 0 10 20 30 40 50", "410000000, ms 0 100 200 300 400",
        "550000000, ms 0 200 400", "999600000, s 0 0.2 0.4 0.6 0.8", "9999000000, s 0 2 4 6 8",
        "61000000000, s 0 20 40 60", "603000000000, s 0 200 400 600",
        "900000000000000, s 0 200000 400000 600000 800000"})
    void shouldLabelRoundTimesTenColumnsApartOrMore(long nanos, String labels) {
        List<String> lines = Timeline.draw(run(1, 1, nanos), 80).lines().toList();
        String unit = labels.replaceAll(" .*", "");
        assertEquals(labels, unit + " " + lines.get(5).strip().replace(" " + unit, "").replaceAll(" +", " "));
        for (int i = 10; i < lines.get(4).length(); i++) {
            boolean label = i < lines.get(5).length() && lines.get(5).substring(i - 1).matches(" [0-9].*");
            assertEquals(label, lines.get(4).charAt(i) == '+', lines.get(5));
        }
    }

    @Test
    void shouldDrawAtMostTwoHundredWorkers() {
        assertTrue(Timeline.draw(run(0, 1_201, MS), 80).contains("\n1,001 more workers\nProducer "));
        assertTrue(Timeline.draw(run(0, 201, MS), 80).contains("\n1 more worker\nProducer "));
        String twoHundred = Timeline.draw(run(0, 200, MS), 80);
        assertFalse(twoHundred.contains("more"));
        assertEquals(201, rows(twoHundred).size());
        assertEquals(twoHundred.replace("200 workers", "1,201 workers"),
                Timeline.draw(run(0, 1_201, MS), 80).replace("1,001 more workers\n", ""), "the same columns");
        IntStream.range(0, 9_999).forEach(i -> add(201, JobState.FAILED, 0, MS)); // figures of a row that is not drawn
        assertTrue(rows(Timeline.draw(run(9_999, 201, MS), 80)).get(0).endsWith(" ] 0 done (0 failed),   0% busy"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0|0 ns", "999|999 ns", "1000|1.00 us", "9994|9.99 us", "9995|10.0 us",
        "99949|99.9 us", "99950|100 us", "999499|999 us", "999500|1.00 ms", "413000000|413 ms", "59994999999|60.0 s",
        "60000000000|1 min 0 s", "603400000000|10 min 3 s", "7200000000000|120 min 0 s"})
    void shouldTellADurationInThreeDigitsOrMinutes(long nanos, String expected) {
        assertEquals(expected, RunReport.duration(nanos));
    }

    @Test
    void shouldBreakALongSummaryAtTheLastBlankThatFits() {
        add(1, JobState.SUCCEEDED, 0, 99_900_000);
        assertTrue(Timeline.draw(run(2_000_000, 1, 410 * MS), 40).endsWith("""

                1 of 2,000,000 jobs in 410 ms with 1
                worker: on average 99.9 ms per job, 0.2
                at a time
                """));
    }

    @Test
    void shouldSumUpWhatIsDoneOfAnInterruptedRun() {
        add(1, JobState.INTERRUPTED, 0, 30 * MS);
        assertEquals("0 of 2,000 jobs in 30.0 ms with 1 worker\n", run(2000, 1, 30 * MS).summary());
        add(2, JobState.SUCCEEDED, 0, 20 * MS);
        assertEquals("1 of 2,000 jobs in 30.0 ms with 2 workers: on average 20.0 ms per job, 1.7 at a time\n",
                run(2000, 2, 30 * MS).summary());
    }

    /** Draws a run of 50 ms in so many columns, beside figures of 16 or of 27. */
    private String fiftyColumns() {
        return Timeline.draw(run(9, 1, 50 * MS), run(9, 1, 1).failed() > 0 ? 90 : 79);
    }

    private static List<String> rows(String picture) {
        return picture.lines().filter(line -> line.matches("(Worker|Producer).*")).toList();
    }

    /** Returns what is between the brackets of each row. */
    private static List<String> cells(String picture) {
        return rows(picture).stream().map(row -> row.replaceAll(".*\\[|].*", "")).toList();
    }

    private void addToWorkerOne(String jobs) {
        for (String job : jobs.split(" ")) {
            String[] times = job.substring(1).split("-");
            JobState state = JobState.values()["=x~".indexOf(job.charAt(0))];
            add(1, state, new BigDecimal(times[0]).movePointRight(6).longValue(),
                    new BigDecimal(times[1]).movePointRight(6).longValue());
        }
    }

    private void add(int worker, JobState state, long start, long end) {
        spans.add(new JobSpan(spans.size() + 1, worker, new Interval(start, end), state));
    }

    private RunReport run(int jobs, int workers, long nanos) {
        return new RunReport(jobs, workers, nanos, spans, blocked);
    }
}
