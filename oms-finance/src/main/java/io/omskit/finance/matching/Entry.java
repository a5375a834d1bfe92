package io.omskit.finance.matching;

import io.omskit.fact.SettlementFact.Kind;
import io.omskit.value.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** One record while it is reconciled, of either side. Used at most once; belongs to one run and one thread. */
final class Entry {
    /** Independent of the input's order as long as ids are unique. */
    static final Comparator<Entry> BY_TIME = Comparator.comparing((Entry entry) -> entry.at)
            .thenComparing(entry -> entry.id)
            .thenComparingInt(entry -> entry.position);

    final int position;
    final String id;
    final String key;
    final Kind kind;
    final Money amount;
    /** Expected of ours, charged of theirs; positive when charged. */
    final @Nullable Money fee;

    /** Theirs only. */
    final @Nullable Money net;

    final boolean settled;
    final Instant at;
    final LocalDate day;
    private boolean used;

    private Entry(
            int position,
            String id,
            String key,
            Kind kind,
            Money amount,
            @Nullable Money fee,
            @Nullable Money net,
            boolean settled,
            Instant at,
            ZoneId zone) {
        this.position = position;
        this.id = id;
        this.key = key;
        this.kind = kind;
        this.amount = amount;
        this.fee = fee;
        this.net = net;
        this.settled = settled;
        this.at = at;
        this.day = at.atZone(zone).toLocalDate();
    }

    static Entry of(Reconciliation.Ours record, int position, ZoneId zone) {
        return new Entry(
                position,
                record.id(),
                record.orderNo(),
                record.kind(),
                record.amount(),
                record.expectedFee(),
                null,
                false,
                record.occurredAt(),
                zone);
    }

    static Entry of(Reconciliation.Theirs record, int position, ZoneId zone) {
        return new Entry(
                position,
                record.id(),
                record.reference(),
                record.kind(),
                record.gross(),
                record.fee(),
                record.net(),
                record.settled(),
                record.occurredAt(),
                zone);
    }

    boolean isOpen() {
        return !used;
    }

    void use() {
        if (used) {
            throw new IllegalStateException(
                    "record " + id + " is used twice.\nA stage took a record that was not open.");
        }
        used = true;
    }

    /** Whether sale or refund. */
    boolean takesPart() {
        return kind == Kind.SALE || kind == Kind.REFUND;
    }

    long minor() {
        return amount.minor();
    }

    static long sum(Collection<Entry> entries) {
        long sum = 0;
        for (Entry entry : entries) {
            sum = Math.addExact(sum, entry.minor());
        }
        return sum;
    }

    @Override
    public String toString() {
        return id;
    }
}
