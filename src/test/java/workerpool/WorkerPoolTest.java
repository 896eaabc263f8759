package workerpool;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.helpers.NOPLogger;

@Timeout(30)
class WorkerPoolTest {
    private static final Duration NO_DELAY = Duration.ZERO;

    @ParameterizedTest(name = "{0} jobs, {1} workers, queue capacity {2}")
    @CsvSource({"10, 3, 1024", "0, 3, 1", "1, 1, 1", "100, 1, 1", "200, 7, 1", "5, 20, 1", "5, 20, 1024", "50000, 4, 16"})
    void shouldRunEveryJobExactlyOnce(int jobs, int workers, int queueCapacity) throws InterruptedException {
        Run run = run(jobs(jobs, id -> id % 50), workers, queueCapacity, NO_DELAY);
        Set<Integer> ids = new HashSet<>();
        for (Result result : run.results()) {
            assertTrue(ids.add(result.job().id()), "job " + result.job().id() + " ran twice");
            assertEquals(Factorial.of(result.job().number()).toString(), result.factorial());
        }
        assertEquals(jobs, ids.size());
        assertEquals(jobs, run.succeeded());
        assertEquals(List.of(), run.cutOff());
    }

    @Test
    void shouldWorkOnAsManyJobsAtATimeAsThereAreWorkersAndNeverOnMore() throws InterruptedException {
        Run run = run(jobs(40, id -> id), 4, 1024, Duration.ofMillis(5));
        int most = 0;
        for (Result one : run.results()) {
            int atATime = 0;
            for (Result other : run.results()) {
                if (other.startNanos() - one.startNanos() <= 0 && other.endNanos() - one.startNanos() > 0) {
                    atATime++;
                }
            }
            most = Math.max(most, atATime);
        }
        assertEquals(4, most);
    }

    @Test
    void shouldKeepResultsInOrderOfCompletion() throws InterruptedException {
        Run run = run(List.of(new Job(1, 50_000), new Job(2, 1), new Job(3, 1)), 2, 1024, NO_DELAY);
        assertEquals(List.of(2, 3, 1), run.results().stream().map(result -> result.job().id()).toList());
    }

    @Test
    void shouldGiveAWorkerOneJobAtATime() throws InterruptedException {
        Run run = run(jobs(300, id -> id), 3, 8, NO_DELAY);
        for (int worker = 1; worker <= 3; worker++) {
            long free = run.startNanos();
            for (Result result : run.results()) {
                if (result.worker() == worker) {
                    assertTrue(result.startNanos() - free >= 0, result.job() + " overlaps the job before it");
                    free = result.endNanos();
                }
            }
            assertTrue(run.endNanos() - free >= 0, "the run ended before its last job");
        }
    }

    @ParameterizedTest(name = "queue capacity {0}")
    @CsvSource({"1", "2", "5"})
    void shouldNeverLetMoreJobsWaitThanTheQueueHolds(int queueCapacity) throws InterruptedException {
        int workers = 2;
        AtomicInteger starts = new AtomicInteger();
        AtomicInteger mostWaiting = new AtomicInteger();
        // The filler asks for a job when those before it are in the queue, or taken from it, if not yet logged.
        List<Job> jobs = watched(jobs(40, id -> id), index ->
                mostWaiting.accumulateAndGet(index - starts.get() - workers, Math::max));
        Logger log = logger(line -> starts.addAndGet(line.contains("starting") ? 1 : 0));
        WorkerPool pool = new WorkerPool(jobs, workers, queueCapacity, Duration.ofMillis(2), log);
        pool.run();
        assertEquals(40, pool.drain().succeeded());
        assertTrue(mostWaiting.get() <= queueCapacity, mostWaiting + " waited");
    }

    @Test
    void shouldRecordWhenTheFillerWasBlockedByAFullQueue() throws InterruptedException {
        Run blocked = run(jobs(6, id -> id), 1, 1, Duration.ofMillis(20));
        long sum = 0;
        for (Span span : blocked.blocked()) {
            assertTrue(span.startNanos() - blocked.startNanos() >= 0 && span.endNanos() - blocked.endNanos() <= 0);
            sum += span.endNanos() - span.startNanos();
        }
        assertTrue(sum >= 60_000_000, "blocked for " + sum + " ns");
        assertEquals(List.of(), run(jobs(6, id -> id), 1, 1024, NO_DELAY).blocked());
    }

    @Test
    void shouldLogTheStartAndTheFinishOfEveryJob() throws InterruptedException {
        ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
        WorkerPool pool = new WorkerPool(jobs(20, id -> id), 3, 4, NO_DELAY, logger(lines::add));
        pool.run();
        List<String> logged = new ArrayList<>(lines);
        for (Result result : pool.drain().results()) {
            int id = result.job().id();
            int start = logged.indexOf("Worker " + result.worker() + " starting job " + id);
            int finish = logged.indexOf("Worker " + result.worker() + " finished job " + id);
            assertTrue(0 <= start && start < finish, "job " + id + ": lines " + start + " and " + finish);
        }
        assertEquals(40, logged.size());
    }

