package workerpool;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The worker-pool pattern: N threads take jobs from one bounded queue and put results into another.
 *
 * <p>A pool is for one run. Any thread may create it. The thread that calls {@link #run} is the producer; after the
 * run, a thread calls {@link #drain}. {@link #stop} and {@link #completed} are for any thread at any time. What a
 * worker did before it put a result is visible to the thread that drains it.
 */
public final class WorkerPool {
    private final BlockingQueue<Job> jobs;
    // Unbounded, as it is drained after the latch: in a full queue, a worker would wait for room forever.
    private final BlockingQueue<Result> results = new LinkedBlockingQueue<>();
    private final CountDownLatch done;
    private final Thread[] workers;
    private final Shutdown shutdown;

    /**
     * Creates a pool. No thread starts yet.
     *
     * @param workerCount   the number of workers, 1 or more
     * @param queueCapacity the number of jobs that may wait for a worker, 1 or more
     * @param task          what the workers do with a job; all of them call it at the same time
     * @throws IllegalArgumentException if a count is less than 1
     * @throws NullPointerException     if {@code task} is null
     */
    public WorkerPool(int workerCount, int queueCapacity, Task task) {
        this(workerCount, new LinkedBlockingQueue<>(requirePositive(queueCapacity, "queueCapacity")), task);
    }

    /**
     * Creates a pool whose jobs wait in a queue of the caller's. No thread starts yet.
     *
     * @param workerCount the number of workers, 1 or more
     * @param jobs        an empty queue, first in, first out, with room for a job; from now on for the pool alone
     * @param task        what the workers do with a job; all of them call it at the same time
     * @throws IllegalArgumentException if {@code workerCount} is less than 1, or {@code jobs} is not empty or has no
     *                                  room
     * @throws NullPointerException     if {@code jobs} or {@code task} is null
     */
    public WorkerPool(int workerCount, BlockingQueue<Job> jobs, Task task) {
        this.jobs = Objects.requireNonNull(jobs, "jobs must not be null");
        if (!jobs.isEmpty()) {
            throw new IllegalArgumentException("jobs (" + jobs.size() + " waiting) must be empty");
        }
        requirePositive(jobs.remainingCapacity(), "jobs.remainingCapacity()");
        Objects.requireNonNull(task, "task must not be null");
        this.done = new CountDownLatch(requirePositive(workerCount, "workerCount"));
        this.workers = new Thread[workerCount];
        this.shutdown = new Shutdown(workers, jobs, done);
        for (int id = 1; id <= workerCount; id++) {
            workers[id - 1] = new Thread(new Worker(id, jobs, results, done, task, shutdown), "worker-" + id);
            workers[id - 1].setDaemon(true); // else a worker that swallows its interrupt keeps the JVM alive
        }
    }

    private static int requirePositive(int count, String name) {
        if (count < 1) {
            throw new IllegalArgumentException(name + " (" + count + ") must be 1 or more");
        }
        return count;
    }

    /**
     * Runs all jobs. Blocks until every worker has ended. A normal return means that every job has a result.
     *
     * <p>The calling thread takes one job after another from {@code work}, each when the one before is in the queue. If
     * {@code work} throws an exception, this method throws it.
     *
     * <p>A run that ends early interrupts the workers, and waits a short time for them. An interrupt of the calling
     * thread does not cut that short, and stays set. A worker that has not ended by then puts no further result.
     *
     * @param work the jobs, none of them null; may create each job when it is asked for it
     * @throws InterruptedException  if the calling thread is interrupted, or the pool is stopped. A stop does not
     *                               interrupt this thread, so it takes effect when {@code work} gives its next job
     * @throws IllegalStateException if the pool has run before, a thread cannot be started, a worker dies of an error
     *                               outside its job, or jobs have no result because the queue lost or reordered them
     */
    public void run(Iterable<Job> work) throws InterruptedException {
        Objects.requireNonNull(work, "work must not be null");
        shutdown.begin();
        try {
            // Workers first: with nobody to take from it, a full queue blocks the producer.
            for (int id = 1; id <= workers.length; id++) {
                startWorker(id);
            }
            long given = 0;
            for (Job job : work) {
                put(job); // blocks while the queue is full: backpressure
                given++;
            }
            for (int id = 1; id <= workers.length; id++) {
                put(Job.POISON_PILL); // a queue cannot be closed: one pill ends one worker
            }
            done.await();
            shutdown.throwIfStopped();
            requireResults(given);
        } finally {
            shutdown.end(); // after a stop or an exception, interrupts the workers and waits for them
        }
    }

    private void startWorker(int id) throws InterruptedException {
        shutdown.throwIfStopped(); // before each start, as thousands of starts take seconds
        try {
            workers[id - 1].start();
        } catch (OutOfMemoryError e) {
            throw new IllegalStateException("only " + (id - 1) + " of " + workers.length
                    + " workers could be started: " + e.getMessage(), e);
        }
    }

    private void put(Job job) throws InterruptedException {
        shutdown.throwIfStopped();
        jobs.put(job);
    }

    private void requireResults(long given) {
        long missing = given - completed();
        if (missing > 0) {
            throw new IllegalStateException(
                    missing + " of " + given + " jobs have no result: the job queue must be first in, first out");
        }
    }

    /**
     * Takes out the results, in order of completion, even if {@link #run} threw an exception. Does not block. A second
     * call returns an empty list.
     *
     * @throws IllegalStateException if the run has not ended
     */
    public List<Result> drain() {
        shutdown.requireEnded();
        List<Result> drained = new ArrayList<>(results.size());
        results.drainTo(drained);
        return drained;
    }

    /** Returns the number of results that there are to drain. Does not block. */
    public int completed() {
        return results.size();
    }

    /**
     * Stops the run: {@link #run} throws {@link InterruptedException}, and after this method returns, no worker takes
     * another job. A job that a worker took just before may still start. Does not block. After a call before the run,
     * {@code run} throws at once. A call after the run changes none of its results.
     */
    public void stop() {
        shutdown.stop();
    }
}
