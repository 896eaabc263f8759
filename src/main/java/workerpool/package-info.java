/**
 * The worker-pool pattern, as a command-line program. {@link workerpool.WorkerPool} is the page to read.
 *
 * <pre>
 *                put              take  +----------+  put
 *  +--------+       +-----------+  +-->| worker-1 |--+   +-------------+  drain   +------------+
 *  | filler |------>| job queue |--+   +----------+  +-->| results     |--------->| transcript |
 *  | (main) |       | (bounded) |  +-->| worker-2 |--+   | queue       |  (main)  | timeline   |
 *  +--------+       +-----------+  |   +----------+  |   +-------------+          +------------+
 *      |                           +-->| worker-N |--+          ^
 *      |  then one poison pill         +----------+             | once the latch is open
 *      |  for each worker                   | countDown   +-----------+
 *      +------------------------------------+------------>| latch (N) |
 *                        await                            +-----------+
 * </pre>
 *
 * <p>Dependencies run one way: from {@code Main}, by way of the pool and what prints, down to the values
 * {@link workerpool.Job}, {@link workerpool.Result}, {@link workerpool.Span} and {@link workerpool.Run}.
 */
package workerpool;
