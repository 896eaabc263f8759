package workerpool;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker-pool pattern: N threads take jobs from a bounded queue and put results into an unbounded one.
 *
 * <p>A pool runs once. Any thread may create it. The thread that calls {@link #run} is the producer. The other methods
 * are for any thread at any time. What the producer did before it gave an input is visible to the input's job. What a
 * worker did before it added a result is visible to the thread that drains it.
 *
 * <p>The inputs of a run may be lazy, or endless until a stop. Results stay in memory until they are drained. Nothing
 * slows the workers down while results are not drained: to bound the memory, limit the inputs.
 *
 * <p>The workers are daemon threads. In every pool, their names are {@code worker-1} to {@code worker-N}. They inherit
 * the rest, such as priority and context class loader, from the thread that creates the pool, when it creates it.
 *
 * @param <T> the type of a job's input
 * @param <R> the type of what the task returns
 */
public final class WorkerPool<T, R> {
    private static final Logger log = LoggerFactory.getLogger(WorkerPool.class);
    /** How long {@link #run} waits for the workers when it ends early, for all together. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** The reason of {@link #stop()}. Compared by identity. */
    private static final Throwable STOP_CALLED = new Throwable("stop() was called");

    private final Task<T, R> task;
    private final BlockingQueue<Job<T>> jobs;
    // Unbounded, as it may be drained only after the latch: a worker that waits for room would then wait forever.
    private final BlockingQueue<Result<T, R>> results = new LinkedBlockingQueue<>();
    /** Tells the worker that takes it that no job will follow. Compared by identity. */
    private final Job<T> poisonPill = new Job<>(0, null);
    private final CountDownLatch done;
    private final Thread[] workers;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Object stopLock = new Object();
    /** Why the pool has stopped: {@link #STOP_CALLED}, or what a worker died of. Null until then, and set once. */
    private volatile Throwable stopReason;

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
     * Runs a job for each input. Blocks until every worker has counted down, or the run ends early. A normal return
     * means that every job has a result. The result may be a failure: no failure of a job makes this method throw.
     *
     * <p>The inputs may be lazy, such as {@code stream::iterator}: the calling thread asks for the next one only when
     * the job of the previous one is queued. To end a run early without dropping or interrupting a job, let the inputs
     * end.
     *
     * <p>If the run ends early, by any exception, the workers are interrupted, once for each run, as by {@link #stop}.
     * The jobs that wait in the queue are dropped, even if it was {@code inputs} that failed. This method then waits up
     * to a second for the workers to end. An interrupt of the calling thread does not cut the wait short, and stays
     * set. Then {@link #drain} gives the results. A job without a result has not been started, is still at work, or was
     * lost by a worker that died.
     *
     * <p>The calling thread notices a stop, or the death of a worker, at once, unless it waits for {@code inputs}. Then
     * it notices that when {@code inputs} gives the next input or ends. If {@code inputs} may wait forever, interrupt
     * the calling thread, too. That helps where an interrupt ends the wait: in a {@code BlockingQueue}, but not in
     * {@code System.in}. Inputs whose wait is interrupted should set the interrupted status again and end. This method
     * then throws {@code InterruptedException}.
     *
     * <p>A run may have several reasons to end early, but throws one exception. An interrupt of the calling thread, or
     * an exception of {@code inputs}, may hide a stop or a worker's death.
     *
     * @param inputs the inputs of the jobs, none of them null; the jobs are numbered from 1 in this order. Whatever
     *               they throw, this method throws
     * @throws CancellationException if the pool is stopped; has no cause
     * @throws IllegalStateException if the pool has run before, a thread cannot be started, or a worker dies of an
     *                               error outside its job, which is the cause. The death of one worker ends the whole
     *                               run. {@code CancellationException} is a subclass: catch it first
     * @throws InterruptedException  if the calling thread is interrupted
     * @throws NullPointerException  if {@code inputs} or one of them is null
     */
    public void run(Iterable<? extends T> inputs) throws InterruptedException {
        Objects.requireNonNull(inputs, "inputs must not be null");
        if (begun.getAndSet(true)) {
            throw new IllegalStateException("a pool runs once: create another one for a second run");
        }
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
            throwIfStopped(); // a stop opens the latch, too
        } catch (Throwable thrown) {
            stop();
            awaitWorkers();
            throw thrown;
        }
    }

    private void startWorker(int id) {
        throwIfStopped(); // before each start, as thousands of starts take seconds
        try {
            workers[id - 1].start();
        } catch (OutOfMemoryError e) {
            throw new IllegalStateException("only " + (id - 1) + " of " + workers.length
                    + " workers could be started: " + e.getMessage(), e);
        }
    }

    /** Blocks while the queue is full: backpressure. */
    private void put(Job<T> job) throws InterruptedException {
        jobs.put(job);
        throwIfStopped(); // after the wait, which a stop ends by making room
    }

    private void throwIfStopped() {
        Throwable reason = stopReason;
        if (reason == STOP_CALLED) {
            throw new CancellationException("the pool has been stopped");
        }
        if (reason != null) {
            throw new IllegalStateException("a worker died: " + reason, reason);
        }
    }

    /** Waits until all workers have ended, or a second has passed. An interrupt changes neither, and stays set. */
    private void awaitWorkers() {
        long deadline = System.nanoTime() + GRACE_NANOS;
        boolean interrupted = false;
        for (int next = 0; next < workers.length; ) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(workers[next], deadline - System.nanoTime());
                next++;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
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
            } catch (Throwable causeOfDeath) {
                stop(causeOfDeath);
            } finally {
                done.countDown();
            }
        }

        /** Takes the next job. Blocks until there is one. Returns the poison pill once the pool has stopped. */
        private Job<T> take() {
            while (stopReason == null) {
                try {
                    Job<T> job = jobs.take();
                    // Again, as the producer may have put this job during the stop.
                    return stopReason == null ? job : poisonPill;
                } catch (InterruptedException e) {
                    // If the pool has stopped, the reason says so. If not, the interrupt was meant for an earlier job.
                }
            }
            return poisonPill;
        }

        /** Does the job. Whatever it throws becomes its result, even an interrupt. */
        private Result<T, R> attempt(Job<T> job) {
            R value = null;
            Throwable failure = null;
            try {
                value = task.run(job, id);
            } catch (Throwable e) {
                failure = e;
            }
            Thread.interrupted(); // an interrupt of this job must not reach the next one
            return new Result<>(job, value, failure);
        }

        /**
         * Logs what became of the job, unless the pool has stopped. So a job that ends after {@code run} has ended logs
         * nothing: the caller may be printing.
         */
        private void logEnd(Result<T, R> result) {
            if (stopReason != null) {
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
     * Takes out the results that there are, in the order in which the workers added them. Does not block. Each result
     * is returned once, to one caller. For the order of the inputs, sort by {@code job().id()}.
     *
     * <p>After a normal return of {@link #run}, these are the results of all jobs that were not drained before. During
     * a run, they are those of the jobs that have ended so far, also while a stopped run still waits for its inputs.
     *
     * <p>The result of a job that was interrupted is what its task then returned or threw. So jobs that a stop has cut
     * off usually count as failed. They may stand before the failure for which a task called {@code stop}. If
     * {@code run} did not wait for a job's end, its result may be added later, and a later call returns it.
     */
    public List<Result<T, R>> drain() {
        List<Result<T, R>> drained = new ArrayList<>(results.size());
        results.drainTo(drained);
        return drained;
    }

    /** Returns the number of results that wait to be drained. Does not block. */
    public int completed() {
        return results.size();
    }

    /** Returns whether the queue is full, so that the producer blocks when it puts the next job. Does not block. */
    public boolean isQueueFull() {
        return jobs.remainingCapacity() == 0;
    }

    /**
     * Stops the run: drops the jobs that wait in the queue, and interrupts the workers, even if one of them is the
     * caller. {@link #run} then throws {@link CancellationException}, unless it has ended, or ends early for another
     * reason. After this method returns, a worker starts no job but the one that it had taken before.
     *
     * <p>Does not block, unless an interrupt closes a channel that a job uses, and the channel takes its time. The
     * workers are interrupted once: by the first call, or before it by a run that ends early. A later call interrupts
     * nobody, and may return before the first one has interrupted anyone.
     *
     * <p>After a call before the run, {@code run} throws at once. A call after the run does nothing.
     */
    public void stop() {
        stop(STOP_CALLED);
    }

    /** Stops the run. Allocates nothing, as a worker may call it because the heap is full. */
    private void stop(Throwable reason) {
        boolean first = setStopReason(reason); // before all else: whoever is let go then sees it
        jobs.clear(); // lets go a producer that waits for room
        while (done.getCount() > 0) {
            done.countDown(); // lets go a producer that waits for the workers
        }
        if (first) {
            // Last, as an interrupt may close a job's channel, which may block.
            for (Thread worker : workers) {
                interrupt(worker);
            }
        }
    }

    /** Returns whether this is the first reason. With a lock, as the first call of an atomic's method allocates. */
    private boolean setStopReason(Throwable reason) {
        synchronized (stopLock) {
            boolean first = stopReason == null;
            if (first) {
                stopReason = reason;
            }
            return first;
        }
    }

    private static void interrupt(Thread worker) {
        try {
            worker.interrupt();
        } catch (Throwable closingFailed) {
            // Of a channel that the job uses. The other workers must be interrupted, too.
        }
    }
}
