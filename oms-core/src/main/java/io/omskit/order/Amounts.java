package io.omskit.order;

import io.omskit.fact.Bearer;
import io.omskit.fact.OrderFact;
import io.omskit.fact.StatedAmounts;
import io.omskit.fact.StatedAmounts.Discount;
import io.omskit.value.Apportionment;
import io.omskit.value.Money;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The money of one order as sold, complete, by component and by line. Everything that is stated for the whole order is
 * shared over the lines once, here, so that a parcel, a refund and the order always speak of the same cents.
 *
 * <p>Shares that the platform itself gives are taken when they add up; else they are computed by line amount. Order
 * level parts of an order without lines stay in {@link #total} only.
 *
 * @param total the whole order; payable and receivable follow from it
 * @param lines one entry per line, in the order of the lines; they add up to {@code total} where there are lines
 */
public record Amounts(AmountParts total, List<Line> lines) {
    public Amounts {
        lines = List.copyOf(lines);
    }

    /**
     * The money of one line, with its share of everything stated for the order.
     *
     * @param lineId the platform's line id
     * @param units units sold in the smallest step of the line's measure
     * @param parts the line's money
     */
    public record Line(String lineId, long units, AmountParts parts) {}

    /** The money of one line. */
    public Line line(String lineId) {
        for (Line line : lines) {
            if (line.lineId().equals(lineId)) {
                return line;
            }
        }
        throw new IllegalArgumentException(
                "no line " + lineId + " in the amounts of this order.\nLines: " + lineIds() + ".");
    }

    private List<String> lineIds() {
        return lines.stream().map(Line::lineId).toList();
    }

    /** Shares the stated amounts over the lines as sold. */
    public static Amounts of(StatedAmounts stated, List<OrderFact.Line> lines) {
        return lines.isEmpty() ? withoutLines(stated) : new Sharing(stated, lines).amounts();
    }

    private static Amounts withoutLines(StatedAmounts stated) {
        AmountParts total = AmountParts.zero(stated.currency())
                .with(AmountPart.GOODS, stated.orZero(stated.goods()))
                .with(AmountPart.PRICE_CHANGE, stated.orZero(stated.priceChange()))
                .with(AmountPart.FREIGHT, stated.orZero(stated.freight()))
                .with(AmountPart.SURCHARGE, stated.orZero(stated.surcharges()))
                .with(AmountPart.TAX, stated.orZero(stated.tax()))
                .with(AmountPart.TAX_REMITTED, stated.orZero(stated.taxRemitted()));
        for (Discount discount : stated.discounts()) {
            total = total.with(AmountPart.discountOf(discount.bearer()), discount.amount());
        }
        Money payable = stated.payable();
        return new Amounts(
                payable == null ? total : total.with(AmountPart.UNEXPLAINED, payable.minus(total.payable())),
                List.of());
    }

    /** One sharing: the lines' own figures first, then what is stated for the order only. */
    private static final class Sharing {
        private final StatedAmounts stated;
        private final List<OrderFact.Line> lines;
        private final Currency currency;
        private final AmountParts[] parts;
        private final long[] goods;
        private final long[] quantities;

        Sharing(StatedAmounts stated, List<OrderFact.Line> lines) {
            this.stated = stated;
            this.lines = lines;
            this.currency = stated.currency();
            this.parts = new AmountParts[lines.size()];
            this.goods = new long[lines.size()];
            this.quantities = new long[lines.size()];
        }

        Amounts amounts() {
            for (int i = 0; i < parts.length; i++) {
                OrderFact.Line line = lines.get(i);
                parts[i] = ownParts(line);
                goods[i] = Math.max(0, line.amount().minor());
                quantities[i] = line.quantity().steps();
            }
            sharePriceChange();
            shareDiscounts();
            shareRest(AmountPart.FREIGHT, stated.freight());
            shareRest(AmountPart.SURCHARGE, stated.surcharges());
            shareRest(AmountPart.TAX, stated.tax());
            shareRest(AmountPart.TAX_REMITTED, stated.taxRemitted());
            Money payable = stated.payable();
            if (payable != null) {
                shareRest(AmountPart.UNEXPLAINED, payable.minus(sum().payable()));
            }
            List<Line> result = new ArrayList<>(parts.length);
            for (int i = 0; i < parts.length; i++) {
                result.add(new Line(lines.get(i).id(), quantities[i], parts[i]));
            }
            return new Amounts(sum(), result);
        }

        private AmountParts ownParts(OrderFact.Line line) {
            AmountParts own = AmountParts.zero(currency)
                    .with(AmountPart.GOODS, line.amount())
                    .with(AmountPart.PRICE_CHANGE, line.priceChange());
            for (Discount discount : line.discounts()) {
                AmountPart part = AmountPart.discountOf(discount.bearer());
                own = own.with(part, own.get(part).plus(discount.amount()));
            }
            return own;
        }

        /** A cut stays within what each line is worth, where the lines together are worth that much. */
        private void sharePriceChange() {
            Money change = stated.priceChange();
            long rest = change == null ? 0 : change.minor() - told(AmountPart.PRICE_CHANGE);
            long[] worth = worth();
            if (rest < 0 && total(worth) >= -rest) {
                add(AmountPart.PRICE_CHANGE, Apportionment.shareCapped(rest, goods, worth));
            } else {
                shareRest(AmountPart.PRICE_CHANGE, change);
            }
        }

        /** What the order states beyond its lines, bearer by bearer, into the columns that the lines can take. */
        private void shareDiscounts() {
            long open = 0;
            for (Bearer bearer : Bearer.values()) {
                long rest = restOf(bearer);
                if (rest < 0) {
                    takeBack(AmountPart.discountOf(bearer), rest);
                } else {
                    open = Math.addExact(open, rest);
                }
            }
            long[] columns = discountColumns(open);
            for (Bearer bearer : Bearer.values()) {
                long rest = restOf(bearer);
                if (rest > 0) {
                    long[] shares = columns == null
                            ? Apportionment.share(rest, goods, quantities)
                            : Apportionment.shareCapped(rest, columns, columns);
                    add(AmountPart.discountOf(bearer), shares);
                    if (columns != null) {
                        subtract(columns, shares);
                    }
                }
            }
        }

        private long restOf(Bearer bearer) {
            return stated.discount(bearer).minor() - told(AmountPart.discountOf(bearer));
        }

        /** The lines tell more than the order: the order counts, each line gives back of its own. */
        private void takeBack(AmountPart part, long rest) {
            long[] own = new long[parts.length];
            for (int i = 0; i < own.length; i++) {
                own[i] = parts[i].minor(part);
            }
            add(part, Apportionment.shareCapped(rest, own, own));
        }

        /** How much of the order's discounts each line takes; null where the lines are not worth that much. */
        private long @Nullable [] discountColumns(long total) {
            long[] given = new long[parts.length];
            for (int i = 0; i < parts.length; i++) {
                Money share = lines.get(i).orderDiscountShare();
                given[i] = share == null || share.isNegative() ? 0 : share.minor();
            }
            if (total(given) == total) {
                return given;
            }
            long[] worth = worth();
            return total(worth) < total ? null : Apportionment.shareCapped(total, worth, worth);
        }

        /** What a reduction can take from each line. */
        private long[] worth() {
            long[] worth = new long[parts.length];
            for (int i = 0; i < worth.length; i++) {
                worth[i] = Math.max(0, parts[i].payable().minor());
            }
            return worth;
        }

        private static long total(long[] values) {
            long total = 0;
            for (long value : values) {
                total = Math.addExact(total, value);
            }
            return total;
        }

        /** What the order does not state stays as the lines tell it. */
        private void shareRest(AmountPart part, @Nullable Money statedAmount) {
            long rest = statedAmount == null ? 0 : statedAmount.minor() - told(part);
            if (rest != 0) {
                add(part, Apportionment.share(rest, goods, quantities));
            }
        }

        private void add(AmountPart part, long[] shares) {
            for (int i = 0; i < parts.length; i++) {
                parts[i] = parts[i].with(part, Math.addExact(parts[i].minor(part), shares[i]));
            }
        }

        private static void subtract(long[] from, long[] what) {
            for (int i = 0; i < from.length; i++) {
                from[i] -= what[i];
            }
        }

        /** What the lines have of one component so far. */
        private long told(AmountPart part) {
            long told = 0;
            for (AmountParts line : parts) {
                told = Math.addExact(told, line.minor(part));
            }
            return told;
        }

        private AmountParts sum() {
            AmountParts sum = AmountParts.zero(currency);
            for (AmountParts part : parts) {
                sum = sum.plus(part);
            }
            return sum;
        }
    }
}
