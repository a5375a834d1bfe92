package io.omskit.engine.stored;

import io.omskit.catalog.Sku;
import io.omskit.store.Kind;
import io.omskit.store.Schema;

/**
 * The tables of the engine. Personal data is in {@link #PERSONAL} and {@link #RAW} only, both sealed; every other table
 * holds references.
 */
public final class Tables {
    /**
     * Orders; {@code merge_key} and {@code ask_key} are filled only until the work of an order begins, {@code buyer_key} and
     * {@code network_key} for good. All are keyed hashes.
     */
    public static final Kind ORDER = Kind.named("order")
            .column("platform", Kind.Type.TEXT)
            .column("shop", Kind.Type.TEXT)
            .column("number", Kind.Type.TEXT)
            .optional("merge_key", Kind.Type.TEXT)
            .column("headline", Kind.Type.TEXT)
            .optional("placed_at", Kind.Type.INSTANT)
            .optional("ask_key", Kind.Type.TEXT)
            .optional("buyer_key", Kind.Type.TEXT)
            .optional("network_key", Kind.Type.TEXT)
            .unique("ref", "platform", "shop", "number")
            .index("merge", "merge_key")
            .index("ask", "ask_key")
            .index("headline", "headline")
            .index("buyer", "buyer_key")
            .index("network", "network_key")
            .build();

    /** One sealed block per order, under the id of the order. */
    public static final Kind PERSONAL = Kind.named("personal")
            .column("key_id", Kind.Type.TEXT)
            .body(Kind.Body.BYTES)
            .build();

    /** Payloads as they came, sealed, by time of arrival. */
    public static final Kind RAW = Kind.named("raw")
            .column("key_id", Kind.Type.TEXT)
            .body(Kind.Body.BYTES)
            .appendOnly()
            .build();

    /** What is accepted and not processed: a raw payload to read, or work that the engine gave itself. */
    public static final Kind INBOX = Kind.named("inbox")
            .column("lane", Kind.Type.LONG)
            .column("ref", Kind.Type.TEXT)
            .optional("raw_id", Kind.Type.LONG)
            .optional("work", Kind.Type.TEXT)
            .body(Kind.Body.NONE)
            .index("lane", "lane")
            .build();

    /** Messages that could not be processed, with the reason. */
    public static final Kind POISON = Kind.named("poison")
            .column("ref", Kind.Type.TEXT)
            .optional("raw_id", Kind.Type.LONG)
            .optional("work", Kind.Type.TEXT)
            .column("reason", Kind.Type.TEXT)
            .body(Kind.Body.NONE)
            .index("ref", "ref")
            .build();

    public static final Kind FULFILLMENT = Kind.named("fulfillment")
            .column("source", Kind.Type.TEXT)
            .column("state", Kind.Type.TEXT)
            .build();

    public static final Kind SHIPMENT = Kind.named("shipment")
            .column("carrier", Kind.Type.TEXT)
            .column("number", Kind.Type.TEXT)
            .column("discriminator", Kind.Type.TEXT)
            .optional("fulfillment_id", Kind.Type.LONG)
            .column("status", Kind.Type.TEXT)
            .unique("identity", "carrier", "number", "discriminator")
            .build();

    /** Entries of one batch share a row; entries of one order are chained backwards from the order. */
    public static final Kind JOURNAL = Kind.named("journal").feed().build();

    /** Stock movements of one batch share a row. */
    public static final Kind LEDGER = Kind.named("ledger").feed().build();

    public static final Kind EFFECT = Kind.named("effect")
            .column("effect_key", Kind.Type.TEXT)
            .column("type", Kind.Type.TEXT)
            .column("target", Kind.Type.TEXT)
            .optional("order_id", Kind.Type.LONG)
            .optional("fulfillment_id", Kind.Type.LONG)
            .claimable()
            .unique("effect_key", "effect_key")
            .build();

    /** What somebody should look at; one row per type and order, gone when it is settled. */
    public static final Kind ALERT = Kind.named("alert")
            .column("type", Kind.Type.TEXT)
            .column("order_id", Kind.Type.LONG)
            .unique("type", "type", "order_id")
            .build();

    /** What an order waits for, a SKU or a quota, and its place among those that wait for the same. */
    public static final Kind WAITING = Kind.named("waiting")
            .column("order_id", Kind.Type.LONG)
            .column("subject", Kind.Type.TEXT)
            .column("place", Kind.Type.TEXT)
            .column("quantity", Kind.Type.LONG)
            .body(Kind.Body.NONE)
            .unique("demand", "order_id", "subject")
            .index("place", "subject", "place")
            .build();

    public static final Kind CURSOR = Kind.named("cursor")
            .column("name", Kind.Type.TEXT)
            .column("value", Kind.Type.TEXT)
            .body(Kind.Body.NONE)
            .unique("name", "name")
            .build();

    /** Every rule book and every flow that was ever in force, under its name and version; never changed, never deleted. */
    public static final Kind BOOK = Kind.named("book")
            .column("sort", Kind.Type.TEXT)
            .column("reference", Kind.Type.TEXT)
            .column("since", Kind.Type.INSTANT)
            .appendOnly()
            .unique("reference", "sort", "reference")
            .build();

    public static final Schema SCHEMA = Schema.of("core", Tables.class::getResourceAsStream)
            .migrations(
                    "0001-foundation.sql",
                    "0002-waiting.sql",
                    "0003-books.sql",
                    "0004-receivers.sql",
                    "0005-headlines.sql",
                    "0006-buyers.sql")
            .views(
                    "oms_v1_order.sql",
                    "oms_v1_order_line.sql",
                    "oms_v1_fulfillment_order.sql",
                    "oms_v1_allocation.sql",
                    "oms_v1_shipment.sql",
                    "oms_v1_journal.sql",
                    "oms_v1_stock_ledger.sql",
                    "oms_v1_alert.sql")
            .kinds(
                    ORDER,
                    PERSONAL,
                    RAW,
                    INBOX,
                    POISON,
                    FULFILLMENT,
                    SHIPMENT,
                    JOURNAL,
                    LEDGER,
                    EFFECT,
                    ALERT,
                    WAITING,
                    CURSOR,
                    BOOK);

    private Tables() {}

    /** The subject under which orders wait for a SKU; others wait for a quota, under the name of its counter. */
    public static String waitingFor(Sku sku) {
        return "sku/" + sku.code();
    }
}