    @Test
    void shouldMakeAFailureTheJobsResultAndRunTheOthers() throws InterruptedException {
        Run run = run(jobs(100, id -> id % 10 == 0 ? -id : id), 2, 4, NO_DELAY);
        assertEquals(100, run.results().size());
        assertEquals(10, run.failed());
        for (Result result : run.results()) {
            assertEquals(result.job().number() < 0, result.failed());
        }
    }

    @Test
    void shouldStopWhenItIsToldTo() throws InterruptedException {
        CountDownLatch working = new CountDownLatch(2);
        AtomicInteger starts = new AtomicInteger();
        WorkerPool pool = new WorkerPool(jobs(100, id -> id), 2, 1, Duration.ofMinutes(5), logger(line -> {
            starts.incrementAndGet();
            working.countDown();
        }));
        Thread stopper = new Thread(() -> {
            try {
                working.await();
                pool.stop();
            } catch (InterruptedException impossible) {
                throw new AssertionError(impossible);
            }
        });
        stopper.start();
        assertThrows(InterruptedException.class, pool::run);
        stopper.join();
        Thread.interrupted();
        Run run = pool.drain();
        assertEquals(List.of(), run.results());
        assertEquals(2, run.cutOff().size());
        assertEquals(2, starts.get(), "no job may start after the stop");
    }

    @Test
    void shouldKeepEveryResultThatWasThereWhenItStopped() throws InterruptedException {
        AtomicInteger finished = new AtomicInteger();
        WorkerPool[] pool = new WorkerPool[1];
        pool[0] = new WorkerPool(jobs(1000, id -> id), 3, 4, Duration.ofMillis(1), logger(line -> {
            if (line.contains("finished") && finished.incrementAndGet() == 50) {
                pool[0].stop();
            }
        }));
        assertThrows(InterruptedException.class, pool[0]::run);
        Thread.interrupted();
        assertEquals(finished.get(), pool[0].drain().succeeded());
    }

    @Test
    void shouldStartNoJobIfStoppedBeforehand() {
        AtomicInteger starts = new AtomicInteger();
        WorkerPool pool = new WorkerPool(jobs(10, id -> id), 2, 1024, NO_DELAY, logger(line -> starts.incrementAndGet()));
        pool.stop();
        assertThrows(InterruptedException.class, pool::run);
        Thread.interrupted();
        assertEquals(0, starts.get());
    }

    @Test
    void shouldNotHangIfEveryWorkerDies() {
        WorkerPool pool = new WorkerPool(jobs(100, id -> id), 3, 1, NO_DELAY, logger(line -> {
            if (line.contains("finished")) {
                throw new AssertionError("a fault outside any job, on purpose");
            }
        }));
        assertThrows(InterruptedException.class, pool::run);
        Thread.interrupted();
        assertTrue(pool.drain().results().size() < 100);
    }

    @Test
    void shouldLeaveNoThreadBehind() throws InterruptedException {
        Set<Thread> threads = new HashSet<>();
        Logger log = logger(line -> {
            synchronized (threads) {
                threads.add(Thread.currentThread());
            }
        });
        WorkerPool pool = new WorkerPool(jobs(50, id -> id), 5, 4, NO_DELAY, log);
        pool.run();
        for (Thread thread : threads) {
            thread.join(10_000);
            assertAll(() -> assertFalse(thread.isAlive()), () -> assertTrue(thread.isDaemon()), () -> assertTrue(thread.getName().matches("worker-[1-5]")));
        }
    }

    private static Run run(List<Job> jobs, int workers, int queueCapacity, Duration delay) throws InterruptedException {
        WorkerPool pool = new WorkerPool(jobs, workers, queueCapacity, delay, NOPLogger.NOP_LOGGER);
        pool.run();
        return pool.drain();
    }

    private static List<Job> jobs(int count, IntUnaryOperator number) {
        return IntStream.rangeClosed(1, count).mapToObj(id -> new Job(id, number.applyAsInt(id))).toList();
    }

    private static List<Job> watched(List<Job> jobs, Consumer<Integer> onGet) {
        return new AbstractList<>() {
            @Override
            public Job get(int index) {
                onGet.accept(index);
                return jobs.get(index);
            }

            @Override
            public int size() {
                return jobs.size();
            }
        };
    }

    private static Logger logger(Consumer<String> onLine) {
        LoggerContext context = new LoggerContext();
        UnsynchronizedAppenderBase<ILoggingEvent> appender = new UnsynchronizedAppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                onLine.accept(event.getFormattedMessage());
            }
        };
        appender.setContext(context);
        appender.start();
        Logger logger = context.getLogger("test");
        logger.addAppender(appender);
        return logger;
    }
}
