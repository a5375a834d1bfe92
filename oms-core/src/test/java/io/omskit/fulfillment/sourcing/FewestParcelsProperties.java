package io.omskit.fulfillment.sourcing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Against all sets of sources: nothing more could be shipped, not in fewer parcels, and not from better places. */
class FewestParcelsProperties {
    /**
     * An order and its stock.
     *
     * @param need by line
     * @param free by source, then line
     */
    record Case(long[] need, long[][] free) {
        @Override
        public String toString() {
            return java.util.Arrays.toString(need) + " of " + java.util.Arrays.deepToString(free);
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<Integer> lines = Arbitraries.integers().between(1, 5);
        Arbitrary<Integer> sources = Arbitraries.integers().between(1, 7);
        return Combinators.combine(lines, sources).flatAs((l, s) -> Combinators.combine(
                        Arbitraries.longs().between(0, 4).array(long[].class).ofSize(l),
                        Arbitraries.longs()
                                .between(0, 3)
                                .array(long[].class)
                                .ofSize(l)
                                .array(long[][].class)
                                .ofSize(s))
                .as(Case::new));
    }

    /** What a set of sources comes to: units left over, parcels, sum of the places of the units. */
    private static long[] worth(Case given, List<Integer> chosen) {
        long left = 0;
        long places = 0;
        boolean[] used = new boolean[given.free().length];
        for (int line = 0; line < given.need().length; line++) {
            long rest = given.need()[line];
            for (int source : chosen) {
                long take = Math.min(rest, given.free()[source][line]);
                rest -= take;
                places += take * source;
                used[source] |= take > 0;
            }
            left += rest;
        }
        long parcels = 0;
        for (boolean one : used) {
            parcels += one ? 1 : 0;
        }
        return new long[] {left, parcels, places};
    }

    @Property
    void noSetOfSourcesIsBetter(@ForAll("cases") Case given) {
        List<Integer> chosen = FewestParcels.choose(given.need(), given.free());
        long[] ours = worth(given, chosen);
        assertEquals(chosen.size(), ours[1], "every chosen source ships something");
        for (int set = 0; set < 1 << given.free().length; set++) {
            List<Integer> other = new ArrayList<>();
            for (int source = 0; source < given.free().length; source++) {
                if ((set >> source & 1) == 1) {
                    other.add(source);
                }
            }
            assertTrue(java.util.Arrays.compare(ours, worth(given, other)) <= 0, () -> given + " by " + other);
        }
    }

    @Example
    void amountsBeyondCountingAreStillServedCompletely() {
        long much = 1L << 41;
        long[] need = {much, much};
        long[][] free = {{much / 2, 0}, {much / 2, much / 2}, {0, much / 2}, {1, 1}};
        List<Integer> chosen = FewestParcels.choose(need, free);
        assertEquals(List.of(0, 1, 2), chosen);
    }

    @Example
    void threeSmallSourcesLoseAgainstTwoThatFit() {
        // the source that has most of it leads to three parcels, the other two do it in two
        long[] need = {2, 2, 2, 2};
        long[][] free = {{2, 2, 0, 0}, {0, 2, 2, 1}, {0, 0, 2, 2}};
        assertEquals(List.of(0, 2), FewestParcels.choose(need, free));
    }
}
