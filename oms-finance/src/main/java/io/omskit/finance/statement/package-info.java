/**
 * Statements of channels: the format interface, the neutral result, and what all formats share in reading a file.
 *
 * <p>Start at {@link io.omskit.finance.statement.StatementFormat}. A format finds its table with {@link
 * io.omskit.finance.statement.BillTable} in the parts of a {@link io.omskit.finance.statement.BillFile}; encodings, zip
 * archives, guards around ids, exact amounts and naive times are handled there, once. Source: finance reference,
 * sections 1 and "What the columns become".
 */
@NullMarked
package io.omskit.finance.statement;

import org.jspecify.annotations.NullMarked;
