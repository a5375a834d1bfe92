package io.omskit.channels.sandbox;

import io.omskit.value.Money;
import io.omskit.value.Quantity;
import io.omskit.value.UnitPrice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One order as it truly is on a sandbox's platform, at one moment; immutable. What a platform shows of it is the platform
 * sandbox's business. Everything in it is invented.
 *
 * @param number the order's number
 * @param state how far it is
 * @param placedAt when it was placed
 * @param modifiedAt when it last changed
 * @param paidAt when payment was complete
 * @param buyer the buyer's account; equal for two orders of one buyer
 * @param receiver where it goes
 * @param lines what was sold
 * @param freight what the buyer pays for shipping
 * @param sellerDiscount what the shop takes off the whole order, beside the discounts of lines
 * @param platformDiscount what the platform takes off the whole order
 * @param tax tax on top
 * @param deposit the deposit of a presale, absent where it is none
 * @param memo what the shop noted last
 * @param refunds refunds asked for
 * @param parcels ship notices that were taken
 */
public record SandboxOrder(
        String number,
        State state,
        Instant placedAt,
        Instant modifiedAt,
        @Nullable Instant paidAt,
        String buyer,
        Receiver receiver,
        List<Line> lines,
        Money freight,
        Money sellerDiscount,
        Money platformDiscount,
        Money tax,
        @Nullable Money deposit,
        String memo,
        List<Refund> refunds,
        List<Parcel> parcels) {

    public SandboxOrder {
        lines = List.copyOf(lines);
        refunds = List.copyOf(refunds);
        parcels = List.copyOf(parcels);
    }

    /** How far an order is. */
    public enum State {
        PLACED,
        /** A presale whose balance is open. */
        DEPOSIT_PAID,
        /** Paid, but the platform does not allow shipping yet. */
        HELD,
        PAID,
        PART_SHIPPED,
        SHIPPED,
        FINISHED,
        CLOSED_UNPAID,
        /** Closed because the balance of a presale never came; the shop keeps the deposit. */
        FORFEITED,
        CLOSED_REFUNDED
    }

    /**
     * One line.
     *
     * @param id the line's id
     * @param code the shop's own code
     * @param itemId the platform's id of the goods
     * @param title name of the goods
     * @param quantity pieces, or weight
     * @param unitPrice before discounts
     * @param discount what the shop takes off this line
     */
    public record Line(
            String id,
            String code,
            String itemId,
            String title,
            Quantity quantity,
            UnitPrice unitPrice,
            Money discount) {
        /** Unit price times quantity. */
        public Money amount() {
            return unitPrice.times(quantity);
        }
    }

    /**
     * An invented receiver.
     *
     * @param name full name
     * @param phone phone number
     * @param province province or state
     * @param city city
     * @param district district
     * @param detail street and house
     * @param zip postal code
     * @param country ISO country code
     */
    public record Receiver(
            String name,
            String phone,
            String province,
            String city,
            String district,
            String detail,
            String zip,
            String country) {
        @Override
        public String toString() {
            return "Receiver[" + city + "]";
        }
    }

    /**
     * A refund of a line, or of the whole order.
     *
     * @param id the refund's number
     * @param lineId the line, absent for the whole order
     * @param amount what the buyer wants back
     * @param state how it stands
     * @param withReturn whether goods come back
     * @param createdAt when it was asked for
     * @param modifiedAt when it last changed
     */
    public record Refund(
            String id,
            @Nullable String lineId,
            Money amount,
            RefundState state,
            boolean withReturn,
            Instant createdAt,
            Instant modifiedAt) {}

    /** How a refund stands. */
    public enum RefundState {
        REQUESTED,
        SUCCEEDED,
        REFUSED
    }

    /**
     * A parcel that the shop announced.
     *
     * @param carrier the platform's code of the carrier
     * @param tracking the tracking number
     * @param lineIds the lines inside; empty means all that were left
     * @param at when it was announced
     */
    public record Parcel(String carrier, String tracking, List<String> lineIds, Instant at) {
        public Parcel {
            lineIds = List.copyOf(lineIds);
        }
    }

    /** Sum of the lines before discounts. */
    public Money goods() {
        Money sum = freight.minus(freight);
        for (Line line : lines) {
            sum = sum.plus(line.amount());
        }
        return sum;
    }

    /** Everything that the shop takes off: of the lines and of the whole order. */
    public Money sellerDiscountTotal() {
        Money sum = sellerDiscount;
        for (Line line : lines) {
            sum = sum.plus(line.discount());
        }
        return sum;
    }

    /** What the buyer owes. */
    public Money payable() {
        return goods().minus(sellerDiscountTotal())
                .minus(platformDiscount)
                .plus(freight)
                .plus(tax);
    }

    /** What the buyer has paid. */
    public Money paid() {
        if (paidAt != null) {
            return payable();
        }
        boolean depositOnly = state == State.DEPOSIT_PAID || state == State.FORFEITED;
        return depositOnly && deposit != null ? deposit : freight.minus(freight);
    }

    /** What went back. */
    public Money refunded() {
        Money sum = freight.minus(freight);
        for (Refund refund : refunds) {
            sum = refund.state() == RefundState.SUCCEEDED ? sum.plus(refund.amount()) : sum;
        }
        return sum;
    }

    /** Whether the platform lets the shop ship it now: paid, not held, not closed, something left. */
    public boolean isToShip() {
        return state == State.PAID || state == State.PART_SHIPPED;
    }

    /** The line with an id. */
    public @Nullable Line line(String id) {
        return lines.stream().filter(line -> line.id().equals(id)).findFirst().orElse(null);
    }

    /** Ids of the lines that no parcel holds yet. */
    public List<String> unshippedLines() {
        List<String> open = new ArrayList<>();
        for (Line line : lines) {
            boolean shipped = parcels.stream()
                    .anyMatch(parcel ->
                            parcel.lineIds().isEmpty() || parcel.lineIds().contains(line.id()));
            if (!shipped) {
                open.add(line.id());
            }
        }
        return open;
    }

    SandboxOrder with(State newState, Instant at) {
        boolean paysNow = paidAt == null && (newState == State.PAID || newState == State.HELD);
        return changed(newState, at, paysNow ? at : paidAt, receiver, memo, refunds, parcels);
    }

    SandboxOrder withReceiver(Receiver newReceiver, Instant at) {
        return changed(state, at, paidAt, newReceiver, memo, refunds, parcels);
    }

    SandboxOrder withMemo(String newMemo, Instant at) {
        return changed(state, at, paidAt, receiver, newMemo, refunds, parcels);
    }

    SandboxOrder withRefunds(State newState, List<Refund> newRefunds, Instant at) {
        return changed(newState, at, paidAt, receiver, memo, newRefunds, parcels);
    }

    SandboxOrder withParcel(State newState, Parcel parcel) {
        List<Parcel> more = new ArrayList<>(parcels);
        more.add(parcel);
        return changed(newState, parcel.at(), paidAt, receiver, memo, refunds, more);
    }

    private SandboxOrder changed(
            State newState,
            Instant at,
            @Nullable Instant newPaidAt,
            Receiver newReceiver,
            String newMemo,
            List<Refund> newRefunds,
            List<Parcel> newParcels) {
        return new SandboxOrder(
                number,
                newState,
                placedAt,
                at,
                newPaidAt,
                buyer,
                newReceiver,
                lines,
                freight,
                sellerDiscount,
                platformDiscount,
                tax,
                deposit,
                newMemo,
                newRefunds,
                newParcels);
    }

    @Override
    public String toString() {
        return "SandboxOrder[" + number + " " + state + " " + modifiedAt + "]";
    }
}
