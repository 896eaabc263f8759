package workerpool;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker: takes a job, computes, puts the result, until a poison pill or an interrupt ends it. This is the Go
 * tutorial's {@code worker} function, and the {@code defer wg.Done()} around it. It is run by a thread of its own.
 *
 * @param id      the worker's number, from 1
 * @param jobs    where to take jobs; the worker blocks while there is none
 * @param results where to put their results; must have room, else the worker blocks
 * @param done    counted down once, when the worker ends, however it ends
 * @param task    what to do with a job
 * @param onDeath called by a worker that cannot go on, with the reason, before it counts down
 */
record Worker(int id, BlockingQueue<Job> jobs, BlockingQueue<Result> results, CountDownLatch done, Task task,
        Consumer<Throwable> onDeath) implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);

    @Override
    public void run() {
        try {
            for (Job job = jobs.take(); job != Job.POISON_PILL; job = jobs.take()) {
                log.info("Worker {} starting job {}", id, job.id());
                Result result = attempt(job);
                results.put(result);
                log.info(result.succeeded() ? "Worker {} finished job {}" : "Worker {} failed job {}", id, job.id());
            }
        } catch (InterruptedException stopped) {
            // The pool has stopped. The thread ends here, so no caller needs its interrupted status.
        } catch (Throwable reason) {
            onDeath.accept(reason);
        } finally {
            done.countDown();
        }
    }

    /** Does the job. Whatever it throws becomes its result, and the worker lives on. */
    private Result attempt(Job job) throws InterruptedException {
        try {
            return new Result(job, task.run(job, id), null);
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Throwable failure) {
            // If an interrupt caused it, the thread is still interrupted, so the put that follows throws.
            return new Result(job, null, failure);
        }
    }
}
