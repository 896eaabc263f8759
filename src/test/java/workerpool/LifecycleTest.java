package workerpool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The states of a pool alone, with threads that are not the pool's. */
class LifecycleTest {
    private static final long RACE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicReference<Runnable> handedOver = new AtomicReference<>();
    private Thread partner;

    @AfterEach
    void releaseThreads() {
        release.countDown();
    }

    /** The worker is the one that calls it. */
    @Test
    void shouldInterruptTheWorkersAndOpenWhatMayBlockTheProducer() {
        BlockingQueue<Integer> full = new ArrayBlockingQueue<>(1, false, List.of(1));
        CountDownLatch done = new CountDownLatch(3);
        new Lifecycle(new Thread[] {Thread.currentThread()}, full, done).stop();
        assertTrue(Thread.interrupted());
        assertEquals(1, full.remainingCapacity());
        assertEquals(0, done.getCount());
    }

    @Test
    void shouldTellTheFirstDeathEvenIfAnotherOneOrAStopFollows() {
        Lifecycle lifecycle = lifecycle();
        Error first = new AssertionError("first, on purpose");
        lifecycle.workerDied(first);
        lifecycle.workerDied(new AssertionError("second, on purpose"));
        lifecycle.stop();
        assertSame(first, assertThrows(IllegalStateException.class, lifecycle::throwIfStopped).getCause());
    }

    @Test
    void shouldCallItAStopEvenIfADeathFollows() {
        Lifecycle lifecycle = lifecycle();
        lifecycle.stop();
        lifecycle.workerDied(new AssertionError("on purpose"));
        assertThrows(CancellationException.class, lifecycle::throwIfStopped);
    }

    @Test
    void shouldTellTheSameAtEveryLookIfAStopAndADeathComeAtOnce() {
        Random random = new Random(1);
        for (long end = System.nanoTime() + 2 * RACE_NANOS; System.nanoTime() < end; ) {
            Lifecycle lifecycle = lifecycle();
            Set<Class<?>> told = ConcurrentHashMap.newKeySet();
            Runnable look = () -> addWhatItThrows(lifecycle::throwIfStopped, told);
            List<Runnable> ends = Arrays.asList(lifecycle::stop, () ->
                    lifecycle.workerDied(new AssertionError("on purpose")));
            Collections.shuffle(ends, random);
            int looks = random.nextInt(100);
            atOnce(() -> {
                ends.get(1).run();
                look.run();
            }, () -> {
                IntStream.range(0, looks).forEach(i -> look.run());
                ends.get(0).run();
                look.run();
            });
            assertEquals(1, told.size(), told.toString());
        }
    }

    @Test
    void shouldBeginOnceIfTwoThreadsTryAtOnce() {
        for (long end = System.nanoTime() + RACE_NANOS; System.nanoTime() < end; ) {
            Lifecycle lifecycle = lifecycle();
            List<Class<?>> refused = new CopyOnWriteArrayList<>();
            Runnable begin = () -> addWhatItThrows(lifecycle::begin, refused);
            atOnce(begin, begin);
            assertEquals(List.of(IllegalStateException.class), refused);
        }
    }

    private static void addWhatItThrows(Runnable action, Collection<Class<?>> thrown) {
        try {
            action.run();
        } catch (RuntimeException e) {
            thrown.add(e.getClass());
        }
    }

    /** Runs two actions at once, one of them on a thread that spins until it gets it, so that both begin together. */
    private void atOnce(Runnable one, Runnable other) {
        if (partner == null) {
            partner = start(() -> {
                while (release.getCount() > 0) {
                    Runnable action = handedOver.get();
                    if (action != null) {
                        action.run();
                        handedOver.set(null);
                    }
                }
            });
        }
        handedOver.set(one);
        other.run();
        while (handedOver.get() != null) {
            Thread.onSpinWait();
        }
    }

    /** An interrupt comes in the middle of the wait. The second is for all workers together, and not for each. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void shouldWaitASecondForWorkersThatNeverEndAndLeaveAnInterruptSet(int workers) {
        Thread producer = Thread.currentThread();
        start(() -> {
            awaitWaiting(producer);
            producer.interrupt();
        });
        long start = System.nanoTime();
        lifecycle(Stream.generate(() -> endingAfter(100_000)).limit(workers).toArray(Thread[]::new)).end();
        long nanos = System.nanoTime() - start;
        assertTrue(Thread.interrupted(), "interrupted status");
        assertTrue(nanos >= 1_000_000_000 && nanos < 3_000_000_000L, nanos + " ns");
    }

    @Test
    void shouldInterruptAWorkerAgainThatStartedDuringTheStop() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Thread worker = new Thread(() -> {
            Thread.interrupted(); // the first interrupt is lost, as it may be if a thread has not started
            started.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        Lifecycle lifecycle = lifecycle(worker);
        lifecycle.stop();
        worker.start();
        started.await();
        lifecycle.end();
        assertTrue(interrupted.await(30, TimeUnit.SECONDS));
    }

    /** The latch calls the stop at the first look at its count, so the stop comes in the middle of {@code end}. */
    @Test
    void shouldWaitForTheWorkersIfAStopComesWhileItLooksWhetherToWait() {
        AtomicReference<Runnable> stop = new AtomicReference<>(() -> { });
        CountDownLatch done = new CountDownLatch(1) {
            @Override
            public long getCount() {
                stop.getAndSet(() -> { }).run();
                return super.getCount();
            }
        };
        Thread worker = endingAfter(200);
        Lifecycle lifecycle = new Lifecycle(new Thread[] {worker}, new ArrayBlockingQueue<>(1), done);
        stop.set(lifecycle::stop);
        lifecycle.end();
        assertFalse(worker.isAlive());
    }

    /** A wait that held the lock would take the whole second, as the dying worker would wait for the lock. */
    @Test
    void shouldLetAWorkerDieWhileItWaitsForTheWorkers() {
        Thread producer = Thread.currentThread();
        AtomicReference<Lifecycle> lifecycle = new AtomicReference<>();
        Thread worker = new Thread(() -> {
            awaitWaiting(producer);
            lifecycle.get().workerDied(new AssertionError("on purpose"));
        });
        lifecycle.set(lifecycle(worker));
        worker.start();
        long start = System.nanoTime();
        lifecycle.get().end();
        long nanos = System.nanoTime() - start;
        assertTrue(nanos < 900_000_000, nanos + " ns");
    }

    @Test
    void shouldNotHaveEndedWhileItWaitsForTheWorkers() throws InterruptedException {
        Lifecycle lifecycle = lifecycle(endingAfter(100_000));
        Thread producer = start(lifecycle::end);
        awaitWaiting(producer);
        assertThrows(IllegalStateException.class, lifecycle::requireEnded);
        release.countDown();
        producer.join();
        lifecycle.requireEnded();
    }

    /** Returns a thread that does not notice interrupts, and ends after so many milliseconds or when it is released. */
    private Thread endingAfter(long millis) {
        long start = System.nanoTime();
        return start(() -> {
            while (System.nanoTime() - start < millis * 1_000_000 && release.getCount() > 0) {
                LockSupport.parkNanos(1_000_000);
                Thread.interrupted(); // else the next park returns at once
            }
        });
    }

    private void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING && release.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    private static Thread start(Runnable action) {
        Thread thread = new Thread(action);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static Lifecycle lifecycle(Thread... workers) {
        return new Lifecycle(workers, new ArrayBlockingQueue<>(1), new CountDownLatch(1));
    }
}
