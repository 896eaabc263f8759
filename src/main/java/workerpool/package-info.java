/**
 * The worker-pool pattern. {@link workerpool.WorkerPool} is the page to read; from there it is one jump, to {@code
 * Worker}.
 *
 * <pre>
 *               put               take  +--> worker-1 --+  put             drain
 * producer ---------> job queue --------+--> worker-2 --+------> results ---------> producer
 *     |               (bounded)         +--> worker-N --+           ^
 *     |  then a poison pill                      | countDown        | once the latch
 *     |  for each worker                         v                  | is open
 *     +------------------await---------------> latch ---------------+
 * </pre>
 *
 * <p>This package can be copied into another program. It needs SLF4J, and knows nothing of the program around it. To
 * measure a run, wrap the {@link workerpool.Task} or hand the pool a queue of your own.
 */
package workerpool;
