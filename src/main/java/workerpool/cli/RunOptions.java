package workerpool.cli;

import java.time.Duration;
import java.util.Iterator;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** The options of a run. Picocli sets them, and nothing changes them afterwards. */
final class RunOptions {
    @Option(names = {"-j", "--jobs"}, paramLabel = "<count>", defaultValue = "10",
            description = "Jobs to run, 0 or more (default: ${DEFAULT-VALUE}).")
    int jobs;

    @Option(names = {"-w", "--workers"}, paramLabel = "<count>", defaultValue = "3",
            description = "Worker threads, 1 to 10,000 (default: ${DEFAULT-VALUE}).")
    int workers;

    @Option(names = {"-c", "--queue-capacity"}, paramLabel = "<count>", defaultValue = "1024",
            description = "Jobs that may wait in the queue, 1 or more (default: ${DEFAULT-VALUE}). "
                    + "The producer blocks when it is full.")
    int queueCapacity;

    @Option(names = {"-n", "--number"}, paramLabel = "<number>",
            description = "Compute this number's factorial in every job (default: the job's ID). "
                    + "If it is negative, every job fails.")
    Integer number;

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
            description = "Print no worker lines and no results (default: off). A terminal shows the progress of "
                    + "a long run.")
    boolean quiet;

    /** Returns the number of each job, lazily. */
    Iterator<Integer> numbers() {
        return IntStream.rangeClosed(1, jobs).map(id -> number == null ? id : number).iterator();
    }
}
