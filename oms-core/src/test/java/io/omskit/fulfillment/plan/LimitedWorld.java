package io.omskit.fulfillment.plan;

import io.omskit.catalog.Sku;
import io.omskit.fact.ChannelRef;
import io.omskit.fulfillment.Draft;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.merge.MergePolicy;
import io.omskit.fulfillment.merge.MergeTraits;
import io.omskit.fulfillment.parcel.Bond;
import io.omskit.fulfillment.parcel.Conditions;
import io.omskit.fulfillment.parcel.Goods;
import io.omskit.fulfillment.parcel.Instruction;
import io.omskit.fulfillment.parcel.ParcelPolicy;
import io.omskit.fulfillment.parcel.ParcelPolicy.Criterion;
import io.omskit.fulfillment.parcel.ParcelPolicy.Limits;
import io.omskit.fulfillment.plan.Member.Want;
import io.omskit.fulfillment.sourcing.FreightRate;
import io.omskit.stock.Source;
import io.omskit.stock.StockCell;
import io.omskit.value.Measure;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A question of one seed in which every constraint limits now and then. */
final class LimitedWorld {
    private static final List<String> CLASSES = List.of("cold", "liquid", "battery", "large");
    private static final List<String> SKUS = List.of("A", "B", "C", "D", "E");

    private final Random random;
    private final List<Source> sources = new ArrayList<>();
    private final TreeMap<StockCell, Long> free = new TreeMap<>();
    private final List<Member> members = new ArrayList<>();

    LimitedWorld(long seed) {
        random = new Random(seed);
        int count = 1 + random.nextInt(4);
        for (int i = 1; i <= count; i++) {
            sources.add(source("W" + i));
        }
        for (Source source : sources) {
            for (String sku : SKUS) {
                if (chance(65)) {
                    free.put(Draft.cell(source.id(), sku), 1L + random.nextInt(9));
                }
            }
        }
        int orders = chance(25) ? 2 : 1;
        for (long id = 1; id <= orders; id++) {
            members.add(member(id, orders > 1));
        }
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private Source source(String id) {
        Source source = Draft.warehouse(id, 10 + random.nextInt(3))
                .withCutOff(chance(20) ? LocalTime.of(random.nextInt(24), 0) : null);
        Source.Duty duty = Source.Duty.ANY;
        if (chance(10)) {
            duty = duty.withClosed(Set.of(DayOfWeek.of(1 + random.nextInt(7))), Set.of());
        }
        if (chance(10)) {
            duty = duty.withClasses(Set.of("cold", "liquid"));
        }
        return source.withDuty(duty);
    }

    private Member member(long id, boolean merges) {
        boolean sealed = !merges && chance(15);
        List<Want> wants = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        boolean set = chance(25);
        for (int i = 0; i < count; i++) {
            boolean weighed = !set && chance(10);
            boolean gift = i > 0 && i == count - 1 && chance(40);
            long quantity = weighed ? 200 + random.nextInt(3000) : 1 + random.nextInt(set ? 6 : 4);
            boolean inSet = set && i < 2;
            Bond bond = new Bond(
                    inSet ? "L0" : null,
                    inSet ? 1 + random.nextInt(2) : 1,
                    gift ? List.of(id) : List.of(),
                    sealed,
                    chance(30) ? Draft.NOW.plusSeconds(random.nextInt(200_000)) : null);
            wants.add(new Want(
                    i,
                    new Sku(weighed ? "TEA" : SKUS.get(random.nextInt(SKUS.size()))),
                    weighed ? Measure.KILOGRAM : Measure.PIECE,
                    quantity,
                    quantity,
                    0,
                    null,
                    !merges && !inSet && chance(10),
                    goods(gift),
                    bond));
        }
        MergeTraits traits = merges ? MergeTraits.of("k") : MergeTraits.NONE;
        return new Member(id, new ChannelRef("taobao", "flagship", "T" + id), Draft.NOW, false, traits, wants);
    }

    private Goods goods(boolean gift) {
        if (chance(5)) {
            return Goods.UNKNOWN;
        }
        List<String> classes = chance(50) ? List.of(CLASSES.get(random.nextInt(CLASSES.size()))) : List.of();
        return Goods.of(random.nextInt(4000), random.nextInt(3_000_000), classes, gift ? 0 : random.nextInt(20_000));
    }

    private ParcelPolicy policy() {
        Limits limits = Limits.NONE;
        limits = chance(40) ? limits.withWeightGrams(1 + random.nextInt(8000)) : limits;
        limits = chance(20) ? limits.withVolume(1 + random.nextInt(6_000_000)) : limits;
        limits = chance(30) ? limits.withPieces(1 + random.nextInt(4)) : limits;
        limits = chance(20) ? limits.withWorth(1 + random.nextInt(30_000)) : limits;
        ParcelPolicy policy = ParcelPolicy.defaults().withLimits(limits);
        policy = chance(40) ? policy.withApart("cold", "battery").withApart("liquid", "battery") : policy;
        policy = chance(30) ? policy.withAlone("large") : policy;
        policy = chance(15) ? policy.withMaxParts(1 + random.nextInt(3)) : policy;
        policy = chance(20) ? policy.withLeastPart(random.nextInt(8000)) : policy;
        policy =
                policy.withPresale(ParcelPolicy.Presale.values()[random.nextInt(ParcelPolicy.Presale.values().length)]);
        if (chance(20)) {
            policy = policy.withObjective(Criterion.FREIGHT, Criterion.BALANCE);
        } else if (chance(20)) {
            Map<Criterion, Long> weights = new EnumMap<>(Criterion.class);
            weights.put(Criterion.PARCELS, 500_000_000L);
            weights.put(Criterion.FREIGHT, 1L);
            policy = policy.withWeights(weights);
        }
        return policy;
    }

    private Conditions conditions() {
        TreeMap<String, Long> capacity = new TreeMap<>();
        TreeMap<Long, SortedMap<String, String>> barred = new TreeMap<>();
        TreeMap<Long, SortedMap<String, FreightRate>> rates = new TreeMap<>();
        for (Source source : sources) {
            if (chance(15)) {
                capacity.put(source.id(), (long) random.nextInt(3));
            }
            for (Member member : members) {
                if (chance(7)) {
                    barred.computeIfAbsent(member.orderId(), none -> new TreeMap<>())
                            .put(source.id(), chance(50) ? Conditions.OUT_OF_REACH : Conditions.REJECTED);
                }
                if (chance(40)) {
                    rates.computeIfAbsent(member.orderId(), none -> new TreeMap<>())
                            .put(source.id(), new FreightRate(random.nextInt(900), random.nextInt(400)));
                }
            }
        }
        return new Conditions(policy(), capacity, barred, rates, chance(30) ? byHand() : List.of());
    }

    private List<Instruction> byHand() {
        List<Instruction> all = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(2); i++) {
            List<Part> parts = new ArrayList<>(List.of(part()));
            if (chance(60)) {
                parts.add(part());
            }
            all.add(
                    switch (random.nextInt(4)) {
                        case 0 -> new Instruction.At(parts.get(0), "W" + (1 + random.nextInt(4)));
                        case 1 -> new Instruction.Apart(parts);
                        case 2 -> new Instruction.Together(parts);
                        default -> new Instruction.Answer(1, ParcelPolicy.Presale.WAIT_ALL);
                    });
        }
        return all;
    }

