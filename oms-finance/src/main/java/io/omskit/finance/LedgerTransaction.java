package io.omskit.finance;

import io.omskit.fact.ChannelRef;
import io.omskit.value.Money;
import java.time.Instant;
import java.util.List;

/**
 * A booking: postings that add up to zero in each currency (invariant M5). What settlement shows to be different from what
 * an order says is booked; the order itself is never changed.
 *
 * @param reference what it books, unique: the same event is booked once
 * @param at when it is booked
 * @param cause a stable word for why: {@code SETTLED}, {@code COUPON_BEARER}
 * @param postings two or more
 */
public record LedgerTransaction(String reference, Instant at, String cause, List<Posting> postings) {
    public LedgerTransaction {
        postings = List.copyOf(postings);
        FinanceInvariants.balances(reference, postings).ifPresent(violation -> {
            throw new IllegalArgumentException(violation
                    + ".\nAdd the posting that is missing; a booking takes from one account what it gives another.");
        });
    }

    /**
     * One side of a booking.
     *
     * @param account where the money is counted: one of {@link Account}
     * @param amount positive is debit, negative is credit
     */
    public record Posting(Account account, Money amount) {}

    /** Where money is counted. Debit grows what the shop has or has spent. */
    public enum Account {
        /** What lies on the shop's account at the channel. */
        CHANNEL_BALANCE,
        /** What the channel took as fees. */
        CHANNEL_FEES,
        /** What expectations say that is still to come. */
        RECEIVABLE,
        /** Discounts that the shop bears. */
        OWN_DISCOUNTS,
        /** Small differences inside the tolerance. */
        ROUNDING,
        /** Settled money that nothing explains yet. */
        SUSPENSE
    }

    /**
     * Settlement shows that the shop bears a part of a coupon that the platform's payload had claimed for somebody else.
     *
     * @param order whose coupon it is
     * @param payer who was to pay it
     * @param amount the part that the shop bears after all; negative where it bears less than it thought
     * @param row the settlement row that shows it, as (file hash, ordinal) in one text
     */
    public static LedgerTransaction couponBearer(
            ChannelRef order, Expectation.Payer payer, Money amount, String row, Instant at) {
        return new LedgerTransaction(
                order + " " + payer + " " + row,
                at,
                "COUPON_BEARER",
                List.of(new Posting(Account.OWN_DISCOUNTS, amount), new Posting(Account.RECEIVABLE, amount.negated())));
    }
}
