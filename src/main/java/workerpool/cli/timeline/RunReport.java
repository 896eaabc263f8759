package workerpool.cli.timeline;

import java.util.List;

/**
 * Who worked on what when, for those who draw it.
 *
 * @param jobs    how many jobs there were to do
 * @param workers how many workers there were
 * @param nanos   how many nanoseconds the run took
 * @param spans   when each job was worked on: first those with a result, in order of completion
 * @param blocked when the filler was blocked by a full queue
 */
public record RunReport(int jobs, int workers, long nanos, List<JobSpan> spans, TimeHistogram blocked) {
    /** Returns how many jobs are in this state. */
    int count(JobState state) {
        return (int) spans.stream().filter(span -> span.state() == state).count();
    }
}
