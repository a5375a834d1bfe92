package io.omskit.fulfillment;

import static io.omskit.fulfillment.Draft.NOW;
import static io.omskit.fulfillment.Draft.cell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.decision.Reason;
import io.omskit.decision.ReasonTexts;
import io.omskit.fact.Provenance;
import io.omskit.fact.Revision;
import io.omskit.fact.ShipmentFact;
import io.omskit.fact.ShipmentStatus;
import io.omskit.fulfillment.SourceFold.Outcome;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.Progress;
import io.omskit.stock.Source;
import io.omskit.stock.Sources;
import io.omskit.stock.StockMovement;
import io.omskit.value.Measure;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What happens at the source and on the way, by example. */
class SourceFoldTest {
    private static final Sources SOURCES = Sources.of(List.of(
            Draft.warehouse("W1", 10),
            Draft.warehouse("W2", 20),
            Source.of("S1", Source.Kind.SUPPLIER, ZoneOffset.UTC)));
    private static final Order ORDER =
            Draft.of(1).pieces("X", 4, 4000).grams("TEA", 1500, 3000).build();
    private static final List<Part> ALL = List.of();
    private static final Part TWO_X = new Part(1, 0, 2);

    private static FulfillmentOrder planned() {
        return FulfillmentOrder.planned(
                7,
                "W1",
                List.of(
                        Allocation.planned(1, 0, new Sku("X"), Measure.PIECE, 4),
                        Allocation.planned(1, 1, new Sku("TEA"), Measure.KILOGRAM, 1500)));
    }

    private static SourceFold fold(FulfillmentOrder work, Order... orders) {
        return SourceFold.of(orders.length == 0 ? List.of(ORDER) : List.of(orders), List.of(work), SOURCES);
    }

    private static Outcome after(FulfillmentOrder work, SourceReport report) {
        Outcome outcome = fold(work).after(report, null, () -> 500);
        outcome.reasons().forEach(SourceFoldTest::assertTold);
        if (outcome.refusal() != null) {
            assertTold(outcome.refusal());
        }
        return outcome;
    }

