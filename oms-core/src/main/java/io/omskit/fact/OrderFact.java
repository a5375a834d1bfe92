package io.omskit.fact;

import io.omskit.connect.Problem;
import io.omskit.fact.StatedAmounts.Discount;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import io.omskit.value.UnitPrice;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One reading of an order on its channel, in neutral words. The canonical object of the channel reference, without
 * anything that we decide.
 *
 * @param ref the order on its channel
 * @param revision how new the reading is; the fingerprint is filled in here and leaves {@code personal} out
 * @param provenance where it was read
 * @param kind what sort of order it is
 * @param status the platform's status in neutral words
 * @param rawStatus the platform's main status value as printed
 * @param terms how the buyer pays
 * @param placedAt when the buyer placed it
 * @param paidAt when payment was complete
 * @param shipBy until when the platform wants the goods handed over
 * @param closedAt when the platform closed or finished it
 * @param presale whether the payload marks the order or a line as presale
 * @param amounts the money as stated
 * @param lines what was sold
 * @param blocks why the order must not be shipped although its status may be to ship
 * @param related the platform's own grouping
 * @param flags free marks that rules read: colored flags, tags, {@code sealed}
 * @param region code of the destination region where the payload tells it in plain
 * @param personal everything about persons, absent where the payload carries none
 * @param problems what could not be read, each with its place
 */
public record OrderFact(
        ChannelRef ref,
        Revision revision,
        Provenance provenance,
        Kind kind,
        PlatformStatus status,
        String rawStatus,
        Terms terms,
        @Nullable Instant placedAt,
        @Nullable Instant paidAt,
        @Nullable Instant shipBy,
        @Nullable Instant closedAt,
        boolean presale,
        StatedAmounts amounts,
        List<Line> lines,
        List<Block> blocks,
        List<Related> related,
        Set<String> flags,
        @Nullable String region,
        @Nullable PersonalData personal,
        List<Problem> problems)
        implements Fact {

    public OrderFact {
        lines = List.copyOf(lines);
        blocks = List.copyOf(blocks);
        related = List.copyOf(related);
        // a sorted copy: Set.copyOf iterates in a different order in every process, and the order is fingerprinted
        flags = java.util.Collections.unmodifiableSortedSet(new java.util.TreeSet<>(flags));
        problems = List.copyOf(problems);
        requireDistinctLines(ref, lines);
        if (revision.hash() == 0) {
            Revision.Fingerprint content = new Revision.Fingerprint()
                    .add(kind)
                    .add(status)
                    .add(rawStatus)
                    .add(terms)
                    .add(placedAt)
                    .add(paidAt)
                    .add(shipBy)
                    .add(closedAt)
                    .add(presale);
            amounts.addTo(content);
            lines.forEach(line -> line.addTo(content));
            revision = revision.withHash(
                    content.end().addAll(blocks).addAll(related).addAll(flags));
        }
    }

    private static void requireDistinctLines(ChannelRef ref, List<Line> lines) {
        Set<String> ids = new java.util.HashSet<>();
        for (Line line : lines) {
            if (!ids.add(line.id())) {
                throw new IllegalArgumentException("order " + ref + " has two lines with id " + line.id()
                        + ".\nGive each line the platform's own line id, or its position where there is none.");
            }
        }
    }

    /** What sort of order it is. */
    public enum Kind {
        /** A sale to a buyer. */
        SALE,
        /** A pick for a platform that sells by itself. */
        SUPPLY
    }

    /** How the buyer pays. */
    public enum Terms {
        PAY_FIRST,
        CASH_ON_DELIVERY,
        /** Instalments or on account, granted by the shop. */
        CREDIT,
        UNKNOWN
    }

    /**
     * One line as sold.
     *
     * @param id the platform's line id
     * @param code what identifies the goods in this shop: the seller's own code, else the platform's SKU id
     * @param alternateCodes further identifiers that a catalog may know: platform SKU id, item id
     * @param title the name of the goods as shown to the buyer
     * @param quantity as sold, before refunds
     * @param unitPrice before discounts
     * @param amount line goods, before discounts
     * @param discounts what was taken off this line alone, by bearer
     * @param orderDiscountShare the platform's own share of the order's discounts for this line, where it tells it
     * @param priceChange the seller's change of this line's price
     * @param status the line's own status, or that of the order
     * @param refundState what the payload says about its refund
     * @param refundId the platform's refund number, where the line shows one
     * @param refundedAmount what went back for this line, where the order itself tells it
     * @param source who fulfills the line where the channel has decided that (a seller, a platform warehouse)
     * @param shipBy the platform's promise for this line
     * @param presale whether this line is a presale
     * @param gift whether the platform gave it as a gift
     */
    public record Line(
            String id,
            @Nullable String code,
            List<String> alternateCodes,
            String title,
            Quantity quantity,
            @Nullable UnitPrice unitPrice,
            Money amount,
            List<Discount> discounts,
            @Nullable Money orderDiscountShare,
            Money priceChange,
            PlatformStatus status,
            RefundState refundState,
            @Nullable String refundId,
            @Nullable Money refundedAmount,
            @Nullable String source,
            @Nullable Instant shipBy,
            boolean presale,
            boolean gift) {
        public Line {
            id = Texts.required("line id", id);
            alternateCodes = List.copyOf(alternateCodes);
            discounts = List.copyOf(discounts);
            if (quantity.isNegative()) {
                quantity.requireNonNegative("quantity of line " + id);
            }
        }

        /** The same line where it stands otherwise by now; what was sold does not change. */
        public Line standing(PlatformStatus newStatus, RefundState newRefundState) {
            return new Line(
                    id,
                    code,
                    alternateCodes,
                    title,
                    quantity,
                    unitPrice,
                    amount,
                    discounts,
                    orderDiscountShare,
                    priceChange,
                    newStatus,
                    newRefundState,
                    refundId,
                    refundedAmount,
                    source,
                    shipBy,
                    presale,
                    gift);
        }

        private void addTo(Revision.Fingerprint content) {
            content.add(id).add(code).addAll(alternateCodes).add(title);
            content.add(quantity.steps()).add(quantity.measure()).add(unitPrice).add(amount);
            discounts.forEach(discount -> discount.addTo(content));
            content.end().add(orderDiscountShare).add(priceChange).add(status).add(refundState);
            content.add(refundId)
                    .add(refundedAmount)
                    .add(source)
                    .add(shipBy)
                    .add(presale)
                    .add(gift);
        }
    }

    /**
     * Why the order must not be shipped although its status may say so.
     *
     * @param code the neutral reason
     * @param text the platform's own words, without personal data
     */
    public record Block(Code code, String text) {
        /** Neutral reasons; source: channel reference, "Other members". */
        public enum Code {
            RISK_REVIEW,
            LOCKED,
            PAUSED,
            REFUND_OPEN,
            CANCEL_REQUESTED,
            FRAUD,
            PAYMENT_REVIEW,
            GROUP_OPEN,
            PRESALE_BALANCE_OPEN,
            /** Reserve only. */
            NOT_RELEASED,
            /** The platform ships. */
            PLATFORM_FULFILLED
        }
    }

    /**
     * A tie to another order that the platform itself made.
     *
     * @param role what the other order is to this one
     * @param number the other order's platform number
     */
    public record Related(Role role, String number) {
        /** What the other order is to this one. */
        public enum Role {
            PARENT,
            PACK,
            EXCHANGE_OF,
            TRADE
        }
    }

    @Override
    public List<ChannelRef> orders() {
        return List.of(ref);
    }
}
