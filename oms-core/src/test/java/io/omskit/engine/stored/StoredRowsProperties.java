package io.omskit.engine.stored;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.decision.Reason;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.JournalEntry;
import io.omskit.stock.Quota;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockCounters;
import io.omskit.stock.StockCounters.Counter;
import io.omskit.stock.StockMovement;
import io.omskit.store.Row;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Rows of journal, ledger, effects and poison: what is written is read, also by versions that know less. */
class StoredRowsProperties {
    private static final Instant NOON = Instant.parse("2026-11-11T12:00:00Z");
    private static final List<String> WORDS = List.of("a", "杯\"", "x=1 y", "\\", "{}", "line\nbreak", "\ud83d\ude00");

    private static String word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    /** Identifiers hold no control characters. */
    private static String reference(Random random) {
        return word(random).replace('\n', ' ');
    }

    private static <T> @Nullable T maybe(Random random, T value) {
        return random.nextBoolean() ? value : null;
    }

    private static JournalEntry entry(Random random) {
        List<Reason> reasons = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            Map<String, String> figures = new LinkedHashMap<>();
            for (int j = random.nextInt(3); j > 0; j--) {
                figures.put("f" + j, word(random));
            }
            reasons.add(new Reason("CODE_" + i, word(random), figures));
        }
        List<Long> payloads = random.nextBoolean() ? List.of() : List.of(random.nextLong(), 7L);
        return new JournalEntry(
                0,
                5,
                NOON,
                random.nextLong(),
                random.nextBoolean() ? List.of("FOLDED") : List.of("PLANNED", "RELEASED"),
                random.nextInt(3),
                payloads,
                maybe(random, word(random)),
                reasons,
                maybe(random, random.nextBoolean() ? "{\"by\":3,\"in\":[{\"a\":[1,2]}]}" : "[]"),
                random.nextBoolean() ? List.of() : List.of(random.nextLong(), 8L));
    }

    @Property
    void theJournalComesBackAsItWas(@ForAll Random random) {
        List<JournalEntry> entries = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            entries.add(entry(random));
        }
        Row row = JournalJson.write(5, NOON, 3, entries);
        assertEquals(entries, JournalJson.read(row));
    }

    @Property
    void theJournalOfANewerVersionIsReadAsFarAsItIsKnown(@ForAll Random random) {
        JournalEntry entry = entry(random);
        Row row = JournalJson.write(5, NOON, 3, List.of(entry, entry));
        String newer = row.json()
                .replaceFirst("\\{\"at\"", "{\"zone\":{\"a\":[1,{}]},\"at\"")
                .replace("{\"o\":", "{\"mood\":[\"good\",{\"b\":[]}],\"o\":");
        assertEquals(List.of(entry, entry), JournalJson.read(Row.json(Tables.JOURNAL, 5, 2, newer)));
    }

    private static StockMovement movement(Random random) {
        StockCell cell = new StockCell("W1", new Sku("S" + random.nextInt(3)));
        long units = 1 + random.nextInt(999);
        return switch (random.nextInt(10)) {
            case 0 -> StockMovement.receive(cell, units, reference(random));
            case 1 -> StockMovement.adjust(cell, -units, reference(random), word(random));
            case 2 -> StockMovement.reserve(cell, units, reference(random));
            case 3 -> StockMovement.release(cell, units, reference(random));
            case 4 -> StockMovement.commit(cell, units, reference(random));
            case 5 -> StockMovement.returned(cell, units, reference(random));
            case 6 -> StockMovement.transferOut(cell, units, reference(random));
            case 7 -> StockMovement.damage(cell, -units, reference(random), word(random));
            case 8 -> StockMovement.safety(cell, units, reference(random));
            default -> {
                Quota quota = random.nextBoolean()
                        ? Quota.presale(cell.sku(), Long.MAX_VALUE)
                        : Quota.ofChannel("taobao/a", cell.sku(), Long.MAX_VALUE);
                yield StockMovement.quota(quota, random.nextBoolean() ? units : -units, reference(random));
            }
        };
    }

    /** Corrections stand beside the movements and move nothing. */
    @Property
    void theLedgerComesBackAsItWas(@ForAll Random random) {
        List<StockMovement> movements = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            movements.add(movement(random));
        }
        assertEquals(movements, LedgerJson.read(LedgerJson.write(5, NOON, movements)));
        String key = StockCounters.key(new StockCell("W1", new Sku("X")), Counter.FREE);
        List<LedgerJson.Correction> corrections = List.of(
                new LedgerJson.Correction(key, -3, "drill"), new LedgerJson.Correction("quota/odd", 2, word(random)));
        Row corrected = LedgerJson.write(5, NOON, movements, corrections);
        assertEquals(movements, LedgerJson.read(corrected));
        assertTrue(corrected.json().contains("\"REPAIR\"") && corrected.json().contains(key), corrected.json());
    }

    @Example
    void aCorrectionTellsCellChangeAndReason() {
        String key = StockCounters.key(new StockCell("W1", new Sku("X")), Counter.FREE);
        Row row = LedgerJson.write(5, NOON, List.of(), List.of(new LedgerJson.Correction(key, -3, "drill")));
        assertEquals(
                "{\"at\":" + NOON.toEpochMilli()
                        + ",\"entries\":[{\"op\":\"REPAIR\",\"source\":\"W1\",\"sku\":\"X\",\"q\":-3,\"ref\":\"" + key
                        + "\",\"why\":\"drill\"}]}",
                row.json());
    }

    @Example
    void aReasonAsFlatTextsKeepsItsCodeSubjectAndFigures() {
        assertEquals(
                Map.of("code", "KEPT", "subject", "order 1", "units", "3"),
                LedgerJson.flat(Reason.of("KEPT", "order 1", "units", 3)));
    }

    @Example
    void theUseOfAQuotaThatAnEarlierVersionWroteMovesNothing() {
        Row early = Row.json(
                Tables.LEDGER,
                5,
                1,
                "{\"at\":1,\"entries\":[{\"op\":\"QUOTA\",\"source\":\"\",\"sku\":\"X\",\"q\":1,\"ref\":\"order:1\"},"
                        + "{\"op\":\"RECEIVE\",\"source\":\"W1\",\"sku\":\"X\",\"q\":4,\"ref\":\"in\"}]}");
        assertEquals(
                List.of(StockMovement.receive(new StockCell("W1", new Sku("X")), 4, "in")), LedgerJson.read(early));
    }

    @Example
    void aRowThatIsCutOffNamesItselfAndTheRemedy() {
        Row journal = Row.json(Tables.JOURNAL, 77, 1, "{\"at\":1,\"entries\":[{\"o\":1,");
        Row ledger = Row.json(Tables.LEDGER, 78, 1, "{\"at\":1,\"entries\":[{\"op\":\"REC");
        for (Runnable reading : List.<Runnable>of(() -> JournalJson.read(journal), () -> LedgerJson.read(ledger))) {
            String message = String.valueOf(
                    assertThrows(UncheckedIOException.class, reading::run).getMessage());
            assertTrue(message.startsWith("journal row 77") || message.startsWith("ledger row 78"), message);
            assertTrue(message.contains("\nRestore it from a backup"), message);
        }
        assertThrows(UncheckedIOException.class, () -> FlatJson.read("{\"a\":\"b"));
    }

    @Property
    void flatTextsComeBackInTheirOrder(@ForAll Random random) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            values.put(word(random) + i, word(random));
        }
        Map<String, String> back = FlatJson.read(FlatJson.write(values));
        assertEquals(List.copyOf(values.entrySet()), List.copyOf(back.entrySet()));
    }

    private static Row effect(long order, long work) {
        return EffectRows.row(
                9, "notice/1", Effect.SHIP_NOTICE, "taobao/flagship", order, work, Map.of("number", "1001"), NOON);
    }

    private static Row claimed(Row row, int attempts) {
        return row.at(row.version() + 1, 0, new Row.Due(EffectRows.DUE, NOON, "node", attempts));
    }

    @Example
    void anEffectComesBackAsItWasWithOrWithoutAnOrder() {
        Effect whole = EffectRows.effect(claimed(effect(4, 6), 2));
        assertEquals("notice/1", whole.key());
        assertEquals(Effect.SHIP_NOTICE, whole.type());
        assertEquals("taobao/flagship", whole.target());
        assertEquals(4, whole.orderId());
        assertEquals(6, whole.fulfillmentOrder());
        assertEquals(Map.of("number", "1001"), whole.data());
        assertEquals(2, whole.attempt());
        Effect bare = EffectRows.effect(claimed(effect(0, 0), 1));
        assertEquals(0, bare.orderId());
        assertEquals(0, bare.fulfillmentOrder());
    }

    /** The first attempt cannot have followed another; a later one may, unless the one before is known not to have been sent. */
    @Example
    void whatMayHaveArrivedIsKnownFromTheAttemptBefore() {
        Row first = claimed(effect(4, 6), 1);
        assertFalse(EffectRows.mayHaveArrived(first));
        assertTrue(EffectRows.mayHaveArrived(claimed(effect(4, 6), 2)));
        Row unsent = EffectRows.unsent(first, NOON);
        assertFalse(EffectRows.mayHaveArrived(claimed(unsent, 2)));
        assertTrue(EffectRows.mayHaveArrived(claimed(unsent, 3)), "the second attempt may have sent it");
        Row open = EffectRows.unsent(claimed(effect(4, 6), 2), NOON);
        assertTrue(EffectRows.mayHaveArrived(claimed(open, 3)), "what the first one may have sent stays open");
        assertEquals(
                Map.of("number", "1001"), EffectRows.effect(claimed(unsent, 2)).data(), "our mark is no datum");
    }

    @Example
    void anEndedEffectKeepsItsDataAndTellsItsOutcome() {
        Row ended = EffectRows.ended(claimed(effect(4, 6), 1), EffectRows.OVER, "sent as 77", NOON);
        assertEquals(
                new TreeMap<>(Map.of("number", "1001", "outcome", "sent as 77", "endedAt", NOON.toString())),
                new TreeMap<>(FlatJson.read(ended.json())));
        assertEquals(EffectRows.OVER, Objects.requireNonNull(ended.due()).state());
        assertEquals("notice/1", ended.text("effect_key"));
    }

    @Example
    void whatWasPutAsideIsReadBeforeWhatCameLater() {
        Row inbox = Row.bare(Tables.INBOX, 300, 1, 5L, "taobao/flagship/1001", 200L, null);
        Row poison = PoisonRows.row(900, inbox, "odd\u0000\ud800 value");
        assertEquals("odd value", poison.text("reason"));
        Row again = PoisonRows.retried(poison, 7, 999);
        assertEquals(200, again.id(), "the number of its payload, as when it came");
        assertEquals(7, again.number("lane"));
        Row work = Row.bare(Tables.INBOX, 301, 1, 5L, "taobao/flagship/1001", null, "replan:1");
        Row retried = PoisonRows.retried(PoisonRows.row(901, work, "odd"), 7, 999);
        assertEquals(999, retried.id());
        assertFalse(retried.hasValue("raw_id"));
        assertEquals("replan:1", retried.text("work"));
    }

    @Example
    void aReasonIsOneLineOfAtMost500CharactersAndAFailureQuotesNothing() {
        Row inbox = Row.bare(Tables.INBOX, 300, 1, 5L, "r", 200L, null);
        assertEquals(
                500,
                Objects.requireNonNull(
                                PoisonRows.row(1, inbox, "x".repeat(9_000)).text("reason"))
                        .length());
        assertEquals(
                "IllegalStateException: stuck",
                PoisonRows.reason(new IllegalStateException("stuck\nLook at the payload of Anna.")));
        assertEquals("IllegalStateException", PoisonRows.reason(new IllegalStateException()));
        String failed = PoisonRows.failed("taobao", new IllegalStateException("cannot read Anna"))
                .getMessage();
        assertTrue(failed.startsWith("mapper taobao failed with IllegalStateException at "), failed);
        assertFalse(failed.contains("Anna"), failed);
    }
}
