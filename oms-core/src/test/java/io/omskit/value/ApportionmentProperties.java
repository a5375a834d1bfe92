package io.omskit.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class ApportionmentProperties {
    private static final long[] NONE = {};

    /** A total with weights, fallback quantities and caps of the same number of lines. */
    record Case(long total, long[] weights, long[] quantities, long[] caps) {
        @Override
        public String toString() {
            return total + " over " + Arrays.toString(weights) + " or " + Arrays.toString(quantities) + " within "
                    + Arrays.toString(caps);
        }
    }

    @Property
    void sharesObeyM1(@ForAll("cases") Case c) {
        long[] parts = Apportionment.share(c.total, c.weights, c.quantities);
        assertEquals(Optional.empty(), ValueInvariants.apportioned("case", c.total, c.weights, c.quantities, parts));
    }

    @Property
    void sharesEqualTheSlowModel(@ForAll("cases") Case c) {
        assertArrayEquals(
                SlowApportionment.share(c.total, c.weights, c.quantities),
                Apportionment.share(c.total, c.weights, c.quantities));
        assertArrayEquals(SlowApportionment.share(c.total, c.weights, NONE), Apportionment.share(c.total, c.weights));
    }

    @Property
    void manyTiesEqualTheSlowModel(@ForAll("smallTotals") long total, @ForAll("manySmallWeights") long[] weights) {
        long[] expected = SlowApportionment.share(total, weights, NONE);
        assertArrayEquals(expected, Apportionment.share(total, weights));
        long[] huge = Arrays.stream(weights).map(weight -> weight << 60).toArray();
        assertArrayEquals(expected, Apportionment.share(total, huge));
    }

    @Property
    void hugeNumbersEqualTheSlowModel(@ForAll("hugeCases") Case c) {
        assertArrayEquals(
                SlowApportionment.share(c.total, c.weights, c.quantities),
                Apportionment.share(c.total, c.weights, c.quantities));
    }

    @Property
    void proportionsShareTheSameOnBothSidesOf64Bits(@ForAll("cases") Case c) {
        // The same proportions, once as products that fit into a long and once as products that do not.
        long[] scaled = Arrays.stream(c.weights).map(weight -> weight << 40).toArray();
        assertArrayEquals(Apportionment.share(c.total, c.weights), Apportionment.share(c.total, scaled));
    }

    @Property
    void permutingLinesPermutesTheSharesUpToTies(@ForAll("cases") Case c, @ForAll long seed) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < c.weights.length; i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed));
        long[] permuted = order.stream().mapToLong(i -> c.weights[i]).toArray();
        long[] straight = Apportionment.share(c.total, c.weights);
        long[] other = Apportionment.share(c.total, permuted);
        Arrays.sort(straight);
        Arrays.sort(other);
        assertArrayEquals(straight, other);
    }

    @Property
    void oppositeTotalsHaveOppositeShares(@ForAll("cases") Case c) {
        long[] mirrored = Apportionment.share(-c.total, c.weights, c.quantities);
        assertArrayEquals(
                Apportionment.share(c.total, c.weights, c.quantities),
                Arrays.stream(mirrored).map(part -> -part).toArray());
    }

    @Property
    void zeroSharesToZeros(@ForAll("cases") Case c) {
        assertArrayEquals(new long[c.weights.length], Apportionment.share(0, c.weights, c.quantities));
        assertArrayEquals(new long[c.weights.length], Apportionment.shareCapped(0, c.weights, c.caps));
    }

    @Property
    void aHeavierLineNeverGetsLess(@ForAll("cases") Case c) {
        long[] parts = Apportionment.share(Math.abs(c.total), c.weights);
        for (int i = 0; i < parts.length; i++) {
            for (int j = 0; j < parts.length; j++) {
                if (c.weights[i] > c.weights[j] && parts[i] < parts[j]) {
                    throw new AssertionError("line " + i + " is heavier than " + j + ": " + Arrays.toString(parts));
                }
            }
        }
    }

    @Property
    void cappedSharesObeyM1(@ForAll("withinCaps") Case c) {
        long[] parts = Apportionment.shareCapped(c.total, c.weights, c.caps);
        assertEquals(Optional.empty(), ValueInvariants.apportionedWithin("case", c.total, c.caps, parts));
    }

    @Property
    void cappedSharesEqualTheSlowModel(@ForAll("withinCaps") Case c) {
        assertArrayEquals(
                SlowApportionment.shareCapped(c.total, c.weights, c.caps),
                Apportionment.shareCapped(c.total, c.weights, c.caps));
    }

    @Property
    void capsThatNobodyReachesChangeNothing(@ForAll("cases") Case c) {
        long[] wide = new long[c.weights.length];
        Arrays.fill(wide, Long.MAX_VALUE);
        assertArrayEquals(Apportionment.share(c.total, c.weights), Apportionment.shareCapped(c.total, c.weights, wide));
    }

    @Property
    void aTotalAsLargeAsTheCapsFillsThemAll(@ForAll("cases") Case c) {
        long room = Arrays.stream(c.caps).sum();
        assertArrayEquals(c.caps, Apportionment.shareCapped(room, c.weights, c.caps));
    }

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<Long> total = Arbitraries.longs().between(-10_000_000, 10_000_000);
        Arbitrary<Long> weight = Arbitraries.longs().between(0, 1_000_000);
        return cases(total, weight, Arbitraries.longs().between(0, 50));
    }

    @Provide
    Arbitrary<Case> hugeCases() {
        Arbitrary<Long> total = Arbitraries.longs().between(-Long.MAX_VALUE, Long.MAX_VALUE);
        Arbitrary<Long> weight = Arbitraries.longs().between(0, Long.MAX_VALUE);
        return cases(total, weight, weight);
    }

    /** Totals that the caps can hold. */
    @Provide
    Arbitrary<Case> withinCaps() {
        return cases().map(c -> {
            long room = Arrays.stream(c.caps).sum();
            return new Case(room == 0 ? 0 : c.total % (room + 1), c.weights, c.quantities, c.caps);
        });
    }

    @Provide
    Arbitrary<Long> smallTotals() {
        return Arbitraries.longs().between(-200, 200);
    }

    @Provide
    Arbitrary<long[]> manySmallWeights() {
        return Arbitraries.longs()
                .between(0, 4)
                .array(long[].class)
                .ofMinSize(1)
                .ofMaxSize(120);
    }

    private static Arbitrary<Case> cases(Arbitrary<Long> total, Arbitrary<Long> weight, Arbitrary<Long> quantity) {
        Arbitrary<Long> oftenZero = Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just(0L)), Tuple.of(3, weight));
        Arbitrary<Long> cap = Arbitraries.longs().between(0, 3_000_000);
        return Arbitraries.integers().between(1, 12).flatMap(lines -> Combinators.combine(
                        total,
                        Arbitraries.oneOf(oftenZero, Arbitraries.just(0L), weight)
                                .array(long[].class)
                                .ofSize(lines),
                        quantity.array(long[].class).ofSize(lines),
                        cap.array(long[].class).ofSize(lines))
                .as(Case::new));
    }
}
