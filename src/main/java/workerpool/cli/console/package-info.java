/**
 * What deals with the process and its streams: standard output, signals, the terminal, logging. This package imports no
 * other package of the program.
 */
package workerpool.cli.console;
