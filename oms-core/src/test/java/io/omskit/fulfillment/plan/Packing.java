package io.omskit.fulfillment.plan;

import static io.omskit.fulfillment.Draft.NOW;
import static io.omskit.fulfillment.Draft.cell;
import static io.omskit.fulfillment.Draft.warehouse;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.omskit.catalog.Sku;
import io.omskit.decision.Decision;
import io.omskit.decision.Reason;
import io.omskit.fact.ChannelRef;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.merge.MergePolicy;
import io.omskit.fulfillment.merge.MergeTraits;
import io.omskit.fulfillment.parcel.Bond;
import io.omskit.fulfillment.parcel.Conditions;
import io.omskit.fulfillment.parcel.Goods;
import io.omskit.fulfillment.parcel.Instruction;
import io.omskit.fulfillment.parcel.ParcelPolicy;
import io.omskit.fulfillment.plan.Grouping.Group;
import io.omskit.fulfillment.plan.Member.Want;
import io.omskit.fulfillment.sourcing.FreightRate;
import io.omskit.stock.Source;
import io.omskit.stock.StockCell;
import io.omskit.value.Measure;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A question of parcels in the making: orders of one buyer, what sources have, what limits parcels. */
final class Packing {
    private final TreeMap<Long, List<Want>> wants = new TreeMap<>();
    private final TreeMap<StockCell, Long> free = new TreeMap<>();
    private final List<Source> sources = new ArrayList<>(List.of(warehouse("W1", 10), warehouse("W2", 20)));
    private @Nullable String fixed;
    private Conditions conditions = Conditions.of(ParcelPolicy.defaults());

    static Goods goods(long grams, String... classes) {
        return Goods.of(grams, 0, List.of(classes), 1000);
    }

    static Bond sealed() {
        return new Bond(null, 1, List.of(), true, null);
    }

    static Bond set(long perSet) {
        return new Bond("L0", perSet, List.of(), false, null);
    }

    static Bond giftOf(Long... orders) {
        return new Bond(null, 1, List.of(orders), false, null);
    }

    static Part part(int demand, long quantity) {
        return new Part(1, demand, quantity);
    }

    static Group group(String source, Part... parts) {
        return new Group(null, source, List.of(parts));
    }

    /** A demand of the first order. */
    Packing want(String sku, long pieces, Goods goods, Bond bond) {
        return want(1, sku, Measure.PIECE, pieces, goods, bond);
    }

    Packing want(long order, String sku, Measure measure, long steps, Goods goods, Bond bond) {
        List<Want> own = wants.computeIfAbsent(order, none -> new ArrayList<>());
        own.add(new Want(own.size(), new Sku(sku), measure, steps, steps, 0, fixed, false, goods, bond));
        return this;
    }

    /** The demands that follow come from this source only. */
    Packing at(String source) {
        fixed = source;
        return this;
    }

    Packing cutOff(String source, LocalTime time) {
        sources.replaceAll(one -> one.id().equals(source) ? one.withCutOff(time) : one);
        return this;
    }

    /** What parcels of the first order cost from some sources. */
    Packing rates(Map<String, FreightRate> rates) {
        conditions = new Conditions(
                conditions.policy(),
                new TreeMap<>(conditions.capacity()),
                new TreeMap<>(),
                new TreeMap<>(Map.of(1L, new TreeMap<>(rates))),
                conditions.instructions());
        return this;
    }

    Packing stock(String source, String sku, long quantity) {
        free.put(cell(source, sku), quantity);
        return this;
    }

    Packing uncounted(String id) {
        sources.replaceAll(source -> source.id().equals(id) ? source.withCounted(false) : source);
        return this;
    }

    Packing capacity(String source, long parcels) {
        conditions = conditions.withCapacity(Map.of(source, parcels));
        return this;
    }

    Packing under(ParcelPolicy policy) {
        conditions = Conditions.of(policy);
        return this;
    }

    Packing byHand(Instruction... instructions) {
        conditions = conditions.withInstructions(List.of(instructions));
        return this;
    }

    RegroupInput input() {
        List<Member> members = new ArrayList<>();
        MergeTraits traits = wants.size() > 1 ? MergeTraits.of("k") : MergeTraits.NONE;
        wants.forEach((id, own) ->
                members.add(new Member(id, new ChannelRef("taobao", "flagship", "T" + id), NOW, false, traits, own)));
        return new RegroupInput(members, List.of(), sources, free, MergePolicy.defaults(), NOW, null, conditions);
    }

    /** The plan, which keeps every rule. */
    Decision<Grouping> decide() {
        RegroupInput input = input();
        Decision<Grouping> decision = Regroup.decide(input);
        assertEquals(Optional.empty(), ParcelRules.all(input, decision.plan()));
        assertEquals(Optional.empty(), PlanInvariants.q2(input, decision.plan()));
        assertEquals(Optional.empty(), PlanInvariants.q3(input, decision.plan()));
        assertEquals(Optional.empty(), PlanInvariants.q4(input, decision.plan()));
        return decision;
    }

    static List<String> codes(Decision<Grouping> decision) {
        return decision.explanation().reasons().stream()
                .map(Reason::code)
                .distinct()
                .toList();
    }

    static Reason reason(Decision<Grouping> decision, String code) {
        return decision.explanation().reasons().stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError(code + " is not among " + codes(decision)));
    }
}
