/**
 * What a host or an adapter author needs to test against OMS Kit: contracts for their own implementations, and parts that fail on purpose.
 *
 * <p>Nothing here needs a test framework. A contract is a list of named checks, each of which throws an {@link java.lang.AssertionError}
 * that says what differs; whatever is random comes from a seed.
 */
@NullMarked
package io.omskit.testkit;

import org.jspecify.annotations.NullMarked;
