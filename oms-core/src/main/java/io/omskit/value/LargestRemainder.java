package io.omskit.value;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Largest-remainder arithmetic on checked input: weights of zero or more, not all zero. The ordinary case stays in longs
 * and allocates the result only; where a product would exceed 64 bits the same rule runs on big integers.
 */
final class LargestRemainder {
    private LargestRemainder() {}

    static long[] share(long total, long[] weights) {
        long size = ExactMath.abs(total);
        long sum = 0;
        for (long weight : weights) {
            sum += weight;
            if (sum < 0) {
                return shareBig(total, weights);
            }
        }
        return ExactMath.productFits(size, sum) ? shareLong(total, weights, sum) : shareBig(total, weights);
    }

    static long[] equalParts(long total, int count) {
        long size = ExactMath.abs(total);
        long sign = Long.signum(total);
        long rest = size % count;
        long[] parts = new long[count];
        for (int i = 0; i < count; i++) {
            parts[i] = sign * (size / count + (i < rest ? 1 : 0));
        }
        return parts;
    }

    /** floor(|a| * b / n) with the sign of a, for 0 &lt;= b &lt;= n and |a| &lt;= n. */
    static long multiplyDivide(long a, long b, long n) {
        return ExactMath.productFits(a, b)
                ? a * b / n
                : BigInteger.valueOf(a)
                        .multiply(BigInteger.valueOf(b))
                        .divide(BigInteger.valueOf(n))
                        .longValueExact();
    }

    private static long[] shareLong(long total, long[] weights, long sum) {
        long size = Math.abs(total);
        long sign = Long.signum(total);
        long[] parts = new long[weights.length];
        long rest = size;
        for (int i = 0; i < weights.length; i++) {
            long product = size * weights[i];
            rest -= product / sum;
            parts[i] = product % sum; // the remainder waits here for the last pass
        }
        // A search for the lowest winning remainder, then weight, needs no sorted copy.
        long winning = threshold(parts, weights, -1, rest, sum);
        long tied = rest - countAbove(parts, weights, -1, winning);
        long winningWeight = threshold(parts, weights, winning, tied, sum);
        long last = tied - countAbove(parts, weights, winning, winningWeight);
        for (int i = 0; i < weights.length; i++) {
            boolean wins = parts[i] > winning;
            if (parts[i] == winning && weights[i] >= winningWeight) {
                wins = weights[i] > winningWeight || last-- > 0;
            }
            parts[i] = sign * (size * weights[i] / sum + (wins ? 1 : 0));
        }
        return parts;
    }

    /** The smallest limit of zero or more that at most {@code places} entries exceed. */
    private static long threshold(long[] remainders, long[] weights, long tiedAt, long places, long upper) {
        long low = 0;
        long high = upper;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (countAbove(remainders, weights, tiedAt, middle) <= places) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Remainders above the limit; with {@code tiedAt} of zero or more the weights, above the limit, of that remainder. */
    private static long countAbove(long[] remainders, long[] weights, long tiedAt, long limit) {
        long count = 0;
        for (int i = 0; i < remainders.length; i++) {
            if (tiedAt < 0 ? remainders[i] > limit : remainders[i] == tiedAt && weights[i] > limit) {
                count++;
            }
        }
        return count;
    }

    private static long[] shareBig(long total, long[] weights) {
        BigInteger size = BigInteger.valueOf(total).abs();
        BigInteger sum = BigInteger.ZERO;
        for (long weight : weights) {
            sum = sum.add(BigInteger.valueOf(weight));
        }
        long[] parts = new long[weights.length];
        BigInteger[] remainders = new BigInteger[weights.length];
        long rest = Math.abs(total);
        for (int i = 0; i < weights.length; i++) {
            BigInteger[] division =
                    size.multiply(BigInteger.valueOf(weights[i])).divideAndRemainder(sum);
            parts[i] = division[0].longValueExact();
            remainders[i] = division[1];
            rest -= parts[i];
        }
        IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.<Integer, BigInteger>comparing(i -> remainders[i])
                        .thenComparing(i -> weights[i])
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .limit(rest)
                .forEach(i -> parts[i]++);
        if (total < 0) {
            for (int i = 0; i < parts.length; i++) {
                parts[i] = -parts[i];
            }
        }
        return parts;
    }
}