    private static void assertTold(Reason reason) {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.CHINESE)) {
            ReasonTexts texts = ReasonTexts.forLocale(locale);
            assertTrue(texts.hasText(reason.code()), reason::code);
            assertFalse(texts.text(reason).contains("{"), () -> texts.text(reason));
        }
    }

    private static SourceReport.Shipped shipped(String number, List<Part> parts) {
        return new SourceReport.Shipped(7, NOW, "sf", number, "", parts);
    }

    private static Progress progress(Outcome outcome, int allocation) {
        return outcome.work().allocations().get(allocation).progress();
    }

    private static String refusal(Outcome outcome) {
        assertTrue(outcome.isRefused());
        assertEquals(List.of(), outcome.movements());
        return Objects.requireNonNull(outcome.refusal()).code();
    }

    @Test
    void releaseCountsEveryUnitAsReleasedAndMovesNoStock() {
        Outcome outcome = fold(planned()).release(7, NOW);
        assertEquals(NOW, outcome.work().releasedAt());
        assertEquals(4, progress(outcome, 0).released());
        assertEquals(List.of(), outcome.movements());
        assertEquals("REFUSED_STATE", refusal(fold(outcome.work()).release(7, NOW)));
    }

    @Test
    void aHoldOfAnyMemberKeepsWorkFromBeingReleased() {
        Order held = ORDER.withHold(
                new Hold("RISK", "host", "r", null, "look", NOW, NOW.plusSeconds(60), Set.of(Hold.Step.RELEASE)));
        Outcome refused = fold(planned(), held).release(7, NOW);
        assertEquals("REFUSED_HELD", refusal(refused));
        assertEquals("RISK", Objects.requireNonNull(refused.refusal()).figures().get("hold"));
        assertFalse(fold(planned(), held).release(7, NOW.plusSeconds(60)).isRefused(), "the hold has expired");
    }

    @Test
    void theScaleMovesTheBooksAtPacking() {
        Part tea = new Part(1, 1, 1500);
        Outcome outcome = after(
                planned().released(NOW),
                new SourceReport.Packed(7, NOW, ALL, List.of(new SourceReport.Weight(tea, 1530))));
        assertEquals(4, progress(outcome, 0).packed());
        assertEquals(1530L, outcome.work().allocations().get(1).packedWeight());
        assertEquals(
                List.of(StockMovement.adjust(cell("W1", "TEA"), -30, "fo:7", "packed weight")), outcome.movements());
        assertEquals(FulfillmentOrder.State.PACKED, outcome.work().state());
    }

    @Test
    void piecesAreNotWeighed() {
        Outcome outcome = after(
                planned().released(NOW),
                new SourceReport.Packed(7, NOW, ALL, List.of(new SourceReport.Weight(TWO_X, 3))));
        assertEquals("REFUSED_NOT_WEIGHED", refusal(outcome));
    }

    @Test
    void aShortPickGivesUnitsBackAndCorrectsTheBooks() {
        Outcome outcome = after(planned().released(NOW), new SourceReport.ShortPick(7, NOW, List.of(TWO_X)));
        assertEquals(2, outcome.work().allocations().get(0).quantity());
        assertEquals(2, progress(outcome, 0).released());
        assertEquals(
                List.of(
                        StockMovement.release(cell("W1", "X"), 2, "fo:7"),
                        StockMovement.adjust(cell("W1", "X"), -2, "fo:7", "short pick")),
                outcome.movements());
        assertEquals("REFUSED_STATE", refusal(after(planned(), new SourceReport.ShortPick(7, NOW, List.of(TWO_X)))));
    }

    @Test
    void shippingCommitsStockFixesTheUnitsAndMakesAParcel() {
        Outcome outcome = after(planned().released(NOW), shipped("SF1", List.of(TWO_X)));
        assertEquals(2, progress(outcome, 0).shipped());
        assertEquals(0L, outcome.work().allocations().get(0).unitsFrom());
        assertNull(outcome.work().allocations().get(1).unitsFrom());
        assertEquals(List.of(StockMovement.commit(cell("W1", "X"), 2, "fo:7")), outcome.movements());
        Shipment parcel = Objects.requireNonNull(outcome.shipment());
        assertEquals(List.of(new Shipment.Content(1, 0, 2)), parcel.contents());
        assertEquals(List.of(500L), outcome.work().shipments());
        assertEquals(FulfillmentOrder.State.PARTLY_SHIPPED, outcome.work().state());
    }

    @Test
    void aParcelToldTwiceShipsOnceAndOtherContentsAreRefused() {
        Outcome first = after(planned().released(NOW), shipped("SF1", List.of(TWO_X)));
        SourceFold again = fold(first.work());
        Outcome repeated = again.after(shipped("SF1", List.of(TWO_X)), first.shipment(), () -> 501);
        assertEquals(first.work(), repeated.work());
        assertEquals(List.of(), repeated.movements());
        assertEquals(
                "REFUSED_PARCEL",
                refusal(again.after(shipped("SF1", List.of(new Part(1, 0, 1))), first.shipment(), () -> 501)));
    }

    @Test
    void aParcelScannedBeforeItWasAnnouncedIsLinked() {
        Shipment scanned = Shipment.first(33, scan("SF1", 5, ShipmentStatus.DELIVERED));
        Outcome outcome = fold(planned().released(NOW)).after(shipped("SF1", ALL), scanned, () -> 501);
        Shipment parcel = Objects.requireNonNull(outcome.shipment());
        assertEquals(33, parcel.id());
        assertEquals(7L, parcel.fulfillmentOrder());
        Outcome counted = ParcelFold.count(fold(outcome.work()), parcel, NOW);
        assertEquals(FulfillmentOrder.State.DELIVERED, counted.work().state());
    }

    @Test
    void shippingMoreThanThereIsIsRefusedWhole() {
        Outcome outcome = after(planned().released(NOW), shipped("SF1", List.of(TWO_X, new Part(1, 1, 1501))));
        assertEquals("REFUSED_QUANTITY", refusal(outcome));
        assertEquals(
                "1.500", Objects.requireNonNull(outcome.refusal()).figures().get("open"));
        assertNull(outcome.shipment());
        assertEquals(planned().released(NOW), outcome.work());
        assertEquals("REFUSED_NOT_PART", refusal(after(planned(), shipped("SF1", List.of(new Part(9, 0, 1))))));
    }

    @Test
    void workThatNobodyReleasedAndThatShippedAllTheSameIsReleased() {
        Outcome outcome = after(planned(), shipped("SF1", ALL));
        assertEquals(NOW, outcome.work().releasedAt());
        assertEquals(FulfillmentOrder.State.SHIPPED, outcome.work().state());
        assertEquals(2, outcome.movements().size());
    }

    @Test
    void aDeliveryBeforeTheShippingImpliesIt() {
        Outcome outcome = after(planned().released(NOW), new SourceReport.Delivered(7, NOW, List.of(TWO_X)));
        assertEquals(new Progress(4, 2, 2, 2, 0, 0, 0, 0), progress(outcome, 0));
        assertEquals(List.of(StockMovement.commit(cell("W1", "X"), 2, "fo:7")), outcome.movements());
        Outcome late = after(outcome.work(), shipped("SF1", List.of(TWO_X)));
        assertEquals(4, progress(late, 0).shipped(), "other two units left");
        assertEquals("REFUSED_QUANTITY", refusal(after(late.work(), shipped("SF2", List.of(TWO_X)))));
    }

    @Test
    void lostUnitsStopCountingAsDelivered() {
        FulfillmentOrder delivered =
                after(planned(), new SourceReport.Delivered(7, NOW, ALL)).work();
        Outcome outcome = after(delivered, new SourceReport.Lost(7, NOW, List.of(TWO_X)));
        assertEquals(2, progress(outcome, 0).delivered());
        assertEquals(2, progress(outcome, 0).lost());
    }

    @Test
    void aReturnComesBackGoodOrDamagedAndNeverTwice() {
        FulfillmentOrder out = after(planned(), shipped("SF1", ALL)).work();
        Outcome announced = after(out, new SourceReport.ReturnAnnounced(7, NOW, List.of(TWO_X)));
        assertEquals(2, progress(announced, 0).returnRequested());
        Outcome back = after(
                announced.work(),
                new SourceReport.ReturnReceived(7, NOW, List.of(new Part(1, 0, 1)), List.of(new Part(1, 0, 1)), "W2"));
        assertEquals(new Progress(4, 4, 4, 0, 0, 1, 1, 0), progress(back, 0));
        assertEquals(
                List.of(
                        StockMovement.returned(cell("W2", "X"), 1, "fo:7"),
                        StockMovement.returned(cell("W2", "X"), 1, "fo:7"),
                        StockMovement.damage(cell("W2", "X"), 1, "fo:7", "returned damaged")),
                back.movements());
        assertEquals(
                "REFUSED_QUANTITY",
                refusal(after(
                        back.work(),
                        new SourceReport.ReturnReceived(7, NOW, List.of(new Part(1, 0, 3)), List.of(), null))));
        assertEquals(
                "REFUSED_NOTHING_OPEN",
                refusal(after(back.work(), new SourceReport.ReturnReceived(7, NOW, ALL, List.of(), null))));
    }

    @Test
    void nothingComesBackThatNeverLeft() {
        SourceReport early = new SourceReport.ReturnReceived(7, NOW, List.of(TWO_X), List.of(), null);
        assertEquals("REFUSED_QUANTITY", refusal(after(planned().released(NOW), early)));
    }

    @Test
    void packedUnitsAreInterceptedNotPulledBack() {
        FulfillmentOrder packed = after(
                        planned().released(NOW), new SourceReport.Packed(7, NOW, List.of(new Part(1, 0, 3)), List.of()))
                .work();
        assertEquals("REFUSED_QUANTITY", refusal(fold(packed).pullBack(7, List.of(TWO_X))));
        Outcome back = fold(packed).pullBack(7, List.of(new Part(1, 0, 1)));
        assertEquals(3, back.work().allocations().get(0).quantity());
        assertEquals(List.of(StockMovement.release(cell("W1", "X"), 1, "fo:7")), back.movements());
        Outcome asked = fold(packed).intercept(7, List.of(TWO_X));
        assertEquals(packed, asked.work());
        assertEquals("INTERCEPT_REQUESTED", asked.reasons().get(0).code());
        assertEquals("REFUSED_NOTHING_OPEN", refusal(fold(planned()).intercept(7, ALL)));
    }

    @Test
    void aHoldBeforeTheHandOverPreventsItAndOneAfterIsTooLate() {
        Hold hold = new Hold("RISK", "host", "r", null, "look", NOW, null, Set.of(Hold.Step.HAND_OVER));
        Order held = ORDER.withHold(hold);
        FulfillmentOrder released = planned().released(NOW);
        assertEquals("REFUSED_HELD", refusal(fold(released, held).handOver(7, NOW)));
        assertTrue(FulfillmentInvariants.s1(released, List.of(held), NOW).isPresent());
        FulfillmentOrder gone = fold(released).handOver(7, NOW).work();
        assertTrue(gone.handedOver());
        assertFalse(fold(gone, held).handOver(7, NOW).isRefused());
    }

    @Test
    void anUncountedSourceMovesNoStock() {
        FulfillmentOrder supplier =
                FulfillmentOrder.planned(7, "S1", List.of(Allocation.planned(1, 0, new Sku("X"), Measure.PIECE, 4)));
        assertEquals(List.of(), after(supplier, shipped("SF1", ALL)).movements());
    }

    @Test
    void aFoldThatLacksTheWorkSaysWhatToDo() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> fold(planned()).release(99, NOW));
        assertTrue(e.getMessage().contains("99") && e.getMessage().contains("\n"), e.getMessage());
    }

    private static ShipmentFact scan(String number, long sequence, ShipmentStatus status) {
        return new ShipmentFact(
                "sf",
                number,
                "",
                Revision.numbered(sequence, 1),
                new Provenance("scan", NOW),
                List.of(),
                status,
                null,
                null,
                null,
                null);
    }

    @Test
    void aParcelCountsEachOfItsEndsOnce() {
        Outcome out = after(planned(), shipped("SF1", List.of(TWO_X)));
        FulfillmentOrder work = out.work();
        Shipment parcel = Objects.requireNonNull(out.shipment());
        long delivered = 0;
        ShipmentStatus[] told = {
            ShipmentStatus.IN_TRANSIT,
            ShipmentStatus.DELIVERED,
            ShipmentStatus.IN_TRANSIT,
            ShipmentStatus.DELIVERED,
            ShipmentStatus.RETURNING,
            ShipmentStatus.RETURNED
        };
        for (int i = 0; i < told.length; i++) {
            parcel = parcel.with(scan("SF1", i + 1, told[i]));
            Outcome outcome = ParcelFold.count(fold(work), parcel, NOW);
            work = outcome.work();
            parcel = Objects.requireNonNull(outcome.shipment());
            long now = work.allocations().get(0).progress().delivered();
            assertTrue(now >= delivered, "counters only move forward");
            delivered = now;
        }
        assertEquals(
                new Progress(4, 2, 2, 2, 2, 0, 0, 0), work.allocations().get(0).progress());
        assertEquals(Set.of(ShipmentStatus.DELIVERED, ShipmentStatus.RETURNED), parcel.counted());
    }

    @Test
    void aLostParcelThatArrivesIsForPeople() {
        Outcome out = after(planned(), shipped("SF1", List.of(TWO_X)));
        Shipment lost = Objects.requireNonNull(out.shipment()).with(scan("SF1", 1, ShipmentStatus.LOST));
        Outcome first = ParcelFold.count(fold(out.work()), lost, NOW);
        assertEquals(2, progress(first, 0).lost());
        Shipment found = Objects.requireNonNull(first.shipment()).with(scan("SF1", 2, ShipmentStatus.DELIVERED));
        Outcome second = ParcelFold.count(fold(first.work()), found, NOW);
        assertEquals(first.work(), second.work());
        assertEquals("PARCEL_CONTRADICTS", second.reasons().get(0).code());
        assertTold(second.reasons().get(0));
        assertEquals(
                List.of(),
                ParcelFold.count(fold(first.work()), Objects.requireNonNull(second.shipment()), NOW)
                        .reasons());
    }

    @Test
    void aParcelThatBelongsToNothingCannotCount() {
        Shipment stray = Shipment.first(1, scan("SF9", 1, ShipmentStatus.DELIVERED));
        assertNotNull(stray);
        assertThrows(IllegalArgumentException.class, () -> ParcelFold.count(fold(planned()), stray, NOW));
    }
}
