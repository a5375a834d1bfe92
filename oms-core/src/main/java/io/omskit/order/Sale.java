package io.omskit.order;

import com.google.common.collect.ImmutableSortedMap;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PaymentFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundFact;
import io.omskit.fact.RefundState;
import io.omskit.fact.Revision;
import io.omskit.fact.StatedAmounts;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The commercial truth of an order, folded from facts.
 *
 * <p>Every member is the greatest element, by a total order, of what was ever told. So the fold is associative,
 * commutative and idempotent: facts may come late, twice and in any order and the end is the same (invariant S2).
 *
 * <ul>
 *   <li>{@code basis} is the reading that fixes the money: a paid one before an unpaid one; among paid readings the one
 *       with the most lines, then the <em>lowest</em> revision, because platforms lower amounts after refunds;
 *   <li>{@code latest} is the reading that fixes status and line states: the highest revision;
 *   <li>payments and refunds are kept one by one, each by its own number.
 * </ul>
 *
 * @param basis absent while the order is only expected
 * @param latest absent while the order is only expected
 * @param payments by trade number
 * @param refunds by refund number, as told by refund facts
 */
public record Sale(
        @Nullable Basis basis,
        @Nullable Reading latest,
        SortedMap<String, Payment> payments,
        SortedMap<String, Refund> refunds) {

    /** Nothing told yet. */
    public static final Sale EXPECTED = new Sale(null, null, new TreeMap<>(), new TreeMap<>());

    public Sale {
        // of this kind, because its values can be walked without an iterator: rules ask for them again and again
        payments = ImmutableSortedMap.copyOf(payments);
        refunds = ImmutableSortedMap.copyOf(refunds);
    }

    /**
     * The reading that fixes what was sold and for how much.
     *
     * @param revision of the reading
     * @param paid whether the reading showed a paid order
     * @param kind what sort of order it is
     * @param terms how the buyer pays
     * @param placedAt when the buyer placed it
     * @param amounts money as stated there
     * @param lines lines as sold
     */
    public record Basis(
            Revision revision,
            boolean paid,
            OrderFact.Kind kind,
            OrderFact.Terms terms,
            @Nullable Instant placedAt,
            StatedAmounts amounts,
            List<OrderFact.Line> lines) {
        private static final Comparator<Basis> BETTER_PAID = Comparator.comparing(
                        (Basis basis) -> basis.lines().size())
                .thenComparing(Comparator.comparing(Basis::revision).reversed())
                .thenComparing(basis -> basis.revision().mapper())
                .thenComparing(basis -> basis.revision().hash());
        private static final Comparator<Basis> BETTER_UNPAID = Comparator.comparing(Basis::revision)
                .thenComparing(basis -> basis.revision().mapper())
                .thenComparing(basis -> basis.revision().hash());

        public Basis {
            lines = List.copyOf(lines);
            for (OrderFact.Line line : lines) {
                requireCurrency(line, line.amount(), amounts);
                requireCurrency(line, line.priceChange(), amounts);
                requireCurrency(line, line.orderDiscountShare(), amounts);
                line.discounts().forEach(discount -> requireCurrency(line, discount.amount(), amounts));
            }
        }

        private static void requireCurrency(OrderFact.Line line, @Nullable Money money, StatedAmounts amounts) {
            if (money != null && !money.currency().equals(amounts.currency())) {
                throw new IllegalArgumentException("line " + line.id() + " has an amount in "
                        + money.currency().getCurrencyCode() + ", the order is in "
                        + amounts.currency().getCurrencyCode()
                        + ".\nConvert at the adapter, or report the amount as a problem.");
            }
        }

        static Basis of(OrderFact fact) {
            boolean paid = fact.paidAt() != null || fact.status().isPaid();
            return new Basis(
                    fact.revision(), paid, fact.kind(), fact.terms(), fact.placedAt(), fact.amounts(), fact.lines());
        }

        static Basis better(@Nullable Basis known, Basis told) {
            if (known == null || known.paid() != told.paid()) {
                return known == null || told.paid() ? told : known;
            }
            return (told.paid() ? BETTER_PAID : BETTER_UNPAID).compare(told, known) > 0 ? told : known;
        }
    }

    /**
     * The reading that fixes where the order stands.
     *
     * @param revision of the reading
     * @param status neutral status
     * @param rawStatus the platform's own value
     * @param paidAt when payment was complete
     * @param shipBy until when to hand over
     * @param closedAt when closed or finished
     * @param presale whether marked as presale
     * @param paid what the platform says was paid so far
     * @param refunded what the platform says went back so far
     * @param blocks why not to ship
     * @param related the platform's own grouping
     * @param flags free marks
     * @param lines where each line stands
     * @param problems how many problems the reading had
     */
    public record Reading(
            Revision revision,
            PlatformStatus status,
            String rawStatus,
            @Nullable Instant paidAt,
            @Nullable Instant shipBy,
            @Nullable Instant closedAt,
            boolean presale,
            @Nullable Money paid,
            @Nullable Money refunded,
            List<OrderFact.Block> blocks,
            List<OrderFact.Related> related,
            Set<String> flags,
            List<LineState> lines,
            int problems) {
        private static final Comparator<Reading> NEWER = Comparator.comparing(Reading::revision)
                .thenComparing(reading -> reading.revision().mapper())
                .thenComparing(reading -> reading.status().rank())
                .thenComparing(reading ->
                        reading.refunded() == null ? 0 : reading.refunded().minor())
                .thenComparing(reading -> reading.revision().hash())
                .thenComparing(Reading::problems);

        public Reading {
            blocks = List.copyOf(blocks);
            related = List.copyOf(related);
            lines = List.copyOf(lines);
            flags = Collections.unmodifiableSortedSet(new TreeSet<>(flags));
        }

        static Reading of(OrderFact fact) {
            return new Reading(
                    fact.revision(),
                    fact.status(),
                    fact.rawStatus(),
                    fact.paidAt(),
                    fact.shipBy(),
                    fact.closedAt(),
                    fact.presale(),
                    fact.amounts().paid(),
                    fact.amounts().refunded(),
                    fact.blocks(),
                    fact.related(),
                    fact.flags(),
                    fact.lines().stream().map(LineState::of).toList(),
                    fact.problems().size());
        }

        static Reading newer(@Nullable Reading known, Reading told) {
            return known == null || NEWER.compare(told, known) > 0 ? told : known;
        }
    }

    /**
     * Where one line stands on the platform.
     *
     * @param lineId the platform's line id
     * @param status the line's own status
     * @param refundState what the payload says about its refund
     * @param refundId the platform's refund number, where shown
     * @param refundedAmount what went back, where the order itself tells it
     */
    public record LineState(
            String lineId,
            PlatformStatus status,
            RefundState refundState,
            @Nullable String refundId,
            @Nullable Money refundedAmount) {
        static LineState of(OrderFact.Line line) {
            return new LineState(line.id(), line.status(), line.refundState(), line.refundId(), line.refundedAmount());
        }
    }

    /** This sale with one more reading of the order; the same object where it tells nothing new. */
    public Sale with(OrderFact fact) {
        Basis better = Basis.better(basis, Basis.of(fact));
        Reading newer = Reading.newer(latest, Reading.of(fact));
        boolean nothingNew = better.equals(basis) && newer.equals(latest);
        return nothingNew ? this : new Sale(better, newer, payments, refunds);
    }

    /** This sale with one more reading of a refund; the same object where it tells nothing new. */
    public Sale with(RefundFact fact) {
        Refund told = Refund.of(fact);
        Refund known = refunds.get(told.refundId());
        if (known != null && Refund.NEWER.compare(told, known) <= 0) {
            return this;
        }
        SortedMap<String, Refund> all = new TreeMap<>(refunds);
        all.put(told.refundId(), told);
        return new Sale(basis, latest, payments, all);
    }

    /** This sale with the part of a payment that covers the given order number; the same object if nothing is new. */
    public Sale with(PaymentFact fact, String number) {
        Money amount = null;
        for (PaymentFact.Cover cover : fact.covers()) {
            if (cover.number().equals(number)) {
                amount = amount == null ? cover.amount() : amount.plus(cover.amount());
            }
        }
        return amount == null ? this : with(Payment.of(fact, amount));
    }

    private Sale with(Payment told) {
        Payment known = payments.get(told.tradeNo());
        if (known != null && Payment.NEWER.compare(told, known) <= 0) {
            return this;
        }
        SortedMap<String, Payment> all = new TreeMap<>(payments);
        all.put(told.tradeNo(), told);
        return new Sale(basis, latest, all, refunds);
    }

    /** Whether no reading of the order itself has come yet. */
    public boolean isExpected() {
        return basis == null;
    }

    /** The platform's status, {@code UNKNOWN} while the order is only expected. */
    public PlatformStatus status() {
        return latest == null ? PlatformStatus.UNKNOWN : latest.status();
    }

    /** Lines as sold; empty while the order is only expected. */
    public List<OrderFact.Line> lines() {
        return basis == null ? List.of() : basis.lines();
    }

    /** Where a line stands; absent where the newest reading does not have the line any more. */
    public @Nullable LineState lineState(String lineId) {
        if (latest != null) {
            List<LineState> states = latest.lines();
            for (int i = 0; i < states.size(); i++) {
                if (states.get(i).lineId().equals(lineId)) {
                    return states.get(i);
                }
            }
        }
        return null;
    }

    /** The money as sold, shared over the lines; absent while the order is only expected. */
    public @Nullable Amounts amounts() {
        return basis == null ? null : Amounts.of(basis.amounts(), basis.lines());
    }

    /**
     * What was paid: the payments one by one where they are known, else what the platform says. Payments in two currencies
     * have no sum; then too the platform's figure counts.
     */
    public @Nullable Money paid() {
        Currency currency = countedCurrency();
        return currency == null ? statedPaid() : Money.of(countedMinor(), currency);
    }

    /** The currency of {@link #paid}; absent where that is. */
    @Nullable
    Currency paidCurrency() {
        Currency currency = countedCurrency();
        Money stated = statedPaid();
        return currency != null || stated == null ? currency : stated.currency();
    }

    /** The minor units of {@link #paid}, without making an amount; zero where it is absent. */
    long paidMinor() {
        Money stated = statedPaid();
        return countedCurrency() != null ? countedMinor() : stated == null ? 0 : stated.minor();
    }

    private @Nullable Money statedPaid() {
        return latest == null ? null : latest.paid();
    }

    /** The currency in which the payments add up; absent where nothing is paid or their currencies differ. */
    private @Nullable Currency countedCurrency() {
        Currency currency = basis == null ? null : basis.amounts().currency();
        boolean paid = false;
        List<Payment> all = values(payments);
        for (int i = 0; i < all.size(); i++) {
            Payment payment = all.get(i);
            if (payment.status() == PaymentFact.Status.PAID) {
                currency = currency == null ? payment.amount().currency() : currency;
                if (!payment.amount().currency().equals(currency)) {
                    return null;
                }
                paid = true;
            }
        }
        return paid ? currency : null;
    }

    private long countedMinor() {
        long sum = 0;
        List<Payment> all = values(payments);
        for (int i = 0; i < all.size(); i++) {
            Payment payment = all.get(i);
            if (payment.status() == PaymentFact.Status.PAID) {
                sum = Math.addExact(sum, payment.amount().minor());
            }
        }
        return sum;
    }

    /** Whether a refund is asked for and not decided, told by itself or by the state of a line. */
    public boolean isRefundOpen() {
        List<Refund> told = values(refunds);
        for (int i = 0; i < told.size(); i++) {
            if (told.get(i).status().isOpen()) {
                return true;
            }
        }
        List<LineState> states = latest == null ? List.of() : latest.lines();
        for (int i = 0; i < states.size(); i++) {
            RefundFact.Status implied = impliedBy(states.get(i));
            if (implied != null && implied.isOpen()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a refund of a line is asked for and not decided. One that names no line of the order is about all of them.
     *
     * @param lineId a line as sold
     */
    public boolean isRefundOpen(String lineId) {
        List<Refund> told = values(refunds);
        for (int i = 0; i < told.size(); i++) {
            Refund refund = told.get(i);
            if (refund.status().isOpen() && (lineId.equals(refund.lineId()) || !isOfLine(refund))) {
                return true;
            }
        }
        LineState state = lineState(lineId);
        RefundFact.Status implied = state == null ? null : impliedBy(state);
        return implied != null && implied.isOpen();
    }

    /** Whether a refund is about one line of the order, and not about all of them. */
    boolean isOfLine(Refund refund) {
        List<OrderFact.Line> sold = lines();
        for (int i = 0; i < sold.size(); i++) {
            if (sold.get(i).id().equals(refund.lineId())) {
                return true;
            }
        }
        return false;
    }

    /** Whether money has gone back for the order as a whole. */
    boolean isWholeRefundDone() {
        List<Refund> told = values(refunds);
        for (int i = 0; i < told.size(); i++) {
            if (told.get(i).isDone() && !isOfLine(told.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** All lines as {@link #current}; the very list of {@link #lines} while nothing else was told since. */
    @SuppressWarnings("ReferenceEquality") // a line that stands as it was sold is the very same
    public List<OrderFact.Line> currentLines() {
        List<OrderFact.Line> sold = lines();
        boolean toldOnce = refunds.isEmpty()
                && basis != null
                && latest != null
                && latest.revision().equals(basis.revision());
        for (int i = 0; i < sold.size() && !toldOnce; i++) {
            if (current(sold.get(i)) != sold.get(i)) {
                return sold.stream().map(this::current).toList();
            }
        }
        return sold;
    }

    /** A line as sold, standing where it was told to stand last, also by refunds that were told by themselves. */
    public OrderFact.Line current(OrderFact.Line line) {
        LineState state = lineState(line.id());
        PlatformStatus status = state == null ? line.status() : state.status();
        RefundState told = state == null ? line.refundState() : state.refundState();
        if (isRefundOpen(line.id())) {
            told = RefundState.REQUESTED;
        } else if (told == RefundState.REQUESTED) {
            // decided since, as its own refund tells
            told = isRefundDone(line.id()) ? RefundState.REFUNDED : RefundState.NONE;
        }
        boolean same = status == line.status() && told == line.refundState();
        return same ? line : line.standing(status, told);
    }

    /** Whether money of a line has gone back, told by a refund or by the state of the line. */
    boolean isRefundDone(String lineId) {
        List<Refund> told = values(refunds);
        for (int i = 0; i < told.size(); i++) {
            if (told.get(i).isDone() && lineId.equals(told.get(i).lineId())) {
                return true;
            }
        }
        LineState state = lineState(lineId);
        return state != null && impliedBy(state) == RefundFact.Status.SUCCEEDED;
    }

    /** Values by key, to be walked by index; both maps are made of this class when the sale is. */
    private static <V> List<V> values(SortedMap<String, V> map) {
        return ((ImmutableSortedMap<String, V>) map).values().asList();
    }

    /**
     * All refunds in the order in which they consume what the lines have left: those told one by one, and those that
     * only a line's state tells. A line's state counts only while no refund fact speaks of that line, so that one refund
     * told in two ways counts once.
     */
    public List<Refund> allRefunds() {
        List<Refund> all = new ArrayList<>();
        refunds.values().forEach(refund -> all.add(counted(refund)));
        if (latest != null) {
            for (LineState state : latest.lines()) {
                Refund implied = impliedBy(state, latest.revision());
                if (implied != null) {
                    all.add(implied);
                }
            }
        }
        all.sort(Refund.CONSUMING);
        return all;
    }

    /** A quantity that the line cannot be counted in is not used; without an amount then nobody knows how much it is. */
    private Refund counted(Refund refund) {
        Quantity quantity = refund.quantity();
        for (OrderFact.Line line : lines()) {
            if (quantity != null
                    && line.id().equals(refund.lineId())
                    && line.quantity().measure() != quantity.measure()) {
                return refund.withoutQuantity();
            }
        }
        return refund;
    }

    private @Nullable Refund impliedBy(LineState state, Revision revision) {
        RefundFact.Status status = impliedBy(state);
        if (status == null) {
            return null;
        }
        String id = state.refundId() == null ? "line:" + state.lineId() : state.refundId();
        return new Refund(
                id,
                revision,
                state.lineId(),
                null,
                state.refundedAmount(),
                status,
                RefundFact.Phase.UNKNOWN,
                false,
                null);
    }

    /** How far the refund is that a line tells of and no refund fact does; absent where it tells of none. */
    private RefundFact.@Nullable Status impliedBy(LineState state) {
        RefundFact.Status status =
                switch (state.refundState()) {
                    case NONE, UNKNOWN -> null;
                    case REQUESTED -> RefundFact.Status.REQUESTED;
                    // part of the line went back and nobody told how much: open until a refund fact tells it
                    case PARTLY ->
                        state.refundedAmount() == null ? RefundFact.Status.UNKNOWN : RefundFact.Status.SUCCEEDED;
                    case REFUNDED -> RefundFact.Status.SUCCEEDED;
                };
        return status == null || isToldByFact(state) ? null : status;
    }

    private boolean isToldByFact(LineState state) {
        List<Refund> told = values(refunds);
        for (int i = 0; i < told.size(); i++) {
            Refund refund = told.get(i);
            if (state.lineId().equals(refund.lineId()) || refund.refundId().equals(state.refundId())) {
                return true;
            }
        }
        return false;
    }
}
