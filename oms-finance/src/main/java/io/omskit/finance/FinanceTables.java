package io.omskit.finance;

import io.omskit.store.Kind;
import io.omskit.store.Schema;

/** The tables of this module. No personal data: order numbers, ids and figures only. */
final class FinanceTables {
    static final String OPEN = "OPEN";
    static final String SETTLED = "SETTLED";
    static final String CLEARED = "AUTO_CLEARED";
    static final String BOOKED = "BOOKED";

    /** One per order, kind and payer; {@code progress} is OPEN while an item of it is not settled. */
    static final Kind EXPECTATION = Kind.named("expectation")
            .column("order_id", Kind.Type.LONG)
            .column("platform", Kind.Type.TEXT)
            .column("shop", Kind.Type.TEXT)
            .column("number", Kind.Type.TEXT)
            .column("kind", Kind.Type.TEXT)
            .column("payer", Kind.Type.TEXT)
            .column("progress", Kind.Type.TEXT)
            .column("currency", Kind.Type.TEXT)
            .column("amount", Kind.Type.LONG)
            .unique("order", "order_id", "kind", "payer")
            .index("number", "platform", "shop", "number")
            .index("progress", "platform", "shop", "progress")
            .build();

    /** A finding; the body keeps the settlement records in it, so that a later run can look at them again. */
    static final Kind BREAK = Kind.named("settlement_break")
            .column("platform", Kind.Type.TEXT)
            .column("shop", Kind.Type.TEXT)
            .column("progress", Kind.Type.TEXT)
            .column("category", Kind.Type.TEXT)
            .column("break_key", Kind.Type.TEXT)
            .column("difference", Kind.Type.LONG)
            .column("opened_at", Kind.Type.INSTANT)
            .unique("key", "platform", "shop", "break_key")
            .index("progress", "platform", "shop", "progress")
            .build();

    /** One per file and shop: what was read and what became of it. */
    static final Kind TOTAL = Kind.named("settlement_total")
            .column("platform", Kind.Type.TEXT)
            .column("shop", Kind.Type.TEXT)
            .column("file_hash", Kind.Type.TEXT)
            .column("format", Kind.Type.TEXT)
            .column("at", Kind.Type.INSTANT)
            .appendOnly()
            .unique("file", "platform", "shop", "file_hash")
            .build();

    /** Ledger transactions. */
    static final Kind BOOKING = Kind.named("booking")
            .column("reference", Kind.Type.TEXT)
            .column("cause", Kind.Type.TEXT)
            .column("at", Kind.Type.INSTANT)
            .appendOnly()
            .unique("reference", "reference")
            .build();

    /** How far the journal was read; moves in the commit that stores what was derived. */
    static final Kind CURSOR = Kind.named("finance_cursor")
            .column("name", Kind.Type.TEXT)
            .column("read_to", Kind.Type.LONG)
            .body(Kind.Body.NONE)
            .unique("name", "name")
            .build();

    static final Schema SCHEMA = Schema.of("finance", FinanceTables.class::getResourceAsStream)
            .migrations("0001-finance.sql")
            .views("oms_v1_expectation.sql", "oms_v1_settlement_break.sql")
            .kinds(EXPECTATION, BREAK, TOTAL, BOOKING, CURSOR);

    private FinanceTables() {}
}
