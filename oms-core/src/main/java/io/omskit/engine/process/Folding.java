package io.omskit.engine.process;

import io.omskit.catalog.Sku;
import io.omskit.decision.Reason;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.policy.ReadingPolicy;
import io.omskit.engine.work.Notes;
import io.omskit.engine.work.PersonalBlocks;
import io.omskit.engine.work.Work;
import io.omskit.fact.ChannelRef;
import io.omskit.fact.Fact;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PaymentFact;
import io.omskit.fact.PersonalData;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundFact;
import io.omskit.fact.ShipmentFact;
import io.omskit.fact.StockFact;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.PartyKeys;
import io.omskit.order.Sale;
import io.omskit.stock.Sources;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockCounters;
import io.omskit.stock.StockMovement;
import io.omskit.store.Row;
import io.omskit.store.Store;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Folds facts into what a unit of work holds. Decides nothing: what follows from the facts is planned afterwards. */
final class Folding {
    private final Store store;
    private final Work work;
    private final PersonalBlocks personal;
    private final Parties parties;
    private final ReadingPolicy reading;
    private final Parcels parcels;
    private final Sources sources;

    Folding(
            Store store,
            Work work,
            PersonalBlocks personal,
            Parties parties,
            ReadingPolicy reading,
            Parcels parcels,
            Sources sources) {
        this.sources = sources;
        this.store = store;
        this.work = work;
        this.personal = personal;
        this.parties = parties;
        this.reading = reading;
        this.parcels = parcels;
    }

    /**
     * Folds one fact.
     *
     * @param payload id of the raw payload it was read from
     */
    void fold(Fact fact, long payload) {
        if (fact instanceof OrderFact order) {
            fold(order, payload);
        } else if (fact instanceof RefundFact refund) {
            Order order = work.findOrExpect(refund.ref());
            take(order, order.sale().with(refund), "REFUND_TOLD", payload);
        } else if (fact instanceof PaymentFact payment) {
            for (PaymentFact.Cover cover : payment.covers()) {
                Order order = work.findOrExpect(payment.shop().order(cover.number()));
                take(order, order.sale().with(payment, cover.number()), "PAYMENT_TOLD", payload);
            }
        } else if (fact instanceof ShipmentFact shipment) {
            parcels.fold(shipment, payload);
        } else if (fact instanceof StockFact stock) {
            fold(stock);
        } else if (fact instanceof Fact.SameReceiver answer) {
            fold(answer, payload);
        }
        // tracking and settlement facts belong to the modules that made them
    }

    private void fold(OrderFact fact, long payload) {
        Order order = work.findOrExpect(fact.ref());
        Sale sale = order.sale().with(fact);
        take(order, sale, "ORDER_TOLD", payload);
        boolean newest = sale.latest() != null && sale.latest().revision().equals(fact.revision());
        PersonalData told = fact.personal();
        if (newest && told != null) {
            takePersonal(fact, told);
        }
        if (newest && fact.status() == PlatformStatus.UNKNOWN) {
            alert(order.id(), Reason.of("STATUS_UNKNOWN", "order " + fact.ref(), "status", fact.rawStatus()));
        } else if (newest) {
            work.notes(order.id()).settled.add("STATUS_UNKNOWN");
        }
    }

    @SuppressWarnings("ReferenceEquality") // a fold that learned nothing returns the very same sale
    private void take(Order order, Sale sale, String event, long payload) {
        Notes notes = work.notes(order.id());
        if (payload != 0) {
            notes.payloads.add(payload);
        }
        if (sale != order.sale()) {
            work.put(order.withSale(sale));
            notes.events.add(event);
        }
        if (sale.isExpected()) {
            work.effect(
                    "look-up:" + order.ref(),
                    Effect.LOOK_UP,
                    order.ref().shopRef().toString(),
                    order.id(),
                    0,
                    Map.of("number", order.ref().number()),
                    work.now());
        }
    }

