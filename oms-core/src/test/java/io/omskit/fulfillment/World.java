package io.omskit.fulfillment;

import io.omskit.catalog.Sku;
import io.omskit.decision.Decision;
import io.omskit.fact.Provenance;
import io.omskit.fact.Revision;
import io.omskit.fact.ShipmentFact;
import io.omskit.fact.ShipmentStatus;
import io.omskit.fulfillment.merge.MergePolicy;
import io.omskit.fulfillment.plan.Grouping;
import io.omskit.fulfillment.plan.Member;
import io.omskit.fulfillment.plan.PlanInvariants;
import io.omskit.fulfillment.plan.PlanJson;
import io.omskit.fulfillment.plan.Regroup;
import io.omskit.fulfillment.plan.RegroupInput;
import io.omskit.fulfillment.plan.Regrouped;
import io.omskit.order.Demand;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.OrderInvariants;
import io.omskit.stock.Source;
import io.omskit.stock.Sources;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockInvariants;
import io.omskit.stock.StockLedger;
import io.omskit.stock.StockMovement;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import io.omskit.value.Violation;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A few orders, sources and their work from one seed; the same seed always makes the same. Steps at random play what
 * plans, people, sources and carriers do.
 */
public final class World {
    public static final List<String> PIECES = List.of("A", "B", "C", "D");
    private static final String WEIGHED = "TEA";

    public final Random random;
    public final SortedMap<Long, Order> orders = new TreeMap<>();
    public final SortedMap<Long, FulfillmentOrder> works = new TreeMap<>();
    public final SortedMap<Long, Shipment> parcels = new TreeMap<>();
    public final List<StockMovement> movements = new ArrayList<>();
    public final List<Source> sources;
    private StockLedger folded = StockLedger.fold(List.of());
    private int foldedAt;
    private Instant now = Draft.NOW;
    private long nextId = 1000;
    /** Violations found on the way, in the order in which they appeared. */
    public final List<Violation> violations = new ArrayList<>();

    public World(long seed) {
        random = new Random(seed);
        sources = List.of(
                Draft.warehouse("W1", 10),
                Draft.warehouse("W2", 20),
                Draft.warehouse("W3", 20),
                Source.of("S1", Source.Kind.SUPPLIER, ZoneOffset.UTC));
        int count = 1 + random.nextInt(4);
        for (long id = 1; id <= count; id++) {
            orders.put(id, order(id));
        }
        for (Source source : sources.subList(0, 3)) {
            PIECES.forEach(sku -> receive(source.id(), sku, random.nextInt(9)));
            receive(source.id(), WEIGHED, random.nextInt(6000));
        }
    }

    private void receive(String source, String sku, long quantity) {
        if (quantity > 0) {
            movements.add(StockMovement.receive(Draft.cell(source, sku), quantity, "start"));
        }
    }

    public boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    public <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private Order order(long id) {
        Draft draft = Draft.of(id)
                .to(chance(80) ? pick(List.of("anna", "bert")) : null)
                .paidAt(chance(95) ? Draft.NOW.minusSeconds(random.nextInt(100_000)) : null)
                .money(random.nextInt(2000), random.nextInt(1000));
        int lines = 1 + random.nextInt(3);
        for (int i = 0; i < lines; i++) {
            draft.at(chance(15) ? pick(List.of("W2", "S1", "GONE")) : null).presale(chance(15));
            line(draft);
        }
        if (chance(10)) {
            draft.flag("sealed");
        }
        if (chance(5)) {
            draft.hold("ASK_BACK", Hold.Step.MERGE);
        }
        return draft.build();
    }

