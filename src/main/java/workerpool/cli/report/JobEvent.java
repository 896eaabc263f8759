package workerpool.cli.report;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A job in the JDK's flight recorder, from its start to its end. */
@Name("workerpool.Job")
@Label("Job")
@Category("Worker Pool")
@StackTrace(false)
public final class JobEvent extends Event {
    @Label("Job ID") int jobId;
    @Label("Number") int number;
    @Label("Worker") int worker;
    @Label("Succeeded") boolean succeeded;
}