    /** Keeps the newest personal data of an order; what others may know of it is computed here, before anything is sealed. */
    private void takePersonal(OrderFact fact, PersonalData told) {
        Order order = Objects.requireNonNull(work.find(fact.ref()));
        Row row = work.personalBlock(order.id());
        PersonalData stored = row == null ? null : personal.open(row);
        PersonalData heard = work.personal(order.id());
        PersonalData before = heard == null ? stored : heard;
        if (!told.equals(before)) {
            work.putPersonal(order.id(), row, stored, told);
            PartyKeys keys = parties.of(order.ref().shopRef(), told)
                    .after(order.parties())
                    .with(order.parties().signals());
            Order known = order.withParties(keys, fact.region());
            work.notes(order.id()).events.add("PARTIES_TOLD");
            if (before != null && Parties.isMoved(order.parties(), before, keys, told)) {
                // somebody approved another destination: reach, risk and review are looked at again
                known = known.withoutPass(Hold.REVIEW);
                work.notes(order.id()).events.add("ADDRESS_CHANGED");
                work.notes(order.id()).consigneeChanged = true;
            }
            work.put(known);
        }
        takeSignals(current(order), told);
    }

    /** What is told once more may say more, because other keywords are looked for now. */
    private void takeSignals(Order order, PersonalData told) {
        PartyKeys.Signals before = order.parties().signals();
        PartyKeys.Signals signals = Signaling.of(told, reading, parties).withBlacklisted(before.blacklisted());
        if (!signals.equals(before)) {
            work.put(order.withParties(order.parties().with(signals), order.region()));
            if (!work.notes(order.id()).events.contains("PARTIES_TOLD")) {
                work.notes(order.id()).events.add("SIGNALS_TOLD");
            }
            if (signals.isNewsAfter(before)) {
                work.reviewAgain(order.id(), "WORDS_CHANGED");
            }
        }
    }

    private Order current(Order order) {
        return Objects.requireNonNull(work.order(order.id()));
    }

    /** Takes a platform's own grouping; it counts for an order while that goes where it was asked about. */
    private void fold(Fact.SameReceiver answer, long payload) {
        for (List<Fact.SameReceiver.Asked> group : answer.groups()) {
            String least = group.stream()
                    .map(Fact.SameReceiver.Asked::number)
                    .min(Comparator.naturalOrder())
                    .orElse("");
            String key = answer.shop().order(least).toString();
            for (Fact.SameReceiver.Asked asked : group) {
                ChannelRef ref = answer.shop().order(asked.number());
                Order known = work.find(ref);
                String about = parties.addressId(
                        known == null ? PartyKeys.NONE : known.parties(), answer.shop(), asked.addressId());
                if (about != null) {
                    take(ref, new PartyKeys.PlatformGroup(key, answer.askedAt(), about), payload);
                }
            }
        }
    }

    private void take(ChannelRef ref, PartyKeys.PlatformGroup told, long payload) {
        Order order = work.findOrExpect(ref);
        take(order, order.sale(), "EXPECTED", payload);
        PartyKeys keys = order.parties().with(told);
        if (!keys.equals(order.parties())) {
            work.put(order.withParties(keys, order.region()));
            work.notes(order.id()).events.add("RECEIVER_GROUPED");
            work.notes(order.id()).answered = true;
        }
    }

    private void alert(long orderId, Reason reason) {
        work.notes(orderId).alerts.put(reason.code(), reason);
    }

    /** The reference that a stock fact uses up. */
    static List<String> bookedUnder(StockFact fact) {
        return List.of("stock-fact", fact.source(), fact.sku(), fact.kind().name(), fact.reference());
    }

    /** Books a stock fact once: its reference is used up by a counter that has room for one. */
    private void fold(StockFact fact) {
        if (sources.find(fact.source()) == null) {
            throw new IllegalStateException("stock of " + fact.sku() + " at " + fact.source()
                    + ", which is no source.\nAdd the source, or mend its name, and call Oms.retry for the message.");
        }
        StockCell cell = new StockCell(fact.source(), new Sku(fact.sku()));
        if (work.references().use(bookedUnder(fact))) {
            long steps = fact.quantity().steps();
            switch (fact.kind()) {
                case RECEIVED -> work.move(0, StockMovement.receive(cell, steps, fact.reference()));
                case ADJUSTED ->
                    work.move(0, StockMovement.adjust(cell, steps, fact.reference(), "told by the source"));
                case COUNTED -> count(cell, steps, fact.reference());
            }
        }
    }

    private void count(StockCell cell, long counted, String reference) {
        String key = StockCounters.key(cell, StockCounters.Counter.ON_HAND);
        long onHand = Objects.requireNonNull(store.counters(List.of(key)).get(key));
        if (counted != onHand) {
            work.move(0, StockMovement.adjust(cell, counted - onHand, reference, "counted"));
        }
    }
}
