package workerpool.cli.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineTest {
    private static final long MS = 1_000_000;

    private final List<JobSpan> spans = new ArrayList<>();
    private final TimeHistogram blocked = new TimeHistogram();

    @Test
    void shouldDrawTheDefaultRun() {
        int[] starts = {0, 0, 1, 102, 102, 103, 203, 203, 204, 304};
        int[] workers = {1, 2, 3, 1, 2, 3, 1, 2, 3, 1};
        for (int i = 0; i < 10; i++) {
            done(i + 1, workers[i], starts[i] * MS, (starts[i] + 101) * MS);
        }
        assertPicture(run(10, 3, 410 * MS), """

                --- Timeline: 410 ms, one column = 8.37 ms ---
                Worker 1 |1==========|4==========|7==========|10========= |    4 jobs,  99% busy
                Worker 2 |2==========|5==========|8==========             |    3 jobs,  74% busy
                Worker 3 |3==========|6==========|9==========             |    3 jobs,  74% busy
                Queue                                                     | filler never blocked
                10 jobs in 410 ms with 3 workers: 1.01 s of work, 2.5 at a time on average
                """);
    }

    @Test
    void shouldShowBackpressureInTheQueueRow() {
        done(1, 1, 0, 100 * MS);
        done(2, 1, 100 * MS, 200 * MS);
        done(3, 1, 200 * MS, 300 * MS);
        blocked.add(2 * MS, 100 * MS);
        blocked.add(100 * MS, 150 * MS);
        assertPicture(run(3, 1, 300 * MS), """

                --- Timeline: 300 ms, one column = 6.25 ms ---
                Worker 1 |1==============|2==============|3==============|     3 jobs, 100% busy
                Queue    ########################                        | filler blocked 148 ms
                3 jobs in 300 ms with 1 worker: 300 ms of work, 1.0 at a time on average
                """);
    }

    @Test
    void shouldDrawNoJobs() {
        assertPicture(run(0, 2, MS), """

                --- Timeline: 1.00 ms, one column = 20.4 us ---
                Worker 1                                                  |    0 jobs,   0% busy
                Worker 2                                                  |    0 jobs,   0% busy
                Queue                                                     | filler never blocked
                0 jobs in 1.00 ms with 2 workers: 0 ns of work, 0.0 at a time on average
                """);
    }

    @Test
    void shouldDrawOneJobInARunOfAMillisecond() {
        done(1, 1, 0, MS);
        assertPicture(run(1, 1, MS), """

                --- Timeline: 1.00 ms, one column = 20.4 us ---
                Worker 1 |1===============================================|     1 job, 100% busy
                Queue                                                     | filler never blocked
                1 job in 1.00 ms with 1 worker: 1.00 ms of work, 1.0 at a time on average
                """);
    }

    @Test
    void shouldDrawJobsNarrowerThanAColumnAsDensity() {
        for (int id = 1; id <= 1000; id++) {
            long start = (id - 1) * MS;
            // Ever less of each millisecond is worked.
            done(id, 1, start, start + MS * (1000 - id) / 1000);
        }
        assertPicture(run(1000, 1, 1000 * MS), """

                --- Timeline: 1.00 s, one column = 20.8 ms ---
                Worker 1 ################::::::::::::::::................| 1,000 jobs,  50% busy
                Queue                                                    |  filler never blocked
                (.:# the share of a column that narrow jobs fill)
                1,000 jobs in 1.00 s with 1 worker: 500 ms of work, 0.5 at a time on average
                """);
    }

    @Test
    void shouldMixWideAndNarrowJobsWithoutOverlap() {
        done(1, 1, 0, 500 * MS);
        for (int id = 2; id <= 101; id++) {
            done(id, 1, (498 + id) * MS, (499 + id) * MS);
        }
        done(102, 1, 600 * MS, 1000 * MS);
        assertPicture(run(102, 1, 1000 * MS), """

                --- Timeline: 1.00 s, one column = 20.4 ms ---
                Worker 1 |1======================:####|102================|  102 jobs, 100% busy
                Queue                                                     | filler never blocked
                (.:# the share of a column that narrow jobs fill)
                102 jobs in 1.00 s with 1 worker: 1.00 s of work, 1.0 at a time on average
                """);
    }

    @Test
    void shouldMarkFailedAndCutOffJobs() {
        done(1, 1, 0, 200 * MS);
        failed(2, 2, 0, 150 * MS);
        failed(3, 2, 150 * MS, 150 * MS + 1);
        cutOff(4, 1, 200 * MS, 400 * MS);
        cutOff(5, 2, 399 * MS, 400 * MS);
        assertPicture(run(9, 2, 400 * MS), """

                --- Timeline: 400 ms, one column = 8.16 ms ---
                Worker 1 |1======================|4~~~~~~~~~~~~~~~~~~~~~~~|     1 job, 100% busy
                Worker 2 |2xxxxxxxxxxxxxxxxx                             ~|    2 jobs,  38% busy
                Queue                                                     | filler never blocked
                (x failed; ~ cut off; .:# the share of a column that narrow jobs fill)
                3 of 9 jobs in 400 ms with 2 workers: 551 ms of work, 1.4 at a time on average
                """);
    }

    @Test
    void shouldShowAnIdOfSevenDigitsOnlyWhereItFits() {
        done(1_234_567, 1, 0, 50 * MS);
        done(1_234_568, 1, 50 * MS, 100 * MS);
        done(1_234_569, 2, 0, 10 * MS);
        done(1_234_570, 2, 10 * MS, 100 * MS);
        assertPicture(run(2_000_000, 2, 100 * MS), """

                --- Timeline: 100 ms, one column = 2.27 ms ---
                Worker 1 |1234567==============|1234568==============|         2 jobs, 100% busy
                Worker 2 |===|1234570================================|         2 jobs, 100% busy
                Queue                                                |      filler never blocked
                4 of 2,000,000 jobs in 100 ms with 2 workers: 200 ms of work, 2.0 at a time on average
                """);
    }

    @Test
    void shouldDrawARunOfTenMinutes() {
        done(1, 1, 0, 300_000 * MS);
        done(2, 1, 300_000 * MS, 603_000 * MS);
        assertPicture(run(2, 1, 603_000 * MS), """

                --- Timeline: 10 min 3 s, one column = 12.3 s ---
                Worker 1 |1======================|2=======================|    2 jobs, 100% busy
                Queue                                                     | filler never blocked
                2 jobs in 10 min 3 s with 1 worker: 10 min 3 s of work, 1.0 at a time on average
                """);
    }

    @Test
    void shouldFillAWiderTerminal() {
        done(1, 1, 0, 50 * MS);
        done(2, 1, 50 * MS, 100 * MS);
        String row = Timeline.draw(run(2, 1, 100 * MS), 132).lines().toList().get(2);
        assertEquals(132, row.length());
        assertEquals("Worker 1 |1" + "=".repeat(48) + "|2" + "=".repeat(48), row.substring(0, 109));
    }

    @ParameterizedTest(name = "{0} workers, {1} jobs, {2} columns")
    @CsvSource({"1, 1, 80", "7, 100, 80", "200, 1000, 80", "200, 1000, 40", "13, 20000, 250", "3, 50, 1"})
    void shouldKeepEveryRowInOneWidthAndEveryColumnToOneJob(int workers, int jobs, int width) {
        for (int id = 1; id <= jobs; id++) {
            long start = (id - 1) / workers * 37L * MS;
            done(id, 1 + (id - 1) % workers, start, start + id * 31 % 37 * MS + 1);
        }
        RunReport run = run(jobs, workers, (jobs - 1) / workers * 37L * MS + 37 * MS);
        List<String> rows = Timeline.draw(run, width).lines().filter(line -> line.matches("(Worker|Queue).*")).toList();
        assertEquals(workers + 1, rows.size());
        assertEquals(List.of(rows.get(0).length()), rows.stream().map(String::length).distinct().toList());
        assertTrue(width < 45 || rows.get(0).length() == width, rows.get(0));
    }

    @Test
    void shouldDrawAtMostTwoHundredWorkers() {
        String picture = Timeline.draw(run(0, 1_201, MS), 80);
        assertEquals(200, picture.lines().filter(line -> line.startsWith("Worker ")).count());
        assertTrue(picture.contains("\n(and 1,001 workers more)\n"), picture);
        String exactly = Timeline.draw(run(0, 200, MS), 80);
        assertEquals(200, exactly.lines().filter(line -> line.startsWith("Worker ")).count());
        assertFalse(exactly.contains("more"), exactly);
    }

    @Test
    void shouldDrawTheTwoHundredthWorkersJobsAndNotTheNext() {
        done(1, 200, 0, MS);
        done(2, 201, 0, MS);
        List<String> rows = Timeline.draw(run(2, 201, MS), 80).lines().filter(line -> line.contains("|1==")).toList();
        assertEquals(1, rows.size());
        assertTrue(rows.get(0).startsWith("Worker 200 "), rows.get(0));
    }

    /** 49 columns of 1 ms. */
    @Test
    void shouldDrawAJobOfTwoColumnsWithoutATwoDigitId() {
        done(10, 1, 0, 2 * MS);
        done(9, 1, 2 * MS, 4 * MS);
        done(13, 1, 4 * MS, 6 * MS);
        done(11, 1, 6 * MS, 9 * MS);
        done(12, 1, 9 * MS, 49 * MS);
        assertEquals("Worker 1 |=|9|=|11|12", Timeline.draw(run(13, 1, 49 * MS), 80).lines().toList().get(2).substring(0, 21));
    }

    @Test
    void shouldDrawAJobThatIsCutOffAtTheVeryEnd() {
        done(1, 1, 0, 40 * MS);
        cutOff(2, 1, 49 * MS, 49 * MS);
        assertPicture(run(2, 1, 49 * MS), """

                --- Timeline: 49.0 ms, one column = 1.00 ms ---
                Worker 1 |1======================================        ~|     1 job,  82% busy
                Queue                                                     | filler never blocked
                (~ cut off)
                1 of 2 jobs in 49.0 ms with 1 worker: 40.0 ms of work, 0.8 at a time on average
                """);
    }

    /** The rows count what the summary counts: a job that is cut off is drawn, and not counted. */
    @Test
    void shouldAddUp() {
        for (int worker = 1; worker <= 2; worker++) {
            for (int i = 0; i < 13; i++) {
                done(13 * worker + i, worker, i * MS, (i + 1) * MS);
            }
            cutOff(100 + worker, worker, 13 * MS, 14 * MS);
        }
        String picture = Timeline.draw(run(1000, 2, 14 * MS), 80);
        assertEquals(2, picture.lines().filter(line -> line.matches("Worker .* 13 jobs, 100% busy")).count(), picture);
        assertTrue(picture.contains("\n26 of 1,000 jobs in 14.0 ms"), picture);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0|0 ns", "999|999 ns", "1000|1.00 us", "9994|9.99 us", "9995|10.0 us", "99949|99.9 us",
        "99950|100 us", "999499|999 us", "999500|1.00 ms", "413000000|413 ms", "59994999999|60.0 s", "60000000000|1 min 0 s",
        "603400000000|10 min 3 s", "7200000000000|120 min 0 s"})
    void shouldTellADurationInThreeDigitsOrMinutes(long nanos, String expected) {
        assertEquals(expected, Timeline.duration(nanos));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10 jobs in 410 ms with 3 workers: 1.20 s of work, 2.9 at a time on average\n"})
    void shouldSumUpARunInOneLine(String expected) {
        for (int id = 1; id <= 10; id++) {
            done(id, 1 + id % 3, (id - 1) / 3 * 100 * MS, ((id - 1) / 3 * 100 + 120) * MS);
        }
        assertEquals(expected, Timeline.summary(run(10, 3, 410 * MS)));
    }

    private void assertPicture(RunReport run, String expected) {
        assertEquals(expected, Timeline.draw(run, 80));
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

    private void cutOff(int id, int worker, long start, long end) {
        spans.add(new JobSpan(id, worker, start, end, JobState.INTERRUPTED));
    }
}
