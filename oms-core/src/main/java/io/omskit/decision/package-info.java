/**
 * What every decision returns: a plan together with its {@link io.omskit.decision.Explanation} as data. A
 * {@link io.omskit.decision.Reason} is a stable code, a subject and figures; {@link io.omskit.decision.ReasonTexts} turns
 * it into a sentence in English or Chinese, from bundles that each module brings along
 * ({@link io.omskit.decision.ReasonBundle}).
 *
 * <p>All types are immutable and safe to share between threads.
 */
@NullMarked
package io.omskit.decision;

import org.jspecify.annotations.NullMarked;
