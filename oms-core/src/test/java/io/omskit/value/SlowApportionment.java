package io.omskit.value;

import java.math.BigInteger;
import java.util.Arrays;

/** The apportionment rule written as it is spoken, one unit at a time on big integers: the model for the properties. */
final class SlowApportionment {
    private SlowApportionment() {}

    static long[] share(long total, long[] weights, long[] quantities) {
        if (Arrays.stream(weights).anyMatch(weight -> weight > 0)) {
            return byWeight(total, weights);
        }
        if (Arrays.stream(quantities).anyMatch(quantity -> quantity > 0)) {
            return byWeight(total, quantities);
        }
        long[] ones = new long[weights.length];
        Arrays.fill(ones, 1);
        return byWeight(total, ones);
    }

    static long[] shareCapped(long total, long[] weights, long[] caps) {
        long[] parts = new long[weights.length];
        long left = Math.abs(total);
        while (left > 0) {
            long[] open = weights.clone();
            for (int i = 0; i < open.length; i++) {
                open[i] = parts[i] == caps[i] ? 0 : open[i];
            }
            if (Arrays.stream(open).allMatch(weight -> weight == 0)) {
                for (int i = 0; i < open.length; i++) {
                    open[i] = parts[i] == caps[i] ? 0 : 1;
                }
            }
            long[] shares = byWeight(left, open);
            left = 0;
            for (int i = 0; i < shares.length; i++) {
                long wanted = parts[i] + shares[i];
                parts[i] = Math.min(wanted, caps[i]);
                left += wanted - parts[i];
            }
        }
        return Arrays.stream(parts).map(part -> total < 0 ? -part : part).toArray();
    }

    static BigInteger cumulative(long amount, long k, long n) {
        BigInteger floor = big(amount).abs().multiply(big(k)).divide(big(n));
        return amount < 0 ? floor.negate() : floor;
    }

    private static long[] byWeight(long total, long[] weights) {
        BigInteger size = big(total).abs();
        BigInteger sum =
                Arrays.stream(weights).mapToObj(SlowApportionment::big).reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger[] parts = new BigInteger[weights.length];
        BigInteger[] remainders = new BigInteger[weights.length];
        BigInteger rest = size;
        for (int i = 0; i < weights.length; i++) {
            BigInteger exactTimesSum = size.multiply(big(weights[i]));
            parts[i] = exactTimesSum.divide(sum);
            remainders[i] = exactTimesSum.mod(sum);
            rest = rest.subtract(parts[i]);
        }
        for (; rest.signum() > 0; rest = rest.subtract(BigInteger.ONE)) {
            int best = best(remainders, weights);
            parts[best] = parts[best].add(BigInteger.ONE);
            remainders[best] = BigInteger.ONE.negate();
        }
        return Arrays.stream(parts)
                .mapToLong(part -> (total < 0 ? part.negate() : part).longValueExact())
                .toArray();
    }

    private static int best(BigInteger[] remainders, long[] weights) {
        int best = 0;
        for (int i = 1; i < remainders.length; i++) {
            int byRemainder = remainders[i].compareTo(remainders[best]);
            if (byRemainder > 0 || (byRemainder == 0 && weights[i] > weights[best])) {
                best = i;
            }
        }
        return best;
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }
}
