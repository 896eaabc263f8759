/**
 * The worker-pool pattern. {@link workerpool.WorkerPool} is the page to read; from there it is one jump, to {@code
 * Worker}.
 *
 * <pre>
 *                 put               take  +----------+  put
 * +----------+       +-----------+  +-->| worker-1 |--+   +-------------+  drain   +----------+
 * | producer |------>| job queue |--+   +----------+  +-->| results     |--------->| producer |
 * | (main)   |       | (bounded) |  +-->| worker-2 |--+   | queue       |          | (main)   |
 * +----------+       +-----------+  |   +----------+  |   +-------------+          +----------+
 *      |                            +-->| worker-N |--+          ^
 *      |  then one poison pill          +----------+             | once the latch is open
 *      |  for each worker                    | countDown   +-----------+
 *      +-------------------------------------+------------>| latch (N) |
 *                         await                            +-----------+
 * </pre>
 *
 * <p>This package can be copied into another program. It needs SLF4J, and knows nothing of the program around it. To
 * measure a run, wrap the {@link workerpool.Task} or hand the pool a queue of your own.
 */
package workerpool;
