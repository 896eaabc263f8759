package workerpool.cli;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;
import workerpool.factorial.Factorial;

/** The options of a run. Picocli sets them, and nothing changes them afterwards. */
final class RunOptions {
    private static final int MAX_JOBS = 1_000_000_000;
    /** Each worker is a platform thread. For more of them, there are virtual threads. */
    private static final int MAX_WORKERS = 10_000;

    @Option(names = {"-j", "--jobs"}, paramLabel = "<count>", defaultValue = "10",
            description = "Jobs to run, 0 to 1,000,000,000 (default: ${DEFAULT-VALUE}).")
    int jobs;

    @Option(names = {"-w", "--workers"}, paramLabel = "<count>", defaultValue = "3",
            description = "Worker threads, 1 to 10,000 (default: ${DEFAULT-VALUE}).")
    int workers;

    @Option(names = {"-c", "--queue-capacity"}, paramLabel = "<count>", defaultValue = "1024",
            description = "Jobs that may wait in the queue, 1 or more (default: ${DEFAULT-VALUE}). "
                    + "The producer blocks when it is full.")
    int queueCapacity;

    @Option(names = {"-n", "--number"}, paramLabel = "<number>[,<number>...]", converter = NumbersConverter.class,
            description = "Compute the factorials of these numbers, in turn (default: the job's ID). No more numbers "
                    + "than jobs. The job of a negative one fails.")
    Numbers numbers = new Numbers(List.of());

    @Option(names = "--delay", paramLabel = "<time>", defaultValue = "100ms", converter = DelayConverter.class,
            description = "Simulated work after each computation, such as 0, 250ms, 2s or 1m "
                    + "(default: ${DEFAULT-VALUE}).")
    Duration delay;

    @Option(names = "--ordered", arity = "0",
            description = "Print the results in job order (default: in order of completion).")
    boolean ordered;

    @Option(names = "--timeline", arity = "0",
            description = "Draw a timeline of the workers after the results (default: off).")
    boolean timeline;

    @Option(names = {"-q", "--quiet"}, arity = "0",
            description = "Omit worker lines and successful results (default: off). A terminal shows the progress of a "
                    + "long run.")
    boolean quiet;

    /** Returns the number of each job, lazily. */
    Iterator<Integer> inputs() {
        return IntStream.rangeClosed(1, jobs).mapToObj(numbers::of).iterator();
    }

    /**
     * Checks the ranges that the descriptions name, and that a {@code BigInteger} holds the factorials.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message is one line that says so
     */
    void requireRanges() {
        requireRange("--jobs", jobs, 0, MAX_JOBS);
        requireRange("--workers", workers, 1, MAX_WORKERS);
        requireRange("--queue-capacity", queueCapacity, 1, Integer.MAX_VALUE);
        int numberCount = numbers.list().size();
        require(numberCount > 0 || jobs <= Factorial.LARGEST, "--jobs (%,d) must be at most %,d: job N computes N!, a "
                + "BigInteger holds no larger one, and --number sets other numbers", jobs, Factorial.LARGEST);
        numbers.list().forEach(number -> require(number <= Factorial.LARGEST, "--number (%,d) must be at most %,d: a "
                + "BigInteger holds no larger factorial", number, Factorial.LARGEST));
        require(jobs == 0 || numberCount <= jobs, "--number (%,d numbers) must have no more numbers than --jobs (%,d)",
                numberCount, jobs);
    }

    private static void requireRange(String option, int value, int min, int max) {
        require(value >= min && value <= max, "%s (%,d) must be from %,d to %,d", option, value, min, max);
    }

    private static void require(boolean condition, String message, Object... arguments) {
        if (!condition) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, message, arguments));
        }
    }
}
