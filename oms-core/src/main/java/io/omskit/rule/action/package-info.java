/**
 * What may follow when a rule matches or a gate closes: {@link io.omskit.rule.action.ActionCatalog} names the actions of
 * one kind of document with their typed parameters, so that one written form serves every kind. Immutable throughout.
 */
@NullMarked
package io.omskit.rule.action;

import org.jspecify.annotations.NullMarked;
