/**
 * The programs behind {@code docs/performance.md}: side-by-side runs of the engine against plain JDBC, growth, burst, and
 * parsing. {@link io.omskit.examples.benchmarks.Benchmarks} is the way in.
 */
@NullMarked
package io.omskit.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