    private void line(Draft draft) {
        long amount = random.nextInt(30_000);
        if (chance(15)) {
            draft.grams(WEIGHED, 1 + random.nextInt(3000), amount);
        } else if (chance(20)) {
            draft.line(Quantity.pieces(1 + random.nextInt(4)), amount);
            int components = 2 + random.nextInt(2);
            for (int i = 0; i < components; i++) {
                draft.demand(
                        pick(PIECES), Measure.PIECE, 1 + random.nextInt(2), random.nextInt(3), Demand.Origin.COMPONENT);
            }
        } else {
            draft.pieces(pick(PIECES), 1 + random.nextInt(6), amount);
        }
        if (chance(10)) {
            draft.demand(pick(PIECES), Measure.PIECE, 1, 0, Demand.Origin.GIFT);
        }
    }

    public Instant now() {
        return now;
    }

    public Sources index() {
        return Sources.of(sources);
    }

    public StockLedger ledger() {
        if (foldedAt != movements.size()) {
            folded = StockLedger.fold(movements);
            foldedAt = movements.size();
        }
        return folded;
    }

    public Map<StockCell, Long> free() {
        Map<StockCell, Long> free = new TreeMap<>();
        ledger().balances().forEach((cell, balances) -> free.put(cell, balances.free()));
        return free;
    }

    public RegroupInput input() {
        return RegroupInput.of(
                List.copyOf(orders.values()),
                List.copyOf(works.values()),
                sources,
                free(),
                MergePolicy.defaults(),
                now);
    }

    /** Plans everything anew and carries the plan out. */
    public Decision<Grouping> plan() {
        RegroupInput input = input();
        Decision<Grouping> decision = Regroup.decide(input);
        adopt(input, decision.plan());
        return decision;
    }

    public void adopt(RegroupInput input, Grouping plan) {
        check(PlanInvariants.q2(input, plan));
        check(PlanInvariants.q3(input, plan));
        check(PlanInvariants.q4(input, plan));
        check(PlanInvariants.r1(PlanJson.read(PlanJson.write(input, plan))));
        Regrouped result = Regrouped.of(orders.values(), works.values(), input, plan, () -> nextId++);
        works.clear();
        result.fulfillmentOrders().forEach(work -> works.put(work.id(), work));
        result.orders().forEach(order -> orders.put(order.id(), order));
        book(result.movements());
        checkAll();
    }

    public SourceFold fold() {
        return SourceFold.of(orders.values(), works.values(), index());
    }

    public SourceFold.Outcome adopt(SourceFold.Outcome outcome) {
        if (outcome.isRefused()) {
            return outcome;
        }
        works.put(outcome.work().id(), outcome.work());
        Shipment parcel = outcome.shipment();
        if (parcel != null) {
            parcels.put(parcel.id(), parcel);
        }
        book(outcome.movements());
        orders.replaceAll((id, order) -> AllocationFold.recount(order, works.values()));
        checkAll();
        return outcome;
    }

    /** Every reservation needs what it takes, counters never lie. */
    private void book(List<StockMovement> more) {
        Map<String, Long> counters = ledger().counters();
        for (StockMovement.Delta delta : StockMovement.net(more)) {
            if (!delta.allowedAt(counters.getOrDefault(delta.key(), 0L))) {
                violations.add(new Violation("Q2", delta.key(), "refused " + delta));
            }
        }
        movements.addAll(more);
        check(StockInvariants.releasesWithinReservations(ledger()));
    }

    public void check(Optional<Violation> found) {
        found.ifPresent(violations::add);
    }

    public void checkAll() {
        for (Order order : orders.values()) {
            check(FulfillmentInvariants.q1(order, works.values()));
            check(FulfillmentInvariants.m4(order, works.values()));
            if (order.demands().stream().allMatch(demand -> demand.unplanned() >= 0)) {
                check(OrderInvariants.q1(order));
            }
        }
    }

