package io.omskit.order;

import io.omskit.fact.RefundFact;
import io.omskit.value.Apportionment;
import io.omskit.value.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What refunds took back, line by line and bearer by bearer, and what a further refund would pay. Source: domain rules
 * invariant M3.
 *
 * <p>A refund of units brings its line to the cumulative share C(k+q), component by component: C(k+q) - C(k) while there
 * were no refunds by amount, less what those have taken before. A refund by amount takes from what the line has left, the
 * bearers sharing it by what they have left. Both stay inside what is left of every component, and the one that takes the
 * rest takes exactly the rest. So any order of refunds that returns everything returns exactly what each bearer gave.
 *
 * <p>An amount that the channel states always counts; what of it the sale cannot explain is kept apart. Immutable: {@link
 * #after} returns a new value.
 */
public final class Refunds {
    private static final long MOST_MINOR = Long.MAX_VALUE / 4;

    private final Amounts amounts;
    private final FreightPolicy freight;
    private final Map<String, Taken> byLine;
    private final List<Booked> booked;

    private Refunds(Amounts amounts, FreightPolicy freight, Map<String, Taken> byLine, List<Booked> booked) {
        this.amounts = amounts;
        this.freight = freight;
        this.byLine = byLine;
        this.booked = booked;
    }

    /** What of the freight goes back with refunded units. */
    public enum FreightPolicy {
        NEVER,
        /** All of it with the refund of the order's last unit. */
        WITH_LAST_UNIT,
        /** The freight share of each refunded unit. */
        BY_SHARE,
        /** With the last unit for refunds before shipping, never for later ones. */
        BY_PHASE;

        FreightPolicy in(RefundFact.Phase phase) {
            if (this != BY_PHASE) {
                return this;
            }
            return phase == RefundFact.Phase.AFTER_SHIPPING ? NEVER : WITH_LAST_UNIT;
        }
    }

    /**
     * One refund and what it took.
     *
     * @param refundId the refund's number
     * @param parts what it took from the shop's sale, by component; {@code parts.payable()} is what the buyer got
     * @param unexplained what the channel paid beyond what could be taken from the sale; zero when all is explained, all
     *     of it where it is in another currency, negative or absurd
     */
    public record Booked(String refundId, AmountParts parts, Money unexplained) {}

    /** What a line has given back: units by quantity, and money. */
    private record Taken(long units, AmountParts parts) {
        Taken plus(Taken more) {
            return new Taken(units + more.units, parts.plus(more.parts));
        }
    }

    /** Before any refund. */
    public static Refunds none(Amounts amounts, FreightPolicy freight) {
        return new Refunds(amounts, freight, Map.of(), List.of());
    }

    /** All successful refunds of a sale, in the order in which they consume what the lines have left. */
    public static Optional<Refunds> of(Sale sale, FreightPolicy freight) {
        Amounts amounts = sale.amounts();
        if (amounts == null) {
            return Optional.empty();
        }
        Refunds refunds = none(amounts, freight);
        for (Refund refund : sale.allRefunds()) {
            if (refund.isDone()) {
                refunds = refunds.after(refund);
            }
        }
        return Optional.of(refunds);
    }

    /** What each refund took, in the order in which they were applied. */
    public List<Booked> booked() {
        return booked;
    }

    /** Everything that went back, by component. */
    public AmountParts total() {
        AmountParts sum = nothing();
        for (Booked one : booked) {
            sum = sum.plus(one.parts());
        }
        return sum;
    }

    /** What a line has left to refund. */
    public AmountParts left(String lineId) {
        return left(amounts.line(lineId));
    }

    /** Units of a line that were refunded by quantity. */
    public long unitsRefunded(String lineId) {
        return taken(lineId).units();
    }

    /**
     * What a refund of so many more units of a line pays, freight by the policy before shipping included.
     *
     * @throws IllegalArgumentException if the line has fewer units left
     */
    public AmountParts quoteUnits(String lineId, long units) {
        Amounts.Line line = amounts.line(lineId);
        Taken taken = taken(lineId);
        if (units <= 0 || units > line.units() - taken.units()) {
            throw new IllegalArgumentException("cannot refund " + units + " units of line " + lineId + ": "
                    + taken.units() + " of " + line.units()
                    + " are refunded already.\nRefund at most the units that are left, or refund by amount.");
        }
        Step step = new Step();
        step.take(line, units, unitShare(line, units));
        step.freight(line, units, freight.in(RefundFact.Phase.UNKNOWN));
        return step.sum;
    }

    /** What a refund of an amount takes from a line; less than the amount where the line has less left. */
    public AmountParts quoteAmount(String lineId, Money amount) {
        return amountShare(left(lineId).withoutFreight(), amount.minor());
    }

    /** This, and one refund more. Figures that the sale cannot explain are kept apart, never spread. */
    public Refunds after(Refund refund) {
        Amounts.Line line = lineOf(refund);
        Money stated = refund.amount();
        Step step = new Step();
        if (stated != null && !isOfThisSale(stated)) {
            return booked(step, new Booked(refund.refundId(), step.sum, stated));
        }
        if (line == null) {
            step.wholeOrder(stated);
        } else if (stated == null) {
            step.ownShare(line, refund);
        } else {
            step.statedAmount(line, refund, stated);
        }
        Money unexplained = stated == null ? nothing().payable() : stated.minus(step.sum.payable());
        return booked(step, new Booked(refund.refundId(), step.sum, unexplained));
    }

    /** Money of another currency, below nothing or beyond what could be added up is none that this sale has given. */
    private boolean isOfThisSale(Money stated) {
        return stated.currency().equals(amounts.total().currency())
                && stated.minor() >= 0
                && stated.minor() <= MOST_MINOR;
    }

    private Refunds booked(Step step, Booked one) {
        List<Booked> list = new ArrayList<>(booked);
        list.add(one);
        return new Refunds(amounts, freight, Map.copyOf(step.byLine), List.copyOf(list));
    }

    private Amounts.@Nullable Line lineOf(Refund refund) {
        for (Amounts.Line line : amounts.lines()) {
            if (line.lineId().equals(refund.lineId())) {
                return line;
            }
        }
        return null;
    }

    /** What brings a line without its freight to C(k+q); with the last unit that is whatever is left. */
    private AmountParts unitShare(Amounts.Line line, long units) {
        Taken taken = taken(line.lineId());
        AmountParts left = left(line).withoutFreight();
        long after = taken.units() + units;
        AmountParts due = line.parts().units(0, after, line.units()).withoutFreight();
        AmountParts share = due.minus(taken.parts().withoutFreight()).within(left);
        long worth =
                due.payable().minor() - taken.parts().withoutFreight().payable().minor();
        long whole = left.payable().minor();
        return share.balanced(left, Math.max(Math.min(0, whole), Math.min(Math.max(0, whole), worth)));
    }

    /** What an amount of the buyer's money takes from what is left, every bearer by what he has left. */
    private static AmountParts amountShare(AmountParts left, long amount) {
        long whole = left.payable().minor();
        long wanted = Math.min(amount, whole);
        if (wanted <= 0) {
            return AmountParts.zero(left.currency());
        }
        return wanted == whole ? left : left.units(0, wanted, whole).balanced(left, wanted);
    }

    /** One refund at work on a copy of what the lines have given. */
    private final class Step {
        private final Map<String, Taken> byLine = new HashMap<>(Refunds.this.byLine);
        private AmountParts sum = nothing();

        void take(Amounts.Line line, long units, AmountParts parts) {
            byLine.merge(line.lineId(), new Taken(units, parts), Taken::plus);
            sum = sum.plus(parts);
        }

        /** The refund tells no amount: the share of its units, or all that the line has left. */
        void ownShare(Amounts.Line line, Refund refund) {
            long units = unitsOf(line, refund);
            boolean everything = refund.quantity() == null;
            if (everything || units > 0) {
                AmountParts share = everything ? left(line).withoutFreight() : unitShare(line, units);
                take(line, units, share);
                freight(line, units, freight.in(refund.phase()));
            }
        }

        /** The channel's amount counts, first from the goods of the line, then from freight, its own before others. */
        void statedAmount(Amounts.Line line, Refund refund, Money amount) {
            long units = refund.quantity() == null ? 0 : unitsOf(line, refund);
            AmountParts share = units == 0 ? nothing() : unitShare(line, units);
            AmountParts left = left(line).withoutFreight();
            boolean agreed = units > 0 && share.payable().equals(amount);
            // with the last unit goes all that is left as soon as the amount covers it, also where that is worth
            // nothing
            boolean last = units > 0
                    && taken(line.lineId()).units() + units == line.units()
                    && amount.minor() >= left.payable().minor();
            take(line, units, agreed || last ? share : amountShare(left, amount.minor()));
            takeFreight(line, amount.minor() - sum.payable().minor());
            for (Amounts.Line other : amounts.lines()) {
                takeFreight(other, amount.minor() - sum.payable().minor());
            }
        }

        private void takeFreight(Amounts.Line line, long open) {
            long freightLeft =
                    line.parts().minor(AmountPart.FREIGHT) - given(line).minor(AmountPart.FREIGHT);
            long share = Math.min(open, freightLeft);
            if (share > 0) {
                take(line, 0, nothing().with(AmountPart.FREIGHT, share));
            }
        }

        /** A refund that names no line takes from all of them, each by what it has left. */
        void wholeOrder(@Nullable Money amount) {
            List<Amounts.Line> lines = amounts.lines();
            long[] room = new long[lines.size()];
            long whole = 0;
            for (int i = 0; i < room.length; i++) {
                long worth = left(lines.get(i)).payable().minor();
                room[i] = Math.max(0, worth);
                whole = Math.addExact(whole, worth);
            }
            long wanted = amount == null ? whole : Math.min(whole, amount.minor());
            boolean everything = wanted == whole;
            if (wanted <= 0 && !everything) {
                return;
            }
            long[] shares = everything ? room : Apportionment.shareCapped(wanted, room, room);
            for (int i = 0; i < room.length; i++) {
                Amounts.Line line = lines.get(i);
                if (everything) {
                    take(line, line.units() - taken(line.lineId()).units(), left(line));
                } else if (shares[i] > 0) {
                    take(line, 0, amountShare(left(line), shares[i]));
                }
            }
        }

        void freight(Amounts.Line line, long units, FreightPolicy policy) {
            if (policy == FreightPolicy.BY_SHARE) {
                long after = taken(line.lineId()).units() + units;
                long due = line.units() == 0
                        ? line.parts().minor(AmountPart.FREIGHT)
                        : line.parts().units(0, after, line.units()).minor(AmountPart.FREIGHT);
                takeFreight(line, due - given(line).minor(AmountPart.FREIGHT));
            } else if (policy == FreightPolicy.WITH_LAST_UNIT && isEverythingBack()) {
                amounts.lines().forEach(other -> takeFreight(other, Long.MAX_VALUE));
            }
        }

        /** Whether every line has either all units or all money back. */
        private boolean isEverythingBack() {
            for (Amounts.Line line : amounts.lines()) {
                Taken taken = byLine.get(line.lineId());
                boolean allUnits = taken != null && taken.units() >= line.units();
                AmountParts rest = line.parts().minus(given(line)).withoutFreight();
                if (line.units() > 0 && !allUnits && !rest.isZero()) {
                    return false;
                }
            }
            return true;
        }

        private AmountParts given(Amounts.Line line) {
            Taken taken = byLine.get(line.lineId());
            return taken == null ? nothing() : taken.parts();
        }

        private long unitsOf(Amounts.Line line, Refund refund) {
            long unitsLeft = line.units() - taken(line.lineId()).units();
            return refund.quantity() == null
                    ? unitsLeft
                    : Math.max(0, Math.min(refund.quantity().steps(), unitsLeft));
        }
    }

    /** The same refunds against other amounts; for invariants, which must see refunds that do not fit. */
    Refunds over(Amounts others) {
        return new Refunds(others, freight, byLine, booked);
    }

    private AmountParts left(Amounts.Line line) {
        return line.parts().minus(taken(line.lineId()).parts());
    }

    private Taken taken(String lineId) {
        Taken taken = byLine.get(lineId);
        return taken == null ? new Taken(0, nothing()) : taken;
    }

    private AmountParts nothing() {
        return AmountParts.zero(amounts.total().currency());
    }
}
