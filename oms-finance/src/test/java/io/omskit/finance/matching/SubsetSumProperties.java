package io.omskit.finance.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.omskit.finance.matching.SubsetSum.Explanations;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SubsetSumProperties {
    @Property
    void agreesWithTryingEverySubset(
            @ForAll @Size(max = 11) List<@IntRange(min = -6, max = 12) Integer> amounts,
            @ForAll @IntRange(min = -8, max = 30) int target) {
        int count = 0;
        long members = 0;
        for (int mask = 1; mask < 1 << amounts.size(); mask++) {
            long sum = 0;
            for (int i = 0; i < amounts.size(); i++) {
                sum += (mask >> i & 1) * amounts.get(i);
            }
            if (sum == target) {
                count++;
                members |= mask;
            }
        }
        Explanations found =
                SubsetSum.of(amounts.stream().map(Integer::longValue).toList(), target);
        assertEquals(new Explanations(Math.min(2, count), members), found);
    }

    @Example
    void thirtySixRecordsAreSearchedWhole() {
        List<Long> powers = LongStream.range(0, 36).map(i -> 1L << i).boxed().toList();
        assertEquals(new Explanations(1, 0xabcdef123L), SubsetSum.of(powers, 0xabcdef123L));
        List<Long> equal = LongStream.range(0, 36).map(i -> 7).boxed().toList();
        assertEquals(new Explanations(2, (1L << 36) - 1), SubsetSum.of(equal, 70));
    }
}
