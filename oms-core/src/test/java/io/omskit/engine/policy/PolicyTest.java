package io.omskit.engine.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.fulfillment.gift.GiftBook;
import io.omskit.fulfillment.merge.MergePolicy;
import io.omskit.fulfillment.parcel.ParcelPolicy;
import io.omskit.fulfillment.sourcing.FreightTable;
import io.omskit.order.flow.OrderFlow;
import io.omskit.stock.Quota;
import io.omskit.stock.Quotas;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Policies: each change changes its own part alone, and what makes no sense is refused with its remedy. */
class PolicyTest {
    private static final Policy USUAL = Policy.defaults();

    /** Names of the parts in which two records of one type differ. */
    private static List<String> changed(Record one, Record other) {
        List<String> names = new ArrayList<>();
        for (RecordComponent part : one.getClass().getRecordComponents()) {
            try {
                if (!Objects.equals(
                        part.getAccessor().invoke(one), part.getAccessor().invoke(other))) {
                    names.add(part.getName());
                }
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(part.getName(), e);
            }
        }
        return names;
    }

    private static void refused(String problem, String remedy, Executable made) {
        String message = assertThrows(IllegalArgumentException.class, made).getMessage();
        int line = message.indexOf('\n');
        assertTrue(line > 0 && message.substring(0, line).contains(problem), message);
        assertTrue(message.substring(line).contains(remedy), message);
    }

    @Test
    void eachChangeOfAPolicyChangesItsOwnPart() {
        assertEquals(List.of("flow"), changed(USUAL, USUAL.withFlow(OrderFlow.standard(Duration.ofMinutes(5)))));
        assertEquals(List.of("review"), changed(USUAL, USUAL.withReview(Policy.approveClean())));
        assertEquals(List.of("merge"), changed(USUAL, USUAL.withMerge(MergePolicy.off())));
        GiftBook gifts = GiftBook.compile("g", "1", List.of()).orThrow();
        assertEquals(List.of("gifts"), changed(USUAL, USUAL.withGifts(gifts)));
        assertEquals(List.of("inboxLimit"), changed(USUAL, USUAL.withInboxLimit(7)));
        assertEquals(List.of("batch"), changed(USUAL, USUAL.withBatch(7)));
        assertEquals(List.of("payloadRetention"), changed(USUAL, USUAL.withPayloadRetention(Duration.ofDays(7))));
        assertEquals(
                List.of("stock"),
                changed(USUAL, USUAL.withStock(StockPolicy.defaults().withUploads(true))));
        assertEquals(
                List.of("fulfillment"),
                changed(
                        USUAL,
                        USUAL.withFulfillment(FulfillmentPolicy.defaults().withRejectedFor(Duration.ZERO))));
        assertEquals(
                List.of("reading"),
                changed(USUAL, USUAL.withReading(ReadingPolicy.nothing().withKeywords(List.of("gift")))));
    }

    @Test
    void eachChangeOfTheStockPolicyChangesItsOwnPart() {
        StockPolicy usual = StockPolicy.defaults();
        assertEquals(StockPolicy.Lock.ON_PAYMENT, usual.lock());
        assertEquals(List.of("lock"), changed(usual, usual.withLock(StockPolicy.Lock.ON_APPROVAL)));
        StockPolicy onOrder = usual.withLockOnOrder(Duration.ofHours(2));
        assertEquals(List.of("lock", "unpaidFor"), changed(usual, onOrder));
        assertEquals(StockPolicy.Lock.ON_ORDER, onOrder.lock());
        assertEquals(List.of("uploads"), changed(usual, usual.withUploads(true)));
        Quotas quotas = Quotas.of(List.of(Quota.presale(new Sku("X"), 5)));
        assertEquals(List.of("quotas"), changed(usual, usual.withQuotas(quotas)));
    }

    @Test
    void eachChangeOfTheFulfillmentPolicyChangesItsOwnPart() {
        FulfillmentPolicy usual = FulfillmentPolicy.defaults();
        assertEquals(
                List.of("parcels"),
                changed(usual, usual.withParcels(ParcelPolicy.defaults().withMaxParts(2))));
        assertEquals(List.of("rejectedFor"), changed(usual, usual.withRejectedFor(Duration.ofHours(1))));
        assertEquals(List.of("parcelsADay"), changed(usual, usual.withParcelsADay(Map.of("W1", 1L))));
        assertEquals(List.of(), changed(usual, usual.withFreight(FreightTable.NONE)));
    }

    @Test
    void limitsThatNothingCouldPassAreRefused() {
        refused("inboxLimit is 0", "Give a positive limit", () -> USUAL.withInboxLimit(0));
        refused("batch is 0", "a batch of 1 to 5,000", () -> USUAL.withBatch(0));
        refused("batch is 5001", "a batch of 1 to 5,000", () -> USUAL.withBatch(5_001));
        assertEquals(5_000, USUAL.withBatch(5_000).batch());
        assertEquals(1, USUAL.withBatch(1).withInboxLimit(1).inboxLimit());
        refused("kept for PT0S", "Give a positive duration", () -> USUAL.withPayloadRetention(Duration.ZERO));
        refused("kept for PT-1S", "Give a positive duration", () -> USUAL.withPayloadRetention(Duration.ofSeconds(-1)));
    }

    @Test
    void stockAndSourcesNeedSensibleTimesAndCounts() {
        StockPolicy stock = StockPolicy.defaults();
        refused("keep their stock for PT0S", "Give a positive duration", () -> stock.withLockOnOrder(Duration.ZERO));
        refused("for PT-1S", "lock the stock at another moment", () -> stock.withLockOnOrder(Duration.ofSeconds(-1)));
        FulfillmentPolicy fulfillment = FulfillmentPolicy.defaults();
        refused("left alone for PT-1S", "Give zero or more", () -> fulfillment.withRejectedFor(Duration.ofSeconds(-1)));
        assertEquals(Duration.ZERO, fulfillment.withRejectedFor(Duration.ZERO).rejectedFor());
        refused("source W1 takes 0 parcels", "Give at least 1", () -> fulfillment.withParcelsADay(Map.of("W1", 0L)));
    }

    @Test
    void keywordsAreAtMostAThousandOfAtMostFortyCharactersWithoutAnAsterisk() {
        ReadingPolicy reading = ReadingPolicy.nothing();
        assertEquals(1, reading.withKeywords(List.of("x".repeat(40))).keywords().size());
        for (String bad : List.of("x".repeat(41), "*x", "x*", " ", "")) {
            refused(
                    "\"" + bad + "\" cannot be looked for",
                    "without an asterisk",
                    () -> reading.withKeywords(List.of(bad)));
        }
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add("word" + i);
        }
        assertEquals(1_000, reading.withKeywords(many).keywords().size());
        many.add("one more");
        refused("1001 keywords are too many", "Give at most 1000", () -> reading.withKeywords(many));
    }
}
