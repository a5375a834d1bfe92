package io.omskit.fact;

import io.omskit.value.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a bill, signed from the shop's view: gross + fee = net. Source: finance reference, "What the columns
 * become". Rows stand alone; they never wait for an order.
 *
 * @param row position among the data rows of its file, from 1
 * @param key what identifies the row across files
 * @param kind what the money is for
 * @param orderRefs order numbers that the row names
 * @param tradeNo the platform's payment number
 * @param refundNo the refund number, the merchant's first
 * @param gross before fees; absent where the row's figure could not be read exactly
 * @param fee negative when charged
 * @param net effect on the account
 * @param components the non-zero parts, adding up to {@code net}; empty where the row has one amount
 * @param occurredAt when the business happened
 * @param settledAt when the money moved
 * @param provenance file and format
 */
public record SettlementFact(
        int row,
        String key,
        Kind kind,
        List<String> orderRefs,
        @Nullable String tradeNo,
        @Nullable String refundNo,
        @Nullable Money gross,
        @Nullable Money fee,
        @Nullable Money net,
        List<Component> components,
        @Nullable Instant occurredAt,
        @Nullable Instant settledAt,
        Provenance provenance)
        implements Fact {

    public SettlementFact {
        orderRefs = List.copyOf(orderRefs);
        components = List.copyOf(components);
    }

    /**
     * A part of a row's net amount.
     *
     * @param kind {@code ORDER_AMOUNT}, {@code MERCHANT_DISCOUNT}, {@code FREIGHT}, a column's own name, or a kind
     * @param amount signed as the row
     */
    public record Component(String kind, Money amount) {}

    /** What money is for. Amount kinds are goods and account movements, charge kinds are what others take. */
    public enum Kind {
        SALE(false),
        REFUND(false),
        CHARGEBACK(false),
        SUBSIDY(false),
        DEPOSIT(false),
        TRANSFER(false),
        WITHDRAWAL(false),
        TAX(false),
        ADJUSTMENT(false),
        /** A text that no table knows; reported with its amount, never dropped. */
        UNKNOWN(false),
        FEE(true),
        FEE_REFUND(true),
        COMMISSION(true),
        INSURANCE(true),
        COMPENSATION(true),
        PENALTY(true);

        private final boolean charge;

        Kind(boolean charge) {
            this.charge = charge;
        }

        /** Whether a single amount of this kind is a fee rather than gross. */
        public boolean isCharge() {
            return charge;
        }
    }
}
