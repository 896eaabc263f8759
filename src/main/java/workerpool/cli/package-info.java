/**
 * The program that shows the pattern: its command line, what it prints and draws, and how it answers signals, lost
 * output and a heap that is too small. It imports {@link workerpool}, never the other way.
 *
 * <pre>
 * Main --> PoolCommand --> RunSettings, HeapCheck
 *               |--> PoolRun --> workerpool.WorkerPool
 *               |       |-----> timeline.TimedTask, timeline.TimedInputs
 *               |       `-----> FinishedRun
 *               `--> Transcript --> timeline.Timeline, Outcome --> exit code
 * </pre>
 *
 * <p>{@code PoolCommand} turns options into settings, {@code PoolRun} turns settings into a finished run, and {@code
 * Transcript} prints that. {@link workerpool.cli.console} deals with the process and its streams.
 */
package workerpool.cli;
