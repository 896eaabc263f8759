/**
 * The program that shows the pattern: its command line, what it prints and draws, and how it answers signals, lost output
 * and a full heap. It imports {@link workerpool}, never the other way.
 *
 * <p>Dependencies run one way: {@code Main} runs {@code PoolCommand}, which puts all the others together. What measures a
 * run ({@code TimedTask}, {@code MeasuredQueue}) makes a {@code RunReport}, which {@code Timeline} draws.
 */
package workerpool.cli;
