package workerpool;

/**
 * The work to be done: compute one factorial.
 *
 * @param id     the job's place in the run, from 1
 * @param number the number whose factorial is wanted
 */
public record Job(int id, int number) {
}
