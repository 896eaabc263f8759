package workerpool.cli;

/** The form of an error message: one line, whatever the user typed. */
final class ErrorLine {
    private static final int MAX_LENGTH = 200;

    private ErrorLine() {
    }

    /**
     * Returns {@code message} as one line of at most 200 characters, with no line break. Characters that have no shape
     * of their own, such as controls and changes of direction, become question marks. Words end after 60 characters.
     */
    static String of(String message) {
        String line = "pool: " + message.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?").replaceAll("([^\\s']{60})[^\\s']+", "$1...");
        if (line.length() <= MAX_LENGTH) {
            return line;
        }
        String start = line.substring(0, MAX_LENGTH - "...'".length());
        boolean quoteIsOpen = start.chars().filter(c -> c == '\'').count() % 2 == 1;
        return start + (quoteIsOpen ? "...'" : "...");
    }
}
