package io.omskit.value;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Invariant M1, stated independently of the code that shares: parts add up to the whole; without caps each is less than one
 * minor unit from its exact share; with caps none exceeds its cap; the cumulative share is the floor of its exact value.
 *
 * <p>Each method returns the first violation found. The subject names what was checked, without personal data.
 */
public final class ValueInvariants {
    private static final String M1 = "M1";

    private ValueInvariants() {}

    /** M1 for any list of parts: they add up to the whole, in one currency. */
    public static Optional<Violation> partsAddUp(String subject, Money whole, List<Money> parts) {
        BigInteger sum = BigInteger.ZERO;
        for (Money part : parts) {
            if (!part.currency().equals(whole.currency())) {
                return violation(subject, "part " + part + " of a whole " + whole);
            }
            sum = sum.add(BigInteger.valueOf(part.minor()));
        }
        return sum.equals(BigInteger.valueOf(whole.minor()))
                ? Optional.empty()
                : violation(subject, "parts add up to " + sum + " minor units, whole is " + whole);
    }

    /**
     * M1 without caps: parts add up, and each is less than one minor unit from total * weight / sum of weights (the
     * quantities count where all weights are zero, equal parts where both are; an empty array stands for no quantities).
     */
    public static Optional<Violation> apportioned(
            String subject, long total, long[] weights, long[] quantities, long[] parts) {
        if (parts.length != weights.length) {
            return violation(subject, parts.length + " parts for " + weights.length + " weights");
        }
        Optional<Violation> sum = sumsTo(subject, total, parts);
        if (sum.isPresent()) {
            return sum;
        }
        long[] effective = sum(weights).signum() > 0 ? weights : quantities;
        BigInteger whole = sum(effective);
        boolean equal = whole.signum() == 0;
        BigInteger divisor = equal ? BigInteger.valueOf(parts.length) : whole;
        for (int i = 0; i < parts.length; i++) {
            long weight = equal ? 1 : effective[i];
            BigInteger distance = product(parts[i], divisor).subtract(product(total, BigInteger.valueOf(weight)));
            if (distance.abs().compareTo(divisor) >= 0) {
                return violation(
                        subject,
                        "part " + i + " is " + parts[i] + ", exact share is " + total + " * " + weight + " / "
                                + divisor);
            }
        }
        return Optional.empty();
    }

    /** M1 with caps: parts add up, carry the sign of the total, and none is larger than its cap. */
    public static Optional<Violation> apportionedWithin(String subject, long total, long[] caps, long[] parts) {
        if (parts.length != caps.length) {
            return violation(subject, parts.length + " parts for " + caps.length + " caps");
        }
        for (int i = 0; i < parts.length; i++) {
            boolean otherSign = Long.signum(parts[i]) * Long.signum(total) < 0;
            if (otherSign || parts[i] > caps[i] || parts[i] < -caps[i]) {
                return violation(
                        subject, "part " + i + " is " + parts[i] + ", cap is " + caps[i] + ", total is " + total);
            }
        }
        return sumsTo(subject, total, parts);
    }

    /** M1 for units: what units 1..k of n carry is floor(|amount| * k / n) with the sign of the amount. */
    public static Optional<Violation> cumulative(String subject, long amount, long k, long n, long carried) {
        BigInteger exact = product(amount, BigInteger.valueOf(k));
        BigInteger rest = exact.subtract(product(carried, BigInteger.valueOf(n)));
        boolean cut = rest.abs().compareTo(BigInteger.valueOf(n)) < 0 && rest.signum() * exact.signum() >= 0;
        return cut
                ? Optional.empty()
                : violation(subject, "units 1.." + k + " of " + n + " carry " + carried + " of an amount of " + amount);
    }

    private static Optional<Violation> sumsTo(String subject, long total, long[] parts) {
        BigInteger sum = sum(parts);
        return sum.equals(BigInteger.valueOf(total))
                ? Optional.empty()
                : violation(subject, "parts add up to " + sum + ", total is " + total);
    }

    private static BigInteger sum(long[] values) {
        BigInteger sum = BigInteger.ZERO;
        for (long value : values) {
            sum = sum.add(BigInteger.valueOf(value));
        }
        return sum;
    }

    private static BigInteger product(long left, BigInteger right) {
        return BigInteger.valueOf(left).multiply(right);
    }

    private static Optional<Violation> violation(String subject, String detail) {
        return Optional.of(new Violation(M1, subject, detail));
    }
}
