package workerpool;

/** A stretch of time, between two {@link System#nanoTime()} readings. */
public record Span(long startNanos, long endNanos) {
}
