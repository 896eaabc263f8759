package workerpool.cli;

/** Converts a whole number, 1 or more. */
final class PositiveCountConverter extends CountConverter {
    @Override
    int min() {
        return 1;
    }
}
