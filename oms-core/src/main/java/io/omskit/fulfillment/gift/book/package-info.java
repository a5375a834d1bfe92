/**
 * Gift books as files: read from YAML or JSON with the line and column of every problem, and written back.
 *
 * <p>{@link io.omskit.fulfillment.gift.book.GiftBookReader} turns a document into a checked
 * {@link io.omskit.fulfillment.gift.GiftBook}; {@link io.omskit.fulfillment.gift.book.GiftBookWriter} writes one in a fixed
 * form that reads back as the same book. The form is described by the JSON Schema {@code gift-book.schema.json} of this
 * package, with which editors complete it. No file is opened and no running book is touched.
 */
@NullMarked
package io.omskit.fulfillment.gift.book;

import org.jspecify.annotations.NullMarked;
