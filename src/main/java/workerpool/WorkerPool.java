package workerpool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The worker-pool pattern: N threads take jobs from one bounded queue and put results into another.
 *
 * <p>A pool is for one run. The thread that makes it fills it: it calls {@link #run} and then {@link #drain}, once each.
 * {@link #stop} and {@link #completed} are for any thread. What a worker did before it put a result is visible to the
 * thread that drains it.
 */
public final class WorkerPool {
    private final List<Job> work;
    private final int workerCount;
    private final Task task;
    private final BlockingQueue<Job> jobs;
    private final BlockingQueue<Result> results;
    private final CountDownLatch done;
    private final List<Thread> workers = new CopyOnWriteArrayList<>();
    private final Shutdown shutdown;

    /**
     * Makes a pool; no thread starts yet.
     *
     * @param work          the jobs to run, none of them null
     * @param workerCount   how many workers, 1 or more
     * @param queueCapacity how many jobs may wait for a worker, 1 or more
     * @param task          what the workers do with a job; called by all of them at once
     */
    public WorkerPool(List<Job> work, int workerCount, int queueCapacity, Task task) {
        this(work, workerCount, new LinkedBlockingQueue<>(queueCapacity), task);
    }

    /** Makes a pool whose jobs wait in {@code jobs}, an empty queue. See the other constructor. */
    public WorkerPool(List<Job> work, int workerCount, BlockingQueue<Job> jobs, Task task) {
        this.work = work;
        this.workerCount = workerCount;
        this.task = task;
        this.jobs = jobs;
        // Has room for every result: it is drained after the latch, so a worker that waited for room would wait forever.
        this.results = new ArrayBlockingQueue<>(Math.max(1, work.size()));
        this.done = new CountDownLatch(workerCount);
        this.shutdown = new Shutdown(workers, done);
    }

    /**
     * Runs all jobs. Blocks until every worker has ended.
     *
     * @throws InterruptedException  if the pool is stopped, or the calling thread interrupted. The workers have been
     *                               interrupted, too; one that has not ended since has no effect on {@link #drain}
     * @throws IllegalStateException if a thread cannot be started, or a worker dies of an error outside its job
     */
    public void run() throws InterruptedException {
        try {
            // The workers come first: with nobody to take from it, a full queue blocks the filler forever.
            for (int id = 1; id <= workerCount; id++) {
                startWorker(id);
            }
            for (Job job : work) {
                jobs.put(job); // blocks while the queue is full: backpressure
            }
            for (int id = 1; id <= workerCount; id++) {
                jobs.put(Job.POISON_PILL); // a queue cannot be closed: one pill ends one worker
            }
            done.await();
        } finally {
            shutdown.end(); // if the run was stopped, interrupts the workers and waits for them
        }
    }

    private void startWorker(int id) {
        Thread thread = new Thread(new Worker(id, jobs, results, done, task, shutdown::workerDied), "worker-" + id);
        thread.setDaemon(true); // else one that does not notice its interrupt keeps the JVM alive
        try {
            thread.start();
        } catch (OutOfMemoryError noThread) {
            throw new IllegalStateException("only " + workers.size() + " of " + workerCount
                    + " workers could be started: " + noThread.getMessage(), noThread);
        }
        workers.add(thread);
    }

    /** Takes out the results that there are, in order of completion, also if {@link #run} threw. Does not block. */
    public List<Result> drain() {
        List<Result> drained = new ArrayList<>(results.size());
        results.drainTo(drained);
        return drained;
    }

    /** Returns how many results there are to drain. Does not block; safe for use by any thread. */
    public int completed() {
        return results.size();
    }

    /**
     * Stops the run early: no job is started any more, and {@link #run} throws. Does not block; safe for use by any
     * thread, before, during and after the run, and more than once. After the run it has no effect.
     */
    public void stop() {
        shutdown.stop();
    }
}
