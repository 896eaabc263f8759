package workerpool.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Converts a whole number, 0 or more. Stricter than {@link Integer#valueOf(String)}: no sign, and ASCII digits only.
 */
class CountConverter implements ITypeConverter<Integer> {
    /** Returns the lowest number that is allowed. */
    int min() {
        return 0;
    }

    @Override
    public Integer convert(String text) {
        long value = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
        if (value < min() || value > Integer.MAX_VALUE) {
            throw new TypeConversionException(
                    "'" + text + "' is not a whole number from " + min() + " to " + Integer.MAX_VALUE);
        }
        return (int) value;
    }
}
