package workerpool;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker-pool pattern: N threads take jobs from a bounded queue and put results into another.
 *
 * <p>A pool runs once. Any thread may create it. The thread that calls {@link #run} is the producer. After the run, a
 * thread calls {@link #drain}. The other methods are for any thread at any time. What a worker did before it put a
 * result is visible to the thread that drains it.
 *
 * <p>The inputs of a run may be lazy, or endless until a stop. All results stay in memory until they are drained. The
 * workers inherit what threads inherit, such as priority and context class loader, from the thread that creates the
 * pool.
 *
 * @param <T> the type of a job's input
 * @param <R> the type of what the task returns
 */
public final class WorkerPool<T, R> {
    private static final Logger log = LoggerFactory.getLogger(WorkerPool.class);

    private final Task<T, R> task;
    private final BlockingQueue<Job<T>> jobs;
    // Unbounded, as it is drained after the latch: a worker that waits for room would wait forever.
    private final BlockingQueue<Result<T, R>> results = new LinkedBlockingQueue<>();
    /** Tells the worker that takes it that no job will follow. Compared by identity. */
    private final Job<T> poisonPill = new Job<>(0, null);
    private final CountDownLatch done;
    private final Thread[] workers;
    private final Lifecycle lifecycle;

    /**
     * Creates a pool. Starts no thread.
     *
     * @param workerCount   the number of workers, 1 or more
     * @param queueCapacity the number of jobs that may wait for a worker, 1 or more
     * @param task          what the workers do with a job
     * @throws IllegalArgumentException if a number is less than 1
     * @throws NullPointerException     if {@code task} is null
     */
    public WorkerPool(int workerCount, int queueCapacity, Task<T, R> task) {
        this.task = Objects.requireNonNull(task, "task must not be null");
        this.jobs = new LinkedBlockingQueue<>(requirePositive(queueCapacity, "queueCapacity"));
        this.done = new CountDownLatch(requirePositive(workerCount, "workerCount"));
        this.workers = new Thread[workerCount];
        this.lifecycle = new Lifecycle(workers, jobs, done);
        for (int id = 1; id <= workerCount; id++) {
            workers[id - 1] = new Thread(new Worker(id), "worker-" + id);
            workers[id - 1].setDaemon(true); // else a worker that swallows its interrupt keeps the JVM alive
        }
    }

    private static int requirePositive(int number, String name) {
        if (number < 1) {
            throw new IllegalArgumentException(name + " (" + number + ") must be 1 or more");
        }
        return number;
    }

    /**
     * Runs a job for each input. Blocks until every worker has counted down. A normal return means that every job has a
     * result.
     *
     * <p>The inputs may be lazy, such as {@code stream::iterator}: the calling thread asks for the next one only when
     * the job of the previous one is queued.
     *
     * <p>If the run ends early, by any exception, this method interrupts the workers and waits up to a second for them
     * to end, unless all have counted down. An interrupt of the calling thread does not cut the wait short, and stays
     * set. What a task returned or threw is kept: see {@link #drain}. Only a worker that dies, as of a full heap, may
     * lose the result of its job.
     *
     * <p>A run may have several reasons to end early, but throws one exception. An interrupt of the calling thread, or
     * an exception of {@code inputs}, may hide a stop or a worker's death.
     *
     * @param inputs the inputs of the jobs, none of them null; the jobs are numbered from 1 in this order. Whatever
     *               they throw, this method throws
     * @throws CancellationException if the pool is stopped. If the calling thread waits for the workers, it notices a
     *                               stop at once. If it waits for room in the queue, or for {@code inputs}, it notices
     *                               the stop when {@code inputs} gives the next input or ends
     * @throws IllegalStateException if the pool has run before, a thread cannot be started, or a worker dies of an
     *                               error outside its job. The death of one worker ends the whole run and interrupts
     *                               the jobs of the others. {@code CancellationException} is a subclass: catch it first
     * @throws InterruptedException  if the calling thread is interrupted
     * @throws NullPointerException  if {@code inputs} or one of them is null
     */
    public void run(Iterable<? extends T> inputs) throws InterruptedException {
        Objects.requireNonNull(inputs, "inputs must not be null");
        lifecycle.begin();
        try {
            // Workers first: with nobody to take from it, a full queue blocks the producer.
            for (int id = 1; id <= workers.length; id++) {
                startWorker(id);
            }
            int id = 0;
            for (T input : inputs) {
                put(new Job<>(++id, Objects.requireNonNull(input, "an input must not be null")));
            }
            for (int pills = 0; pills < workers.length; pills++) {
                put(poisonPill); // a queue cannot be closed: one pill ends one worker
            }
            done.await();
            lifecycle.throwIfStopped(); // a stop opens the latch, too
        } finally {
            lifecycle.end(); // if the run ends early, interrupts the workers and waits for them
        }
    }

    private void startWorker(int id) {
        lifecycle.throwIfStopped(); // before each start, as thousands of starts take seconds
        try {
            workers[id - 1].start();
        } catch (OutOfMemoryError e) {
            throw new IllegalStateException("only " + (id - 1) + " of " + workers.length
                    + " workers could be started: " + e.getMessage(), e);
        }
    }

    /** Blocks while the queue is full: backpressure. */
    private void put(Job<T> job) throws InterruptedException {
        lifecycle.throwIfStopped();
        jobs.put(job);
    }

    /** Takes jobs, does them and adds their results, until a poison pill or a stop ends it. A thread runs it. */
    private final class Worker implements Runnable {
        private final int id;

        Worker(int id) {
            this.id = id;
        }

        @Override
        public void run() {
            try {
                for (Job<T> job = take(); job != poisonPill; job = take()) {
                    log.info("Worker {} starting job {}", id, job.id());
                    Result<T, R> result = attempt(job);
                    results.add(result);
                    logEnd(result);
                }
            } catch (Throwable cause) {
                lifecycle.workerDied(cause);
            } finally {
                done.countDown();
            }
        }

        /** Takes the next job. Blocks until there is one. Returns the poison pill once the pool has stopped. */
        private Job<T> take() {
            while (!lifecycle.isStopped()) {
                try {
                    Job<T> job = jobs.take();
                    // Again, as the producer may have put this job during the stop.
                    return lifecycle.isStopped() ? poisonPill : job;
                } catch (InterruptedException e) {
                    // If the pool has stopped, the state says so. If not, the interrupt was meant for an earlier job.
                }
            }
            return poisonPill;
        }

        /** Does the job. Whatever it throws becomes its result, even an interrupt. */
        private Result<T, R> attempt(Job<T> job) {
            try {
                return new Result<>(job, task.run(job, id), null);
            } catch (Throwable failure) {
                return new Result<>(job, null, failure);
            } finally {
                Thread.interrupted(); // an interrupt of this job must not reach the next one
            }
        }

        /**
         * Logs what became of the job, unless the pool has stopped. So a job that ends after {@code run} has ended logs
         * nothing: the caller may be printing.
         */
        private void logEnd(Result<T, R> result) {
            if (lifecycle.isStopped()) {
                return;
            }
            if (result.succeeded()) {
                log.info("Worker {} finished job {}", id, result.job().id());
            } else {
                log.warn("Worker {} failed job {}: {}", id, result.job().id(), result.failureText());
            }
        }
    }

    /**
     * Takes out the results, in order of completion, even if {@link #run} threw an exception. Does not block. Returns
     * each result once.
     *
     * <p>The result of a job that a stop has interrupted is what its task then returned or threw. If {@link #run} did
     * not wait for a job's end, its result may be added later, and a later call returns it.
     *
     * @throws IllegalStateException if the run has not ended
     */
    public List<Result<T, R>> drain() {
        lifecycle.requireEnded();
        List<Result<T, R>> drained = new ArrayList<>(results.size());
        results.drainTo(drained);
        return drained;
    }

    /** Returns the number of results that wait to be drained. Does not block. */
    public int completed() {
        return results.size();
    }

    /** Returns the number of jobs that wait for a worker, and of poison pills at the end of a run. Does not block. */
    public int waiting() {
        return jobs.size();
    }

    /**
     * Stops the run: interrupts the workers, and {@link #run} throws {@link CancellationException}. After this method
     * returns, a worker starts no job but the one that it had taken before. Does not block. After a call before the
     * run, {@code run} throws at once. A call after the run does nothing but interrupt the workers that {@code run} did
     * not wait for.
     */
    public void stop() {
        lifecycle.stop();
    }
}
