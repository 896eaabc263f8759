package workerpool.cli.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;

/**
 * What was measured of a run, and the figures that sum it up.
 *
 * @param jobs    how many jobs there were to do
 * @param workers how many workers there were
 * @param nanos   how many nanoseconds the run took
 * @param spans   when each job was worked on, in order of IDs, and so of starts for each worker
 * @param blocked when a full queue blocked the producer while it put jobs
 */
public record RunReport(int jobs, int workers, long nanos, List<JobSpan> spans, List<Interval> blocked) {
    /** Returns the run in one line. */
    public String summary() {
        LongSummaryStatistics done = done();
        String jobsDone = (done.getCount() < jobs ? String.format(Locale.ROOT, "%,d of ", done.getCount()) : "")
                + count(jobs, "job");
        String run = jobsDone + " in " + duration(nanos) + " with " + count(workers, "worker");
        return done.getCount() == 0 ? run + "\n" : String.format(Locale.ROOT,
                "%s: on average %s per job, %.1f at a time\n", run, duration((long) done.getAverage()),
                jobsInProgress());
    }

    /** Returns this run with these jobs alone, such as those of one worker. */
    RunReport ofJobs(List<JobSpan> some) {
        return new RunReport(jobs, workers, nanos, some, blocked);
    }

    /** Returns how many jobs ended, well or not, and how long they took. */
    private LongSummaryStatistics done() {
        return spans.stream().filter(span -> span.state() != JobState.INTERRUPTED)
                .mapToLong(span -> span.interval().nanos()).summaryStatistics();
    }

    /** Returns how many jobs were in progress on average. */
    private double jobsInProgress() {
        return (double) spans.stream().mapToLong(span -> span.interval().nanos()).sum() / Math.max(1, nanos);
    }

    /** Returns how many jobs are done, whether they succeeded or failed. */
    String doneFigure() {
        return String.format(Locale.ROOT, "%,d done", done().getCount());
    }

    /** Returns how many jobs failed. */
    long failed() {
        return spans.stream().filter(span -> span.state() == JobState.FAILED).count();
    }

    /** Returns how many jobs are done, how many of them failed if that is asked for, and how busy a worker was. */
    String workFigure(boolean withFailed) {
        String failedFigure = withFailed ? String.format(Locale.ROOT, " (%,d failed)", failed()) : "";
        return doneFigure() + failedFigure + String.format(Locale.ROOT, ", %3.0f%% busy", 100 * jobsInProgress());
    }

    /** Returns how long the producer was blocked. */
    String blockedFigure() {
        long blockedNanos = blocked.stream().mapToLong(Interval::nanos).sum();
        return blockedNanos == 0 ? "never blocked" : "blocked " + duration(blockedNanos);
    }

    /** Returns a number with its noun, in the plural unless it is one. */
    public static String count(long number, String noun) {
        return String.format(Locale.ROOT, number == 1 ? "%,d %s" : "%,d %ss", number, noun);
    }

    /** Returns a duration in three digits and a unit, or in minutes and seconds. */
    static String duration(long nanos) {
        if (nanos >= 60_000_000_000L) {
            long seconds = Math.round(nanos / 1e9);
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        // The exponent of an engineering string, like 1.23E+6, is a multiple of three.
        String digits = BigDecimal.valueOf(nanos).round(new MathContext(3)).toEngineeringString();
        return digits.contains("E") ? digits.replace("E+3", " us").replace("E+6", " ms").replace("E+9", " s")
                : digits + " ns";
    }
}