    private Part part() {
        Member member = members.get(random.nextInt(members.size()));
        Want want = member.wants().get(random.nextInt(member.wants().size()));
        return new Part(member.orderId(), want.demand(), 1 + random.nextInt((int) want.quantity()));
    }

    RegroupInput input() {
        return new RegroupInput(
                members,
                List.of(),
                sources,
                free,
                MergePolicy.defaults(),
                Draft.NOW,
                null,
                chance(90) ? conditions() : Conditions.NONE);
    }

    /** The same question after its plan was carried out, and with something more said by hand. */
    RegroupInput again(RegroupInput input, Grouping plan) {
        List<RegroupInput.Work> works = new ArrayList<>();
        TreeMap<StockCell, Long> left = new TreeMap<>(input.free());
        long id = 100;
        for (Grouping.Group group : plan.groups()) {
            works.add(new RegroupInput.Work(id++, group.source(), true, group.parts()));
            for (Part part : group.parts()) {
                left.merge(new StockCell(group.source(), input.want(part).sku()), -part.quantity(), Long::sum);
            }
        }
        TreeMap<String, Long> capacity = new TreeMap<>(input.conditions().capacity());
        works.forEach(work -> capacity.computeIfPresent(work.source(), (same, room) -> room - 1));
        return new RegroupInput(
                input.members(),
                works,
                input.sources(),
                left,
                input.policy(),
                input.now(),
                null,
                input.conditions().withCapacity(capacity));
    }

    Conditions withMoreByHand(Conditions conditions) {
        List<Instruction> all = new ArrayList<>(byHand());
        all.addAll(conditions.instructions());
        return conditions.withInstructions(all);
    }
}
