package workerpool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * The worker-pool pattern: N threads take jobs from one bounded queue and put results into another.
 *
 * <p>A pool is for one run. The thread that makes it is its filler, and calls {@link #run} and then {@link #drain}, once
 * each; {@link #stop} is for any thread. What the workers did before the latch opened is visible after it.
 */
public final class WorkerPool {
    /** Tells one worker that no job will follow. Known by identity, so that no real job can be taken for it. */
    static final Job POISON_PILL = new Job(0, 0);

    /** How long a stopped run waits for its workers, which cannot leave a multiplication halfway. */
    private static final long GRACE_MILLIS = 300;

    private final List<Job> jobs;
    private final BlockingQueue<Job> queue;
    private final BlockingQueue<Result> results;
    private final CountDownLatch done;
    private final int workerCount;
    private final Duration delay;
    private final Logger log;
    private final List<Worker> workers = new ArrayList<>();
    private final List<Span> blocked = new ArrayList<>();
    private final ThreadGroup threads = new ThreadGroup("workers");
    private final Thread filler = Thread.currentThread();
    private long startNanos;

    /**
     * Makes a pool; no thread starts yet.
     *
     * @param jobs          what to do; none of them null
     * @param workers       how many workers, 1 or more
     * @param queueCapacity how many jobs may wait in the queue, 1 or more
     * @param delay         simulated work after each computation
     * @param log           where the workers log; called by all of them at once
     */
    public WorkerPool(List<Job> jobs, int workers, int queueCapacity, Duration delay, Logger log) {
        this.jobs = jobs;
        // Not an array: a great capacity should cost nothing before so many jobs do wait.
        this.queue = new LinkedBlockingQueue<>(queueCapacity);
        // Drained only after the latch, so it has room for every result, and a put into it can neither block nor fail.
        this.results = new ArrayBlockingQueue<>(Math.max(1, jobs.size()));
        this.done = new CountDownLatch(workers);
        this.workerCount = workers;
        this.delay = delay;
        this.log = log;
    }

    /**
     * Runs all jobs. Blocks until every worker has ended.
     *
     * @throws InterruptedException  if the pool is stopped, or the calling thread interrupted; the workers are told to
     *                               end, and had a moment to do so
     * @throws IllegalStateException if the system does not give so many threads; those started end without a job
     */
    public void run() throws InterruptedException {
        startNanos = System.nanoTime();
        try {
            startWorkers();
            fill();
            close();
            done.await();
        } finally {
            threads.interrupt();
            done.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** The workers come before the jobs: with nobody to take from it, a full queue would block the filler for good. */
    private void startWorkers() {
        try {
            while (workers.size() < workerCount) {
                startWorker(workers.size() + 1);
            }
        } catch (OutOfMemoryError noThread) {
            throw new IllegalStateException("only " + workers.size() + " of " + workerCount
                    + " workers could be started: " + noThread.getMessage(), noThread);
        }
    }

    private void startWorker(int id) {
        Worker worker = new Worker(id, queue, results, done, delay.toNanos(), log);
        Thread thread = new Thread(threads, worker, "worker-" + id);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler(this::workerDied);
        thread.start();
        workers.add(worker);
    }

    /** Stops the run: were all workers to die, nobody would be left to make room for the filler. */
    private void workerDied(Thread thread, Throwable error) {
        stop();
        System.err.println("pool: " + thread.getName() + " died: " + error);
    }

    private void fill() throws InterruptedException {
        for (Job job : jobs) {
            put(job);
        }
    }

    private void close() throws InterruptedException {
        for (int i = 0; i < workerCount; i++) {
            put(POISON_PILL);
        }
    }

    /** Backpressure: a full queue blocks the filler until a worker takes something out. */
    private void put(Job job) throws InterruptedException {
        if (queue.remainingCapacity() > 0) {
            queue.put(job);
            return;
        }
        long start = System.nanoTime();
        try {
            // Often a worker takes just then; to be parked and woken for each job would cost short jobs a sixth of the run.
            Thread.yield();
            queue.put(job);
        } finally {
            blocked.add(new Span(start, System.nanoTime()));
        }
    }

    /** How many results there are to drain, failures too. Does not block; safe for use by any thread. */
    public int completed() {
        return results.size();
    }

    /**
     * Stops the run early: no job is started any more, blocked threads wake, and {@link #run} throws. Returns at once;
     * safe for use by any thread, and more than once.
     */
    public void stop() {
        filler.interrupt();
        threads.interrupt();
    }

    /** Takes out everything that {@link #run} has left, also if it threw. Does not block. */
    public Run drain() {
        long end = System.nanoTime();
        List<Result> drained = new ArrayList<>(results.size());
        results.drainTo(drained);
        List<Result> cutOff = new ArrayList<>();
        for (Worker worker : workers) {
            Result result = worker.cutOff(end);
            if (result != null) {
                cutOff.add(result);
            }
        }
        return new Run(jobs.size(), workerCount, startNanos, end, drained, cutOff, blocked);
    }
}
