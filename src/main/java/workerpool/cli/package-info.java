/**
 * The program that shows the pattern: its command line, what it prints and draws, and how it answers signals, lost
 * output and a heap that is too small. It imports {@link workerpool}, never the other way.
 *
 * <pre>
 * Main --> PoolCommand --> RunOptions, HeapCheck --> Numbers
 *               |--> PoolRun --> workerpool.WorkerPool
 *               |       |-----> report.TimedTask, report.TimedInputs, report.RunReport
 *               |       `-----> Outcome --> exit code
 *               `--> Transcript --> report.Timeline
 * </pre>
 *
 * <p>{@code PoolRun} turns the options into an outcome, and {@code Transcript} prints that. {@link
 * workerpool.cli.console} deals with the process and its streams.
 */
package workerpool.cli;
