package workerpool.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts a time such as 250ms, 2s or 1m. Zero needs no unit. */
final class DelayConverter implements ITypeConverter<Duration> {
    private static final Pattern DELAY = Pattern.compile("([0-9]{1,6})(ms|s|m)|0");

    @Override
    public Duration convert(String text) {
        Matcher delay = DELAY.matcher(text);
        if (!delay.matches()) {
            throw new TypeConversionException("'" + text + "' is not a time: write a whole number of up to six digits "
                    + "and ms, s or m, such as 250ms, 1500ms or 2m");
        }
        if (delay.group(1) == null) {
            return Duration.ZERO;
        }
        long count = Long.parseLong(delay.group(1));
        return switch (delay.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            default -> Duration.ofMinutes(count);
        };
    }
}
