package workerpool.cli;

import java.util.List;

/**
 * The numbers whose factorials the jobs compute, in turn: after the last one comes the first one again.
 *
 * @param list the numbers; if it is empty, a job's number is its ID
 */
record Numbers(List<Integer> list) {
    /** Returns the number of the job with this ID. */
    Integer of(int id) {
        return list.isEmpty() ? Integer.valueOf(id) : list.get((id - 1) % list.size());
    }

    /** Picocli calls this at each start. A record's own {@code toString} would load forty classes. */
    @Override
    public String toString() {
        return list.toString();
    }
}
