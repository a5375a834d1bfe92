/**
 * Figures for reports as roll-ups that can be made in parts and merged: orders by state, sales by region, timeliness,
 * return rates.
 *
 * <p>A roll-up takes neutral values by {@code add}, takes over another one by {@code merge} and tells its figures by
 * accessors or as an ordered map ready for JSON. Merging is exact, associative and commutative: days merged into a month give
 * the figures of the month, in whatever order they come. Counts, seconds and minor units are kept as whole numbers; rates (6
 * digits) and days (4 digits) are divided and rounded only when they are read, half up.
 *
 * <p>Roll-ups are accumulators like {@link java.util.LongSummaryStatistics}: they grow, and they are not safe for several
 * threads. Let every thread fill its own and merge them. They hold no personal data as long as their keys are none.
 */
@NullMarked
package io.omskit.insight;

import org.jspecify.annotations.NullMarked;
