/** How an engine decides: its flow, its review rules and its limits, as one immutable value. */
@NullMarked
package io.omskit.engine.policy;

import org.jspecify.annotations.NullMarked;
