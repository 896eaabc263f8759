package workerpool;

/**
 * One piece of work.
 *
 * @param id    the job's place among the inputs of a run, from 1
 * @param input what the task is given to work on
 * @param <T>   the type of the input
 */
public record Job<T>(int id, T input) {
}
