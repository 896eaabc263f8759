package workerpool;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * The options, each with its rule and its default, and the rest of what {@code --help} says. Built by hand: to read
 * picocli's annotations would take 25 ms, a sixth of the program's start.
 */
final class Options {
    private static final Pattern DELAY = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,6})?)(ms|s|m)");

    final OptionSpec jobs = count(0, "-j", "--jobs").defaultValue("10")
            .description("Jobs to run, 0 or more (default: ${DEFAULT-VALUE}).").build();
    final OptionSpec workers = count(1, "-w", "--workers").defaultValue("3")
            .description("Worker threads, 1 or more (default: ${DEFAULT-VALUE}).").build();
    final OptionSpec queueCapacity = count(1, "-c", "--queue-capacity").defaultValue("1024")
            .description("Jobs that may wait in the queue, 1 or more (default: ${DEFAULT-VALUE}). "
                    + "The filler blocks when it is full.").build();
    final OptionSpec number = count(0, "-n", "--number").paramLabel("<number>")
            .description("Compute this number's factorial in every job, 0 or more (default: the job's ID).").build();
    final OptionSpec delay = option(Duration.class, "--delay").defaultValue("100ms")
            .paramLabel("<time>").converters(Options::duration)
            .description("Simulated work after each computation, like 0, 250ms, 1.5s or 2m "
                    + "(default: ${DEFAULT-VALUE}).").build();
    final OptionSpec ordered = flag("--ordered")
            .description("Print the results in job order (default: in order of completion).").build();
    final OptionSpec timeline = flag("--timeline")
            .description("Draw who ran what when, after the results (default: off).").build();
    final OptionSpec quiet = flag("-q", "--quiet")
            .description("No worker lines: stdout holds the results alone (default: off).").build();
    private final OptionSpec help = flag("-h", "--help").usageHelp(true)
            .description("Show this help and exit.").build();
    private final OptionSpec version = flag("-V", "--version").versionHelp(true)
            .description("Show the version, and the running Java's, and exit.").build();

    /** The command that has these options and runs {@code body}. */
    CommandSpec command(Callable<Integer> body) {
        CommandSpec command = CommandSpec.wrapWithoutInspection(body).name("java -jar pool.jar")
                .version("pool " + Options.class.getPackage().getImplementationVersion()
                        + " (Java " + System.getProperty("java.version") + ")");
        OptionSpec[] options = {jobs, workers, queueCapacity, number, delay, ordered, timeline, quiet, help, version};
        for (OptionSpec option : options) {
            command.addOption(option);
        }
        command.usageMessage().sortOptions(false).exitCodeListHeading("%nExit codes:%n").exitCodeList(exitCodes())
                .description("Shows the worker-pool pattern: worker threads take jobs from a bounded queue, compute "
                        + "factorials, and put the results into another.")
                .footer("", "Examples:", "  java -jar pool.jar --jobs 10 --workers 3",
                        "  java -jar pool.jar -j 40 -n 20000 -w 2 --delay 0 --quiet");
        return command;
    }

    private static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("0", "all jobs processed");
        codes.put("1", "a job failed, or output was lost");
        codes.put("2", "wrong usage");
        codes.put("130, 143", "interrupted by Ctrl-C, by SIGTERM");
        return codes;
    }

    private static OptionSpec.Builder option(Class<?> type, String... names) {
        return OptionSpec.builder(names).type(type);
    }

    private static OptionSpec.Builder flag(String... names) {
        return option(boolean.class, names).defaultValue("false");
    }

    private static OptionSpec.Builder count(int least, String... names) {
        ITypeConverter<Integer> atLeast = text -> wholeNumber(text, least);
        return option(Integer.class, names).paramLabel("<count>").converters(atLeast);
    }

    /** Stricter than {@link Integer#valueOf(String)}, which takes a plus sign and every script's digits. */
    private static int wholeNumber(String text, int least) {
        long value = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
        if (value < least || value > Integer.MAX_VALUE) {
            throw new TypeConversionException(
                    "'" + text + "' is not a whole number from " + least + " to " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    private static Duration duration(String text) {
        Matcher matcher = DELAY.matcher(text.equals("0") ? "0s" : text);
        if (!matcher.matches()) {
            throw new TypeConversionException(
                    "'" + text + "' is neither 0 nor up to six digits with ms, s or m, like 250ms, 1.5s or 2m");
        }
        String unitNanos = switch (matcher.group(2)) {
            case "ms" -> "1e6";
            case "s" -> "1e9";
            default -> "60e9";
        };
        return Duration.ofNanos(new BigDecimal(matcher.group(1)).multiply(new BigDecimal(unitNanos)).longValue());
    }
}
