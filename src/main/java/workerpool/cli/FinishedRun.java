package workerpool.cli;

import java.util.List;
import workerpool.Result;
import workerpool.cli.timeline.RunReport;

/**
 * A run that has ended.
 *
 * @param results     the results that there are, in order of completion
 * @param report      who worked on what when
 * @param interrupted whether the run was stopped before all jobs were done
 * @param fault       why the pool failed, in one line; null if it did not
 */
record FinishedRun(List<Result<Integer, String>> results, RunReport report, boolean interrupted, String fault) {
}
