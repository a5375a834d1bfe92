package io.omskit.fulfillment.stored;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.parcel.Bond;
import io.omskit.fulfillment.parcel.Conditions;
import io.omskit.fulfillment.parcel.Goods;
import io.omskit.fulfillment.parcel.Instruction;
import io.omskit.fulfillment.parcel.ParcelPolicy;
import io.omskit.fulfillment.parcel.ParcelPolicy.Criterion;
import io.omskit.fulfillment.parcel.ParcelPolicy.Limits;
import io.omskit.fulfillment.parcel.ParcelPolicy.Presale;
import io.omskit.fulfillment.sourcing.FreightRate;
import io.omskit.order.stored.StoredObject;
import io.omskit.order.stored.StoredWriter;
import io.omskit.stock.Source;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever limits parcels comes back as it was written, and the usual is not written at all. */
class ConditionsJsonProperties {
    private static final List<String> WORDS = List.of("cold", "liquid", "大件", "a\"b", "W1");

    private static Conditions again(Conditions conditions) {
        StoredWriter out = new StoredWriter(null, null);
        ConditionsJson.write(out, conditions);
        return ConditionsJson.read(StoredObject.parse(out.end()));
    }

    /** A flat list, through text and back. */
    private static <T> T again(Optional<List<Object>> flat, Function<Object, T> read, T usual) {
        if (flat.isEmpty()) {
            return usual;
        }
        StoredWriter out = new StoredWriter(null, null);
        out.allValues("x", flat.orElseThrow());
        return read.apply(StoredObject.parse(out.end()).list("x", Object.class));
    }

    private static Set<String> words(Random random) {
        List<String> all = new ArrayList<>(WORDS);
        Collections.shuffle(all, random);
        return new TreeSet<>(all.subList(0, random.nextInt(all.size())));
    }

