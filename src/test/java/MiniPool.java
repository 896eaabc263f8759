import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

class MiniPool {
    record Job(int id, int number) { }
    record Result(Job job, long factorial) { }
    static final Job PILL = new Job(0, 0); // ends the worker that takes it

    static void worker(int id, BlockingQueue<Job> jobs, BlockingQueue<Result> results)
            throws InterruptedException {
        for (Job job = jobs.take(); job != PILL; job = jobs.take()) { // for job := range jobs
            System.out.printf("Worker %d starting job %d%n", id, job.id());
            long f = 1; // overflows after 20!
            for (int i = 1; i <= job.number(); i++) {
                f *= i;
            }
            Thread.sleep(100);
            results.put(new Result(job, f)); // results <- Result{…}
            System.out.printf("Worker %d finished job %d%n", id, job.id());
        }
    }

    public static void main(String[] args) throws InterruptedException {
        int numJobs = 10;
        int numWorkers = 3;
        BlockingQueue<Job> jobs = new LinkedBlockingQueue<>(numJobs); // make(chan Job, numJobs)
        BlockingQueue<Result> results = new LinkedBlockingQueue<>(numJobs); // make(chan Result, numJobs)
        CountDownLatch done = new CountDownLatch(numWorkers); // wg.Add(1) for each
        for (int w = 1; w <= numWorkers; w++) {
            int id = w;
            new Thread(() -> { // go func(workerID int)
                try {
                    worker(id, jobs, results);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    done.countDown(); // defer wg.Done()
                }
            }).start();
        }
        for (int j = 1; j <= numJobs; j++) {
            jobs.put(new Job(j, j)); // jobs <- Job{…}
        }
        for (int w = 1; w <= numWorkers; w++) {
            jobs.put(PILL); // close(jobs)
        }
        done.await(); // wg.Wait()
        System.out.println("\n--- Results ---");
        for (Result r : results) { // for r := range results
            System.out.printf("Job %d (Number %d): Factorial = %d%n",
                    r.job().id(), r.job().number(), r.factorial());
        }
        System.out.println("All jobs processed.");
    }
}
