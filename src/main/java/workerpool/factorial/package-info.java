/**
 * The jobs of the demo program: factorials. {@link workerpool} knows nothing of this package, as a copy of the pattern
 * does not need it.
 */
package workerpool.factorial;
