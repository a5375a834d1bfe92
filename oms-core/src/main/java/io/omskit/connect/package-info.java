/**
 * What sales channels and carriers share on the wire: one signed HTTP exchange with limits and retries, tokens, paging, time windows and a log that
 * holds no secret. A platform package brings its profile and a few small functions; everything here is written once.
 *
 * <p>Expected failures are values ({@link io.omskit.connect.Answer}, {@link io.omskit.connect.Failure}); exceptions mean a programming error. Reading
 * what a platform sent is the task of {@link io.omskit.connect.payload}.
 */
@NullMarked
package io.omskit.connect;

import org.jspecify.annotations.NullMarked;
