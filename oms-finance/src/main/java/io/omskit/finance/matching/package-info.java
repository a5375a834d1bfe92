/**
 * Keyed reconciliation: what we expect against what a channel settled, every record in exactly one row.
 *
 * <p>Start at {@link io.omskit.finance.matching.Reconciliation}. Source of all rules: finance reference, "Rules of the
 * keyed reconciliation". Matching by attributes (stages 5 and 6) is not here yet.
 */
@NullMarked
package io.omskit.finance.matching;

import org.jspecify.annotations.NullMarked;