    /** One step of anybody. */
    public void step() {
        now = now.plusSeconds(random.nextInt(3600));
        int choice = random.nextInt(100);
        if (choice < 20 || works.isEmpty()) {
            plan();
        } else if (choice < 30) {
            cancel();
        } else if (choice < 45) {
            adopt(fold().release(pick(List.copyOf(works.keySet())), now));
        } else if (choice < 50) {
            adopt(fold().pullBack(pick(List.copyOf(works.keySet())), somePart()));
        } else if (choice < 55 && !parcels.isEmpty()) {
            scan();
        } else {
            SourceReport report = report(pick(List.copyOf(works.keySet())));
            adopt(fold().after(report, null, () -> nextId++));
        }
    }

    private void cancel() {
        Order order = pick(List.copyOf(orders.values()));
        Demand demand = pick(order.demands());
        long most = demand.needed() - demand.canceled() - demand.progress().packed();
        if (most > 0) {
            orders.put(
                    order.id(),
                    Draft.canceled(order, demand.index(), 1 + (long) random.nextInt((int) Math.min(9, most)) % most));
            plan();
        }
    }

    private void scan() {
        Shipment parcel = pick(List.copyOf(parcels.values()));
        ShipmentFact fact = new ShipmentFact(
                parcel.carrier(),
                parcel.number(),
                parcel.discriminator(),
                Revision.numbered(random.nextInt(1000), 1),
                new Provenance("scan", now),
                List.of(),
                pick(List.of(ShipmentStatus.values())),
                null,
                null,
                null,
                null);
        adopt(ParcelFold.count(fold(), parcel.with(fact), now));
    }

    public SourceReport report(long work) {
        return switch (random.nextInt(9)) {
            case 0, 1 -> packed(work);
            case 2 -> {
                List<Part> parts = parts(work);
                yield parts.isEmpty() ? packed(work) : new SourceReport.ShortPick(work, now, parts);
            }
            case 3, 4 -> new SourceReport.Shipped(work, now, "sf", "SF" + nextId++, "", parts(work));
            case 5 -> new SourceReport.Delivered(work, now, parts(work));
            case 6 -> new SourceReport.Lost(work, now, parts(work));
            case 7 -> new SourceReport.ReturnAnnounced(work, now, parts(work));
            default -> new SourceReport.ReturnReceived(work, now, parts(work), parts(work), chance(80) ? null : "W3");
        };
    }

    private SourceReport packed(long work) {
        List<Part> parts = parts(work);
        List<SourceReport.Weight> weights = new ArrayList<>();
        for (Part part : parts) {
            Allocation allocation = works.get(work).allocations().stream()
                    .filter(a -> a.isOf(part.orderId(), part.demand()))
                    .findFirst()
                    .orElseThrow();
            if (allocation.measure() != Measure.PIECE && chance(80)) {
                weights.add(new SourceReport.Weight(part, Math.max(0, part.quantity() + random.nextInt(200) - 100)));
            }
        }
        return new SourceReport.Packed(work, now, parts, weights);
    }

    private List<Part> somePart() {
        return parts(pick(List.copyOf(works.keySet())));
    }

    /** Some parts of a work, often too many, at times none. */
    private List<Part> parts(long work) {
        List<Part> parts = new ArrayList<>();
        for (Allocation allocation : works.get(work).allocations()) {
            if (chance(60)) {
                long quantity = 1 + (random.nextLong() >>> 1) % allocation.quantity();
                parts.add(new Part(allocation.orderId(), allocation.demand(), quantity));
            }
        }
        return Part.merged(parts);
    }

    /** The same input with everything in another order. */
    public RegroupInput reordered(RegroupInput input) {
        List<Member> members = new ArrayList<>(input.members());
        List<RegroupInput.Work> some = new ArrayList<>(input.works());
        List<Source> places = new ArrayList<>(input.sources());
        Collections.shuffle(members, random);
        Collections.shuffle(some, random);
        Collections.shuffle(places, random);
        return new RegroupInput(members, some, places, input.free(), input.policy(), input.now(), input.before());
    }

    @Nullable
    public Violation firstViolation() {
        return violations.isEmpty() ? null : violations.get(0);
    }

    public static Sku sku(String code) {
        return new Sku(code);
    }
}
