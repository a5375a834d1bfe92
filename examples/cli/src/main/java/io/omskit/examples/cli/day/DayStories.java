package io.omskit.examples.cli.day;

import io.omskit.decision.Reason;
import io.omskit.decision.ReasonTexts;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.JournalEntry;
import io.omskit.examples.cli.report.DayReport;
import io.omskit.fulfillment.Allocation;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Shipment;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.order.Refund;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Finds orders worth telling of, and tells what happened to them in the words of their journal. */
final class DayStories {
    private static final int SENTENCES = 7;

    private final Oms oms;
    private final ReasonTexts texts;
    private final List<Order> orders;
    private final Map<Long, FulfillmentOrder> works;

    DayStories(Oms oms, Locale locale, List<Order> orders, Map<Long, FulfillmentOrder> works) {
        this.oms = oms;
        this.texts = ReasonTexts.forLocale(locale).with(DayStories.class::getResourceAsStream);
        this.orders = orders;
        this.works = works;
    }

    List<DayReport.Story> all() {
        List<DayReport.Story> stories = new ArrayList<>();
        Set<Long> told = new LinkedHashSet<>();
        tell(stories, told, "split", this::isSplit);
        tell(stories, told, "merge", this::isMerged);
        tell(stories, told, "bundle", this::hasBundle);
        tell(stories, told, "presale", this::isPresale);
        tell(stories, told, "weighed", DayStories::isWeighed);
        tell(stories, told, "refund", this::isPartlyRefunded);
        tell(stories, told, "unmapped", DayStories::wasUnmapped);
        return stories;
    }

    private boolean isSplit(Order order) {
        return held(order).size() > 1
                && held(order).stream()
                        .allMatch(work ->
                                !work.shipments().isEmpty() && work.orderIds().size() == 1);
    }

    private boolean isMerged(Order order) {
        return held(order).size() == 1
                && held(order).get(0).orderIds().size() > 1
                && !held(order).get(0).shipments().isEmpty()
                && companions(order).stream().allMatch(one -> held(one).size() == 1);
    }

    private boolean isPresale(Order order) {
        return order.demands().stream().anyMatch(Demand::presale)
                && held(order).stream().anyMatch(work -> !work.shipments().isEmpty());
    }

    private boolean hasBundle(Order order) {
        return order.demands().stream().anyMatch(demand -> demand.bundle() != null)
                && held(order).stream().anyMatch(work -> !work.shipments().isEmpty());
    }

    private static boolean isWeighed(Order order) {
        return order.demands().stream()
                .anyMatch(demand -> demand.measure() == Measure.KILOGRAM
                        && demand.progress().shipped() > 0);
    }

    private boolean isPartlyRefunded(Order order) {
        return order.demands().stream().anyMatch(demand -> demand.canceled() > 0)
                && order.demands().stream().anyMatch(demand -> demand.progress().shipped() > 0)
                && !held(order).isEmpty();
    }

    private static boolean wasUnmapped(Order order) {
        return order.sale().lines().stream().anyMatch(line -> Goods.MISSPELT.equals(line.code()));
    }

    private List<FulfillmentOrder> held(Order order) {
        return order.fulfillmentOrders().stream()
                .flatMap(id -> Optional.ofNullable(works.get(id)).stream())
                .toList();
    }

    private void tell(List<DayReport.Story> stories, Set<Long> told, String kind, Predicate<Order> which) {
        orders.stream()
                .filter(order -> !told.contains(order.id()))
                .filter(which)
                .findFirst()
                .ifPresent(order -> {
                    List<Order> companions = companions(order);
                    companions.forEach(one -> told.add(one.id()));
                    stories.add(story(kind, order, companions));
                });
    }

    private List<Order> companions(Order order) {
        Set<Long> ids = new LinkedHashSet<>();
        ids.add(order.id());
        held(order).forEach(work -> ids.addAll(work.orderIds()));
        return orders.stream().filter(one -> ids.contains(one.id())).toList();
    }

