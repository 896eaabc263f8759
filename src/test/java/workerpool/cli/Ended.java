package workerpool.cli;

import java.util.List;

/** What a run of the program left behind. */
record Ended(int exitCode, String out, String err) {
    static final String RESULT_LINE = "Job (\\d+) \\(Number \\d+\\): Factorial = \\d+";
    static final String WORKER_LINE =
            "\\d\\d:\\d\\d:\\d\\d\\.\\d{3} \\[worker-(\\d+)\\] Worker \\1 (starting|finished) job \\d+";

    List<String> lines() {
        return out.lines().toList();
    }

    long count(String regex) {
        return out.lines().filter(line -> line.matches(regex)).count();
    }

    String lastLine() {
        List<String> lines = lines();
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }
}
