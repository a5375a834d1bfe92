package io.omskit.channels.woocommerce;

import io.omskit.connect.payload.Payload;
import io.omskit.fact.Bearer;
import io.omskit.fact.StatedAmounts;
import io.omskit.value.Apportionment;
import io.omskit.value.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The money of an order. Everything is stated without tax but the totals; coupon lines are informative, because the lines are
 * net of them; a negative fee line is a reduction whose bearer nobody tells. Source: channel reference, page woocommerce.
 */
final class WooCommerceAmounts {
    /** Finer digits than the currency has, as far as shares look at them. */
    private static final int FINER_DIGITS = 4;

    private WooCommerceAmounts() {}

    /**
     * The amounts of an order.
     *
     * @param refunded what its refunds add up to, absent where that is not told
     */
    static StatedAmounts of(Payload order, WooCommerceLines lines, @Nullable Money refunded) {
        Currency currency = lines.currency();
        List<BigDecimal> surcharges = new ArrayList<>();
        List<BigDecimal> reductions = new ArrayList<>();
        boolean feesTold = true;
        for (Payload fee : order.get("fee_lines").items()) {
            BigDecimal total = fee.require("total").decimal();
            if (total == null) {
                feesTold = false;
            } else if (total.signum() < 0) {
                reductions.add(total.negate());
            } else {
                surcharges.add(total);
            }
        }
        Money payable = order.require("total").roundedMoney(currency);
        return StatedAmounts.builder(currency)
                .goods(lines.goods())
                .discount(Bearer.SELLER, lines.discount(), false)
                .discount(Bearer.UNKNOWN, sum(reductions, currency), false)
                .priceChange(lines.priceChange())
                .freight(order.require("shipping_total").roundedMoney(currency))
                .surcharges(feesTold ? sum(surcharges, currency) : null)
                .tax(order.require("total_tax").roundedMoney(currency))
                .taxIncluded(Money.zero(currency))
                .taxRemitted(Money.zero(currency))
                .payable(payable)
                .paid(paid(order.get("date_paid_gmt"), payable, currency))
                .refunded(refunded)
                .build();
    }

    /** The total once it is paid; a date that cannot be read tells neither. */
    private static @Nullable Money paid(Payload paidAt, @Nullable Money payable, Currency currency) {
        if (paidAt.isAbsent()) {
            return Money.zero(currency);
        }
        return paidAt.time() == null ? null : payable;
    }

    /** The sum, rounded once. */
    static Money sum(List<BigDecimal> parts, Currency currency) {
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal part : parts) {
            sum = sum.add(part);
        }
        return Money.fromMajorRounded(sum, currency);
    }

    /** The parts in minor units, so that they add up to their sum rounded once even where they have finer fractions. */
    static List<Money> rounded(List<BigDecimal> parts, Currency currency) {
        int digits = currency.getDefaultFractionDigits();
        boolean finer =
                parts.stream().anyMatch(part -> part.stripTrailingZeros().scale() > digits);
        boolean shareable = parts.stream().allMatch(part -> part.signum() >= 0);
        List<Money> rounded = new ArrayList<>(parts.size());
        if (!finer || !shareable) {
            parts.forEach(part -> rounded.add(Money.fromMajorRounded(part, currency)));
            return rounded;
        }
        long[] weights = new long[parts.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = parts.get(i)
                    .movePointRight(digits + FINER_DIGITS)
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
        }
        for (long minor : Apportionment.share(sum(parts, currency).minor(), weights)) {
            rounded.add(Money.of(minor, currency));
        }
        return rounded;
    }
}
