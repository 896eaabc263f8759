package workerpool.cli;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The numbers whose factorials the jobs compute, in turn: after the last one comes the first one again.
 *
 * @param list the numbers; if it is empty, a job's number is its ID
 */
record Numbers(List<Integer> list) {
    private static final int MAX_SHOWN = 40;

    /** Returns the number of the job with this ID. */
    Integer of(int id) {
        return areIds() ? Integer.valueOf(id) : list.get((id - 1) % list.size());
    }

    /** Returns whether each job's number is its ID. */
    boolean areIds() {
        return list.isEmpty();
    }

    /** Returns the largest number that one of the jobs from 1 to {@code jobs} gets, or 0 if there are no jobs. */
    int largest(int jobs) {
        return areIds() || jobs == 0 ? jobs : list.stream().limit(jobs).max(Integer::compare).orElseThrow();
    }

    /** Returns the sum, over the jobs from 1 to {@code jobs}, of a figure of the job's number. Not for IDs. */
    double sum(int jobs, IntToDoubleFunction figure) {
        double sum = 0;
        for (int i = 0; i < list.size(); i++) {
            int times = jobs / list.size() + (i < jobs % list.size() ? 1 : 0);
            sum += times * figure.applyAsDouble(list.get(i));
        }
        return sum;
    }

    /** Returns the numbers as the user writes them, in at most 40 characters. */
    @Override
    public String toString() {
        return shown(list.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    /** Returns the beginning of what the user has written, in at most 40 characters. */
    static String shown(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN - 3) + "...";
    }
}
