/**
 * How documents about rules are read and written: YAML or JSON as nodes with line and column, conditions, literals with
 * units and actions, problems with the nearest known name, and the fixed form in which they are written again. Not
 * exported; whoever publishes a kind of document (rule books, order flows) reads it with these parts.
 */
@NullMarked
package io.omskit.rule.document;

import org.jspecify.annotations.NullMarked;
