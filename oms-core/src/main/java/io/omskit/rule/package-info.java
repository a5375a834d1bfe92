/**
 * The generic rule book and the one field catalog.
 *
 * <p>{@link io.omskit.rule.Fields} names everything that may be read from a subject (an order, a line, a
 * shipment): its type, unit, sensitivity and getter. Rules, role views, masks, index columns and JSON output all
 * read through it. A {@link io.omskit.rule.Condition} is data over these names; it is compiled once into a
 * closure that neither reflects nor allocates. A {@link io.omskit.rule.RuleBook} holds versioned
 * {@link io.omskit.rule.Rule rules} in fixed {@link io.omskit.rule.RuleGroup groups} and decides which of them
 * apply; the full {@link io.omskit.rule.RuleTrace} is made on demand.
 *
 * <p>Everything here is immutable after construction and safe for use by several threads. No type of this package
 * knows a business object; what a rule's action means is the caller's matter.
 */
@NullMarked
package io.omskit.rule;

import org.jspecify.annotations.NullMarked;
