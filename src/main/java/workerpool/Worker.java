package workerpool;

import java.math.BigInteger;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.jfr.FlightRecorder;
import org.slf4j.Logger;

/**
 * One worker: takes a job, computes, puts the result, and logs; until a poison pill or an interrupt ends it. This is the
 * seed's {@code worker} function and the {@code defer wg.Done()} around it.
 */
final class Worker implements Runnable {
    private final int id;
    private final BlockingQueue<Job> queue;
    private final BlockingQueue<Result> results;
    private final CountDownLatch done;
    private final long delayNanos;
    private final Logger log;
    private long startNanos;
    private volatile Job current;

    /** Makes a worker for a thread of its own, which counts {@code done} down when it ends, however it ends. */
    Worker(int id, BlockingQueue<Job> queue, BlockingQueue<Result> results, CountDownLatch done, long delayNanos,
            Logger log) {
        this.id = id;
        this.queue = queue;
        this.results = results;
        this.done = done;
        this.delayNanos = delayNanos;
        this.log = log;
    }

    @Override
    public void run() {
        try {
            for (Job job = queue.take(); job != WorkerPool.POISON_PILL; job = queue.take()) {
                work(job);
            }
        } catch (InterruptedException stop) {
            // The pool was stopped. The thread ends here, so nobody is left who would want the interrupted status.
        } finally {
            done.countDown();
        }
    }

    private void work(Job job) throws InterruptedException {
        startNanos = System.nanoTime();
        current = job;
        Result result = FlightRecorder.isInitialized() ? attemptRecorded(job) : attempt(job);
        results.put(result);
        current = null;
        log.info(result.succeeded() ? "Worker {} finished job {}" : "Worker {} failed job {}", id, job.id());
    }

    /** Only to load the event's class takes 100 ms, so this is for runs that are recorded. */
    private Result attemptRecorded(Job job) throws InterruptedException {
        JobEvent event = new JobEvent();
        event.begin();
        Result result = attempt(job);
        event.commit(result);
        return result;
    }

    /** Whatever goes wrong in a job is that job's result: the worker lives on. */
    private Result attempt(Job job) throws InterruptedException {
        try {
            log.info("Worker {} starting job {}", id, job.id());
            String factorial = digits(Factorial.of(job.number()));
            TimeUnit.NANOSECONDS.sleep(delayNanos);
            return new Result(job, id, startNanos, System.nanoTime(), factorial, null);
        } catch (InterruptedException stop) {
            throw stop;
        } catch (Throwable failure) {
            // After an interrupt this is no result: the put to come sees the interrupted status and throws.
            return new Result(job, id, startNanos, System.nanoTime(), null, failure);
        }
    }

    /** The digits are the worker's business too: they cost more than the factorial, and main is only one thread. */
    private static String digits(BigInteger factorial) {
        // BigInteger's way is several times slower where a long would do.
        return factorial.bitLength() < Long.SIZE ? Long.toString(factorial.longValue()) : factorial.toString();
    }

    /** The job in this worker's hands, as cut off at {@code now}, or null if there is none. Any thread may ask. */
    Result cutOff(long now) {
        Job job = current;
        return job == null ? null : new Result(job, id, startNanos, now, null, null);
    }
}
