/**
 * What measures a run, records it, sums it up and draws it. {@link TimedTask} and {@link TimedInputs} wrap a pool's
 * task and inputs, a {@link RunReport} holds what they measured, and {@link Timeline} draws it. Of the program, this
 * package imports {@link workerpool} alone.
 */
package workerpool.cli.report;