    private DayReport.Story story(String kind, Order order, List<Order> companions) {
        Set<String> sentences = new LinkedHashSet<>();
        facts(kind, order).forEach(reason -> sentences.add(texts.text(reason)));
        companions.forEach(one -> journaled(one).forEach(sentences::add));
        return new DayReport.Story(
                kind,
                companions.stream().map(one -> one.ref().toString()).toList(),
                sentences.stream()
                        .limit(SENTENCES)
                        .map(sentence -> lettered(sentence, companions))
                        .toList(),
                held(order).stream().map(this::part).toList());
    }

    /** What the order itself tells, beside its journal. */
    private static List<Reason> facts(String kind, Order order) {
        String subject = "order " + order.ref();
        List<Reason> facts = new ArrayList<>();
        switch (kind) {
            case "bundle" ->
                order.demands().stream()
                        .filter(demand -> demand.bundle() != null)
                        .forEach(demand -> facts.add(Reason.of(
                                "DAY_COMPONENT", subject, "sku", demand.sku().code(), "quantity", demand.needed())));
            case "refund" -> {
                for (Refund refund : order.sale().allRefunds()) {
                    Money amount = refund.amount();
                    if (refund.isDone() && amount != null) {
                        facts.add(Reason.of("DAY_REFUNDED", subject, "amount", amount));
                    }
                }
            }
            case "unmapped" -> facts.add(Reason.of("DAY_REMATCHED", subject, "code", Goods.MISSPELT));
            case "presale" -> {
                Money paid = order.sale().paid();
                if (paid != null) {
                    facts.add(Reason.of("DAY_PRESALE", subject, "paid", paid));
                }
            }
            default -> {
                // the journal says it all
            }
        }
        return facts;
    }

    /** The orders of a story are called A, B, C: their numbers are long and stand above it. */
    private static String lettered(String sentence, List<Order> companions) {
        String text = sentence;
        for (int i = 0; i < companions.size(); i++) {
            String ref = companions.get(i).ref().toString();
            String letter = String.valueOf((char) ('A' + i));
            text = text.replace("order " + ref, letter).replace(ref, letter);
        }
        return text;
    }

    /** The reasons of the journal that people care about, in the order in which they were given. */
    private List<String> journaled(Order order) {
        List<JournalEntry> history = new ArrayList<>(oms.journal().history(order.id()));
        Collections.reverse(history);
        return history.stream()
                .flatMap(entry -> entry.reasons().stream())
                .filter(this::isTold)
                .map(texts::text)
                .toList();
    }

    private boolean isTold(Reason reason) {
        return texts.hasText(reason.code())
                && !reason.code().startsWith("GATE_")
                && !reason.code().startsWith("NOT_MERGED")
                && !reason.code().equals("KEPT");
    }

    private DayReport.WorkPart part(FulfillmentOrder work) {
        Map<String, Long> pieces = new TreeMap<>();
        List<String> goods = new ArrayList<>();
        for (Allocation allocation : work.allocations()) {
            if (allocation.measure() == Measure.PIECE) {
                pieces.merge(allocation.sku().code(), allocation.quantity(), Long::sum);
            } else {
                goods.add(weight(allocation) + " × " + allocation.sku().code());
            }
        }
        pieces.forEach((sku, count) -> goods.add(count + " × " + sku));
        List<String> parcels = oms.fulfillment().parcels(work).stream()
                .map(parcel -> parcel.carrier().toUpperCase(Locale.ROOT) + " " + parcel.number())
                .toList();
        boolean arrived = oms.fulfillment().parcels(work).stream()
                .map(Shipment::deliveredAt)
                .anyMatch(at -> at != null);
        return new DayReport.WorkPart(
                work.source(), arrived ? "DELIVERED" : work.state().name(), goods, parcels);
    }

    /** Ordered and packed. */
    private static String weight(Allocation allocation) {
        Long weight = allocation.packedWeight();
        Quantity quantity = Quantity.of(allocation.quantity(), allocation.measure());
        String packed = weight == null
                ? ""
                : " → " + Quantity.of(weight, allocation.measure()).toDecimal().toPlainString();
        return quantity.toDecimal().toPlainString() + packed + " kg";
    }
}
