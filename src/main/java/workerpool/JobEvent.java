package workerpool;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A job in the JDK's flight recorder, from its start to its result. */
@Name("workerpool.Job")
@Label("Job")
@Category("Worker Pool")
@StackTrace(false)
final class JobEvent extends Event {
    @Label("Job ID")
    int jobId;

    @Label("Number")
    int number;

    @Label("Worker")
    int worker;

    @Label("Succeeded")
    boolean succeeded;

    /** Ends the event, which must have begun on this thread, and records it if somebody wants to know. */
    void commit(Result result) {
        end();
        if (shouldCommit()) {
            jobId = result.job().id();
            number = result.job().number();
            worker = result.worker();
            succeeded = result.succeeded();
            commit();
        }
    }
}
