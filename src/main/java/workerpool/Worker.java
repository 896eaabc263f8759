package workerpool;

import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker: takes a job, runs the task, puts the result, until a poison pill or a stop ends it. This is the Go
 * tutorial's {@code worker} function, and the {@code defer wg.Done()} around it. A thread of its own runs it.
 *
 * @param id       the worker's number, from 1
 * @param jobs     where to take jobs; the worker blocks while there is none
 * @param results  where to put their results; must have room, else the worker blocks
 * @param done     counted down once, when the worker ends, however it ends
 * @param task     what to do with a job
 * @param shutdown tells whether the pool has stopped, and is told if the worker dies
 */
record Worker(int id, BlockingQueue<Job> jobs, BlockingQueue<Result> results, CountDownLatch done, Task task,
        Shutdown shutdown) implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);

    @Override
    public void run() {
        try {
            for (Job job = jobs.take(); job != Job.POISON_PILL; job = jobs.take()) {
                log.info("Worker {} starting job {}", id, job.id());
                Result result = attempt(job);
                endIfStopped();
                results.put(result);
                logEnd(result);
            }
        } catch (Throwable reason) {
            shutdown.workerDied(reason); // after a stop, the reason is its interrupt, and this has no effect
        } finally {
            done.countDown();
        }
    }

    /** Does the job. Whatever it throws becomes its result, and the worker lives on. */
    private Result attempt(Job job) {
        try {
            String digits = Objects.requireNonNull(task.run(job, id), "the task returned null");
            return new Result(job, digits, null);
        } catch (Throwable failure) {
            return new Result(job, null, failure);
        }
    }

    /**
     * Ends the worker by an exception if the pool has stopped. Else clears an interrupt, which is the job's own then.
     */
    private void endIfStopped() throws InterruptedException {
        // The state decides, as a task may swallow the pool's interrupt. A stop changes the state before it interrupts,
        // so this order clears no interrupt of the pool's.
        Thread.interrupted();
        shutdown.throwIfStopped();
    }

    private void logEnd(Result result) {
        if (result.succeeded()) {
            log.info("Worker {} finished job {}", id, result.job().id());
        } else {
            log.warn("Worker {} failed job {}: {}", id, result.job().id(), result.failure().toString());
        }
    }
}
