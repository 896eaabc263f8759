package workerpool;

/**
 * The work to do: compute one factorial.
 *
 * @param id     the job's place in the run, from 1
 * @param number the number whose factorial to compute
 */
public record Job(int id, int number) {
    /**
     * Tells the worker that takes it that no job will follow. Compare it by identity, with {@code ==}: a real job may
     * be equal to it.
     */
    static final Job POISON_PILL = new Job(0, 0);
}
