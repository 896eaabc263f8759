/**
 * What measures a run and draws it. {@link TimedTask} and {@link MeasuredQueue} wrap a pool's task and queue, a {@link
 * RunReport} holds what they measured, and {@link Timeline} draws it. This package imports {@link workerpool} alone.
 */
package workerpool.cli.timeline;
