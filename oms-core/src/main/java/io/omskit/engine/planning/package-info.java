/** What follows from a change of orders: gates, plans, gifts, quotas, review, release. Works on a unit of work; not exported. */
@NullMarked
package io.omskit.engine.planning;

import org.jspecify.annotations.NullMarked;
