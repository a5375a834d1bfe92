package io.omskit.order;

import io.omskit.value.Apportionment;
import io.omskit.value.Money;
import java.util.Arrays;
import java.util.Currency;
import java.util.StringJoiner;

/**
 * An amount of money by component, in one currency. What a line, a parcel or a refund is worth, and who bears it.
 *
 * <p>Immutable. Arithmetic is exact: an overflow is an {@link ArithmeticException}.
 */
@SuppressWarnings("EnumOrdinal") // an array by part never leaves this class and is never stored
public final class AmountParts {
    private static final AmountPart[] PARTS = AmountPart.values();

    private final Currency currency;
    private final long[] minor;

    private AmountParts(Currency currency, long[] minor) {
        this.currency = currency;
        this.minor = minor;
    }

    /** Nothing. */
    public static AmountParts zero(Currency currency) {
        return new AmountParts(currency, new long[PARTS.length]);
    }

    public Currency currency() {
        return currency;
    }

    /** The amount of one component; discounts are positive. */
    public Money get(AmountPart part) {
        return Money.of(minor[part.ordinal()], currency);
    }

    long minor(AmountPart part) {
        return minor[part.ordinal()];
    }

    /** The same parts with one of them replaced. */
    public AmountParts with(AmountPart part, Money amount) {
        requireCurrency(amount.currency());
        return with(part, amount.minor());
    }

    AmountParts with(AmountPart part, long amount) {
        long[] copy = minor.clone();
        copy[part.ordinal()] = amount;
        return new AmountParts(currency, copy);
    }

    public AmountParts plus(AmountParts other) {
        requireCurrency(other.currency);
        long[] sum = new long[minor.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Math.addExact(minor[i], other.minor[i]);
        }
        return new AmountParts(currency, sum);
    }

    public AmountParts minus(AmountParts other) {
        requireCurrency(other.currency);
        long[] rest = new long[minor.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = Math.subtractExact(minor[i], other.minor[i]);
        }
        return new AmountParts(currency, rest);
    }

    /**
     * The share of units {@code from} (exclusive) to {@code to} (inclusive) of {@code units}: component by component
     * C(to) - C(from), so that any sequence of shares adds up exactly. Source: domain rules.
     */
    public AmountParts units(long from, long to, long units) {
        long[] share = new long[minor.length];
        for (int i = 0; i < share.length; i++) {
            share[i] = Apportionment.between(minor[i], from, to, units);
        }
        return new AmountParts(currency, share);
    }

    /** Everything except freight, which follows rules of its own. */
    AmountParts withoutFreight() {
        return with(AmountPart.FREIGHT, 0);
    }

    /** These parts, none beyond what the box has of it and none of the other sign. */
    AmountParts within(AmountParts box) {
        long[] kept = new long[minor.length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = between(minor[i], box.minor[i]);
        }
        return new AmountParts(currency, kept);
    }

    /**
     * These parts, changed inside the box until the buyer pays exactly so much for them; goods first, the others only where
     * goods have no room. Always possible for amounts between nothing and what the box is worth.
     */
    AmountParts balanced(AmountParts box, long payable) {
        long[] kept = minor.clone();
        long open = payable - payable().minor();
        for (int i = 0; i < kept.length && open != 0; i++) {
            int sign = PARTS[i].payableSign();
            long moved = between(kept[i] + sign * open, box.minor[i]);
            open -= sign * (moved - kept[i]);
            kept[i] = sign == 0 ? kept[i] : moved;
        }
        return new AmountParts(currency, kept);
    }

    private static long between(long value, long end) {
        return Math.max(Math.min(0, end), Math.min(Math.max(0, end), value));
    }

    /** What the buyer owes or owed for these parts. */
    public Money payable() {
        long sum = 0;
        for (AmountPart part : PARTS) {
            sum = Math.addExact(sum, part.payableSign() * minor[part.ordinal()]);
        }
        return Money.of(sum, currency);
    }

    /** What the shop receives for these parts, before fees. */
    public Money receivable() {
        long sum = 0;
        for (AmountPart part : PARTS) {
            sum = Math.addExact(sum, part.receivableSign() * minor[part.ordinal()]);
        }
        return Money.of(sum, currency);
    }

    public boolean isZero() {
        for (long part : minor) {
            if (part != 0) {
                return false;
            }
        }
        return true;
    }

    private void requireCurrency(Currency other) {
        if (!currency.equals(other)) {
            throw new IllegalArgumentException("amounts in " + currency + " and " + other
                    + " cannot be combined.\nAn order has one currency; keep others apart.");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AmountParts parts
                && currency.equals(parts.currency)
                && Arrays.equals(minor, parts.minor);
    }

    @Override
    public int hashCode() {
        return 31 * currency.hashCode() + Arrays.hashCode(minor);
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", currency + "{", "}");
        for (AmountPart part : PARTS) {
            if (minor[part.ordinal()] != 0) {
                text.add(part + "=" + get(part).toMajor());
            }
        }
        return text.toString();
    }
}
