package io.omskit.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CumulativeShareProperties {
    record Units(long amount, long k, long n) {}

    @Property
    void shareOfTheFirstUnitsObeysM1(@ForAll("units") Units u) {
        long carried = Apportionment.cumulative(u.amount, u.k, u.n);
        assertEquals(Optional.empty(), ValueInvariants.cumulative("line", u.amount, u.k, u.n, carried));
        assertEquals(SlowApportionment.cumulative(u.amount, u.k, u.n), BigInteger.valueOf(carried));
    }

    @Property
    void shareOfTheFirstUnitsObeysM1UpTo64Bits(@ForAll("hugeUnits") Units u) {
        long carried = Apportionment.cumulative(u.amount, u.k, u.n);
        assertEquals(Optional.empty(), ValueInvariants.cumulative("line", u.amount, u.k, u.n, carried));
        assertEquals(SlowApportionment.cumulative(u.amount, u.k, u.n), BigInteger.valueOf(carried));
    }

    @Property
    void noUnitCarriesNothingAndAllCarryTheAmount(@ForAll("hugeUnits") Units u) {
        assertEquals(0, Apportionment.cumulative(u.amount, 0, u.n));
        assertEquals(u.amount, Apportionment.cumulative(u.amount, u.n, u.n));
    }

    @Property
    void oneMoreUnitNeverCarriesLess(@ForAll("hugeUnits") Units u) {
        if (u.k < u.n) {
            long step = Apportionment.between(u.amount, u.k, u.k + 1, u.n);
            assertTrue(step == 0 || (step > 0) == (u.amount > 0), "unit " + (u.k + 1) + " carries " + step);
        }
    }

    @Property
    void unitsDifferByAtMostOneMinorUnit(@ForAll("units") Units u) {
        long floor = Math.abs(u.amount) / u.n;
        long last = Math.min(u.n, 200);
        for (long unit = 0; unit < last; unit++) {
            long size = Math.abs(Apportionment.between(u.amount, unit, unit + 1, u.n));
            assertTrue(size == floor || size == floor + 1, "unit " + unit + " carries " + size);
        }
    }

    @Property
    void anySequenceOfPartialRefundsEndsExactlyAtTheAmount(
            @ForAll("amounts") long amount, @ForAll("refunds") List<Long> quantities) {
        long units = quantities.stream().mapToLong(Long::longValue).sum();
        long refunded = 0;
        long sum = 0;
        for (long quantity : quantities) {
            sum += Apportionment.between(amount, refunded, refunded + quantity, units);
            refunded += quantity;
            assertEquals(Apportionment.cumulative(amount, refunded, units), sum);
            assertTrue(Math.abs(sum) <= Math.abs(amount));
        }
        assertEquals(amount, sum);
    }

    @Property
    void everyBearerGetsBackExactlyWhatItGave(
            @ForAll("bearerAmounts") long[] bearers, @ForAll("refunds") List<Long> quantities) {
        long units = quantities.stream().mapToLong(Long::longValue).sum();
        for (long given : bearers) {
            long back = 0;
            long from = 0;
            for (long quantity : quantities) {
                back += Apportionment.between(given, from, from + quantity, units);
                from += quantity;
            }
            assertEquals(given, back);
        }
    }

    @Provide
    Arbitrary<Units> units() {
        return units(amounts(), Arbitraries.longs().between(1, 5_000));
    }

    @Provide
    Arbitrary<Units> hugeUnits() {
        return units(Arbitraries.longs(), Arbitraries.longs().between(1, Long.MAX_VALUE));
    }

    @Provide
    Arbitrary<Long> amounts() {
        return Arbitraries.longs().between(-1_000_000_000, 1_000_000_000);
    }

    @Provide
    Arbitrary<long[]> bearerAmounts() {
        return amounts().array(long[].class).ofMinSize(1).ofMaxSize(4);
    }

    /** Quantities of successive refunds that together return the whole line. */
    @Provide
    Arbitrary<List<Long>> refunds() {
        return Arbitraries.longs().between(1, 500).list().ofMinSize(1).ofMaxSize(20);
    }

    private static Arbitrary<Units> units(Arbitrary<Long> amounts, Arbitrary<Long> counts) {
        return counts.flatMap(
                n -> Combinators.combine(amounts, Arbitraries.longs().between(0, n))
                        .as((amount, k) -> new Units(amount, k, n)));
    }
}
