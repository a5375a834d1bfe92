/**
 * Rule books as files: read from YAML or JSON with the line and column of every problem, written back, and compared.
 *
 * <p>{@link io.omskit.rule.book.RuleBookReader} turns a document into a checked {@link io.omskit.rule.RuleBook};
 * {@link io.omskit.rule.book.RuleBookWriter} writes one in a fixed form that reads back as the same book. What a rule
 * may say is named by an {@link io.omskit.rule.action.ActionCatalog} of the caller, so that one form serves every kind of
 * rule. {@link io.omskit.rule.book.BackTest} tells which subjects another book would treat differently.
 *
 * <p>The form is described by the JSON Schema {@code rule-book.schema.json} of this package, with which editors complete
 * it. Everything here is a pure function of its input: no file is opened and no running book is touched.
 */
@NullMarked
package io.omskit.rule.book;

import org.jspecify.annotations.NullMarked;