    private static String word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private static List<Part> parts(Random random) {
        List<Part> parts = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            parts.add(new Part(random.nextLong(), i, 1 + random.nextInt(9)));
        }
        return parts;
    }

    private static Instruction instruction(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Instruction.At(parts(random).get(0), word(random));
            case 1 -> new Instruction.Apart(parts(random));
            case 2 -> new Instruction.Together(parts(random));
            default ->
                new Instruction.Answer(random.nextLong(), random.nextBoolean() ? Presale.SPLIT : Presale.WAIT_ALL);
        };
    }

    private static ParcelPolicy policy(Random random) {
        Limits limits =
                random.nextBoolean() ? Limits.NONE : new Limits(some(random), some(random), some(random), some(random));
        ParcelPolicy policy = ParcelPolicy.defaults().withLimits(limits);
        for (int i = random.nextInt(3); i > 0; i--) {
            policy = policy.withApart("cold", "class" + random.nextInt(5)).withAlone(word(random));
        }
        policy = random.nextBoolean() ? policy : policy.withMaxParts(1 + random.nextInt(99));
        policy = random.nextBoolean() ? policy : policy.withLeastPart(random.nextInt(999));
        policy = policy.withPresale(Presale.values()[random.nextInt(3)]);
        List<Criterion> criteria = new ArrayList<>(List.of(Criterion.values()));
        Collections.shuffle(criteria, random);
        List<Criterion> some = criteria.subList(0, random.nextInt(criteria.size() + 1));
        if (random.nextInt(3) == 0) {
            return policy.withObjective(some.toArray(Criterion[]::new));
        }
        if (random.nextBoolean()) {
            Map<Criterion, Long> weights = new LinkedHashMap<>();
            some.forEach(one -> weights.put(one, (long) random.nextInt(9)));
            return policy.withWeights(weights);
        }
        return policy;
    }

    private static long some(Random random) {
        return random.nextInt(3) == 0 ? Limits.NONE.pieces() : 1 + random.nextInt(9_999);
    }

    @Property
    void conditionsComeBackAsTheyWere(@ForAll Random random) {
        TreeMap<String, Long> capacity = new TreeMap<>();
        TreeMap<Long, SortedMap<String, String>> barred = new TreeMap<>();
        TreeMap<Long, SortedMap<String, FreightRate>> rates = new TreeMap<>();
        List<Instruction> byHand = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            capacity.put(word(random), (long) random.nextInt(9));
            barred.computeIfAbsent(random.nextLong(), none -> new TreeMap<>()).put(word(random), Conditions.REJECTED);
            rates.computeIfAbsent((long) random.nextInt(3), none -> new TreeMap<>())
                    .put(word(random), new FreightRate(random.nextInt(900), random.nextInt(900)));
            byHand.add(instruction(random));
        }
        Conditions conditions = new Conditions(policy(random), capacity, barred, rates, byHand);
        assertEquals(conditions, again(conditions));
    }

    @Property
    void goodsBondsAndDutiesComeBackAsTheyWere(@ForAll Random random) {
        Goods goods = new Goods(
                random.nextBoolean(),
                random.nextInt(3) * 100,
                random.nextInt(3),
                new TreeSet<>(words(random)),
                random.nextInt(3));
        assertEquals(goods, again(ConditionsJson.goods(goods), ConditionsJson::goods, Goods.UNKNOWN));
        boolean set = random.nextBoolean();
        Bond bond = new Bond(
                set ? word(random) : null,
                set ? 1 + random.nextInt(5) : 1,
                random.nextBoolean() ? List.of() : List.of(random.nextLong(), 7L),
                random.nextBoolean(),
                random.nextBoolean() ? null : Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)));
        assertEquals(bond, again(ConditionsJson.bond(bond), ConditionsJson::bond, Bond.NONE));
        Source.Duty duty = new Source.Duty(
                random.nextBoolean() ? Set.of() : Set.of(DayOfWeek.of(1 + random.nextInt(6)), DayOfWeek.SUNDAY),
                random.nextBoolean() ? Set.of() : Set.of(LocalDate.ofEpochDay(random.nextInt(40_000))),
                random.nextBoolean() ? null : words(random),
                random.nextBoolean() ? null : words(random));
        assertEquals(duty, again(ConditionsJson.duty(duty), ConditionsJson::duty, Source.Duty.ANY));
    }

    @Example
    void theUsualIsNotWritten() {
        StoredWriter out = new StoredWriter(null, null);
        ConditionsJson.write(out, Conditions.NONE);
        assertEquals("{}", out.end());
        assertTrue(ConditionsJson.goods(Goods.UNKNOWN).isEmpty());
        assertTrue(ConditionsJson.bond(Bond.NONE).isEmpty());
        assertTrue(ConditionsJson.duty(Source.Duty.ANY).isEmpty());
        assertEquals(Goods.UNKNOWN, ConditionsJson.goods((Object) null));
        assertEquals(Bond.NONE, ConditionsJson.bond((Object) null));
        assertEquals(Source.Duty.ANY, ConditionsJson.duty((Object) null));
    }

    /** A source that serves no region is not one that serves all. */
    @Example
    void noneIsNotAll() {
        for (Source.Duty duty : List.of(
                Source.Duty.ANY.withRegions(Set.of()),
                Source.Duty.ANY.withClasses(Set.of()),
                Source.Duty.ANY.withClosed(Set.of(DayOfWeek.MONDAY), Set.of()))) {
            assertEquals(duty, again(ConditionsJson.duty(duty), ConditionsJson::duty, Source.Duty.ANY));
        }
    }

    @Example
    void equalWeightsAreEqualPoliciesInWhateverOrderTheyAreGiven() {
        Map<Criterion, Long> one = new LinkedHashMap<>();
        one.put(Criterion.FREIGHT, 2L);
        one.put(Criterion.PARCELS, 1L);
        Map<Criterion, Long> other = new LinkedHashMap<>();
        other.put(Criterion.PARCELS, 1L);
        other.put(Criterion.FREIGHT, 2L);
        assertEquals(
                ParcelPolicy.defaults().withWeights(one),
                ParcelPolicy.defaults().withWeights(other));
    }

    @Example
    void whatIsNotAsItWasWrittenNamesItsPlace() {
        refused("an instruction is [nearby, W1, 1, 2, 3]", "{\"limits\":{\"hand\":[[\"nearby\",\"W1\",1,2,3]]}}");
        refused("an instruction names no units", "{\"limits\":{\"hand\":[[\"apart\",\"\"]]}}");
        refused("a list has no text at place 0", "{\"limits\":{\"capacity\":[1,2]}}");
        refused("a list has no whole number at place 1", "{\"limits\":{\"capacity\":[\"W1\",\"2\"]}}");
        refused("a list has no text at place 1", "{\"limits\":{\"apart\":[[\"cold\"]]}}");
        refused("member weights has the word COST", "{\"limits\":{\"weights\":[\"COST\",1]}}");
        refused("member objective has the word COST", "{\"limits\":{\"objective\":[\"COST\"]}}");
        assertEquals(
                "a list has no list at place 1",
                assertThrows(IllegalArgumentException.class, () -> ConditionsJson.duty(List.of(List.of(), "x")))
                        .getMessage());
    }

    private static void refused(String problem, String row) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> ConditionsJson.read(StoredObject.parse(row)))
                .getMessage();
        assertTrue(message.startsWith(problem), message);
    }
}
