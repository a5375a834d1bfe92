package io.omskit.fact;

import io.omskit.value.Money;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The money of one order as the platform states it; members and rules as in the channel reference, "Money of one order".
 *
 * <p>{@code payable} comes from the platform's own total, the parts from their fields; {@link #unexplained} is the rest,
 * and {@link #receivable} what the shop is owed in the end. A member that the payload cannot tell is absent.
 *
 * @param currency the currency of every member
 * @param goods unit price times quantity as sold, before any discount
 * @param discounts what was taken off, positive, at most one entry per bearer, none with amount zero
 * @param priceChange the seller's later change of the price, a cut is negative
 * @param freight what the buyer is charged for shipping
 * @param surcharges gift wrap, insurance, packing, cash on delivery, tips
 * @param tax tax on top of the prices
 * @param taxIncluded tax inside the prices, informative
 * @param taxRemitted the part of tax that the marketplace pays to the state itself
 * @param payable what the buyer owes as sold
 * @param paid what the buyer has paid so far, with every tender
 * @param refunded money given back so far
 */
public record StatedAmounts(
        Currency currency,
        @Nullable Money goods,
        List<Discount> discounts,
        @Nullable Money priceChange,
        @Nullable Money freight,
        @Nullable Money surcharges,
        @Nullable Money tax,
        @Nullable Money taxIncluded,
        @Nullable Money taxRemitted,
        @Nullable Money payable,
        @Nullable Money paid,
        @Nullable Money refunded) {

    public StatedAmounts {
        discounts = merged(discounts, currency);
    }

    void addTo(Revision.Fingerprint content) {
        content.add(currency).add(goods);
        discounts.forEach(discount -> discount.addTo(content));
        content.end().add(priceChange).add(freight).add(surcharges);
        content.add(tax)
                .add(taxIncluded)
                .add(taxRemitted)
                .add(payable)
                .add(paid)
                .add(refunded);
    }

    /**
     * A reduction of the price.
     *
     * @param bearer who pays for it
     * @param amount positive
     * @param claimed whether the bearer is only what the platform claims until a settlement shows it
     */
    public record Discount(Bearer bearer, Money amount, boolean claimed) {
        public Discount {
            if (amount.isNegative()) {
                throw new IllegalArgumentException("discount of " + bearer + " is " + amount
                        + ".\nA discount is positive; a raise of the price is a price change.");
            }
        }

        void addTo(Revision.Fingerprint content) {
            content.add(bearer).add(amount).add(claimed);
        }
    }

    /** The discount of one bearer, zero if there is none. */
    public Money discount(Bearer bearer) {
        for (Discount discount : discounts) {
            if (discount.bearer() == bearer) {
                return discount.amount();
            }
        }
        return Money.zero(currency);
    }

    /** The sum of all discounts. */
    public Money discountTotal() {
        long total = 0;
        // by index and as numbers, because rules ask for it
        for (int i = 0; i < discounts.size(); i++) {
            total = Math.addExact(total, discounts.get(i).amount().minor());
        }
        return Money.of(total, currency);
    }

    /** The signed rest that the parts do not explain; absent where goods or payable are not told. */
    public @Nullable Money unexplained() {
        if (goods == null || payable == null) {
            return null;
        }
        Money explained = goods.minus(discountTotal())
                .plus(orZero(priceChange))
                .plus(orZero(freight))
                .plus(orZero(surcharges))
                .plus(orZero(tax));
        return payable.minus(explained);
    }

    /** Payable plus what others than buyer and shop bear, less the tax that the platform remits. */
    public @Nullable Money receivable() {
        if (payable == null) {
            return null;
        }
        Money total = payable.minus(orZero(taxRemitted));
        for (Discount discount : discounts) {
            if (discount.bearer().paysTheShop()) {
                total = total.plus(discount.amount());
            }
        }
        return total;
    }

    /** The given amount, or zero of this currency where it is absent. */
    public Money orZero(@Nullable Money amount) {
        return amount == null ? Money.zero(currency) : amount;
    }

    private static List<Discount> merged(List<Discount> discounts, Currency currency) {
        if (discounts.isEmpty()) {
            return List.of();
        }
        Map<Bearer, Discount> byBearer = new EnumMap<>(Bearer.class);
        for (Discount discount : discounts) {
            if (!discount.amount().currency().equals(currency)) {
                throw new IllegalArgumentException("discount of " + discount.bearer() + " is in "
                        + discount.amount().currency() + " but the order is in " + currency
                        + ".\n"
                        + "Convert at the adapter, with the platform's own rate, or report the amount as a"
                        + " problem.");
            }
            if (!discount.amount().isZero()) {
                byBearer.merge(
                        discount.bearer(),
                        discount,
                        (a, b) -> new Discount(a.bearer(), a.amount().plus(b.amount()), a.claimed() || b.claimed()));
            }
        }
        return List.copyOf(byBearer.values());
    }

    /** A builder for adapters: every member that is not set stays absent. */
    public static Builder builder(Currency currency) {
        return new Builder(currency);
    }

    /** Collects the members that a payload tells. Not thread-safe. */
    public static final class Builder {
        private final Currency currency;
        private final List<Discount> discounts = new java.util.ArrayList<>();
        private @Nullable Money goods;
        private @Nullable Money priceChange;
        private @Nullable Money freight;
        private @Nullable Money surcharges;
        private @Nullable Money tax;
        private @Nullable Money taxIncluded;
        private @Nullable Money taxRemitted;
        private @Nullable Money payable;
        private @Nullable Money paid;
        private @Nullable Money refunded;

        private Builder(Currency currency) {
            this.currency = currency;
        }

        public Builder goods(@Nullable Money amount) {
            goods = amount;
            return this;
        }

        /** Adds a discount; a zero or absent amount adds nothing. */
        public Builder discount(Bearer bearer, @Nullable Money amount, boolean claimed) {
            if (amount != null && !amount.isZero()) {
                discounts.add(new Discount(bearer, amount, claimed));
            }
            return this;
        }

        public Builder priceChange(@Nullable Money amount) {
            priceChange = amount;
            return this;
        }

        public Builder freight(@Nullable Money amount) {
            freight = amount;
            return this;
        }

        public Builder surcharges(@Nullable Money amount) {
            surcharges = amount;
            return this;
        }

        public Builder tax(@Nullable Money amount) {
            tax = amount;
            return this;
        }

        public Builder taxIncluded(@Nullable Money amount) {
            taxIncluded = amount;
            return this;
        }

        public Builder taxRemitted(@Nullable Money amount) {
            taxRemitted = amount;
            return this;
        }

        public Builder payable(@Nullable Money amount) {
            payable = amount;
            return this;
        }

        public Builder paid(@Nullable Money amount) {
            paid = amount;
            return this;
        }

        public Builder refunded(@Nullable Money amount) {
            refunded = amount;
            return this;
        }

        public StatedAmounts build() {
            return new StatedAmounts(
                    currency,
                    goods,
                    discounts,
                    priceChange,
                    freight,
                    surcharges,
                    tax,
                    taxIncluded,
                    taxRemitted,
                    payable,
                    paid,
                    refunded);
        }
    }
}
