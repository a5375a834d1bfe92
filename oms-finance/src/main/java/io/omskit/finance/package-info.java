/**
 * Reconciliation of an engine's orders with what channels pay out.
 *
 * <p>{@link io.omskit.finance.Finance} attaches to an engine and follows its journal. What needs no engine is usable
 * alone: {@link io.omskit.finance.Expectations}, {@link io.omskit.finance.PaymentDifference}, the matcher in {@link
 * io.omskit.finance.matching} and the readers in {@link io.omskit.finance.statement}.
 */
@NullMarked
package io.omskit.finance;

import org.jspecify.annotations.NullMarked;
