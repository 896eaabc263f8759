/**
 * The worker-pool pattern for jobs of any type. Read {@link workerpool.WorkerPool}, then its {@code Worker}.
 *
 * <pre>
 *               put               take  +--> worker-1 --+  add             drain
 * producer ---------> job queue --------+--> worker-2 --+------> results ---------> producer
 *     |               (bounded)         +--> worker-N --+           ^
 *     |  then a poison pill                      | countDown        | once the latch
 *     |  for each worker                         v                  | is open
 *     +------------------await---------------> latch ---------------+
 * </pre>
 *
 * <p>The drawing shows a run that is drained at its end. Any thread may drain results earlier, too.
 *
 * <p>This package can be copied into another program as it is. It needs only SLF4J. To measure a run, wrap the {@link
 * workerpool.Task} or the inputs.
 */
package workerpool;
