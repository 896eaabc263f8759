package workerpool.cli;

/** The form of an error message: one line, whatever the user typed. */
final class ErrorLine {
    private static final int MAX_LENGTH = 200;

    private ErrorLine() {
    }

    /**
     * Returns {@code message} as one line of at most 200 characters, with no line break. Unprintable characters, such
     * as controls and changes of direction, become question marks.
     */
    static String of(String message) {
        String line = "pool: " + message.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH - 3) + "...";
    }
}
