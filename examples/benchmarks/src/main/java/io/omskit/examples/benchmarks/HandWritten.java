package io.omskit.examples.benchmarks;

import io.omskit.fact.OrderFact;
import io.omskit.order.Demand;
import io.omskit.order.OrderView;
import io.omskit.order.Sale;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a programmer would write who does not want a rule book: the rules of {@code mixed-rules.yaml} as typed lambdas over
 * the same orders, tried group by group until the first holds. Absent facts satisfy no comparison, as in a book.
 */
final class HandWritten {
    static final Currency CNY = Currency.getInstance("CNY");
    static final Currency USD = Currency.getInstance("USD");
    static final Instant MARCH_2 = Instant.parse("2026-03-02T00:00:00Z");
    static final Instant MARCH_5 = Instant.parse("2026-03-05T00:00:00Z");
    static final Instant MARCH_7 = Instant.parse("2026-03-07T00:00:00Z");
    static final Instant MARCH_8 = Instant.parse("2026-03-08T00:00:00Z");
    static final Instant MARCH_10 = Instant.parse("2026-03-10T00:00:00Z");
    static final Instant MARCH_13 = Instant.parse("2026-03-13T00:00:00Z");
    static final Instant MARCH_16 = Instant.parse("2026-03-16T00:00:00Z");
    static final Instant MARCH_18 = Instant.parse("2026-03-18T00:00:00Z");
    static final Instant MARCH_19 = Instant.parse("2026-03-19T00:00:00Z");
    static final Instant MARCH_21 = Instant.parse("2026-03-21T00:00:00Z");
    static final Instant MARCH_22 = Instant.parse("2026-03-22T00:00:00Z");

    private static final List<List<Predicate<OrderView>>> GROUPS = List.of(
            HandWrittenMoney.DATA_QUALITY,
            HandWrittenMoney.MONEY,
            HandWrittenMoney.RISK,
            HandWrittenGoods.STOCK,
            HandWrittenGoods.LOGISTICS,
            HandWrittenGoods.MARKETING);

    private HandWritten() {}

    /** The number of each group's deciding rule, from 1, or 0; as digits of a number, the first group in front. */
    static long decide(OrderView view) {
        long decided = 0;
        for (int group = 0; group < GROUPS.size(); group++) {
            List<Predicate<OrderView>> rules = GROUPS.get(group);
            int match = 0;
            for (int i = 0; i < rules.size(); i++) {
                if (rules.get(i).test(view)) {
                    match = i + 1;
                    break;
                }
            }
            decided = decided * 100 + match;
        }
        return decided;
    }

    static @Nullable Money goods(OrderView view) {
        Sale.Basis basis = view.order().sale().basis();
        return basis == null ? null : basis.amounts().goods();
    }

    static @Nullable Money payable(OrderView view) {
        Sale.Basis basis = view.order().sale().basis();
        return basis == null ? null : basis.amounts().payable();
    }

    static @Nullable Money paid(OrderView view) {
        return view.order().sale().paid();
    }

    static boolean within(@Nullable Money money, Currency currency, long low, long high) {
        return money != null && money.currency().equals(currency) && money.minor() >= low && money.minor() <= high;
    }

    static OrderFact.@Nullable Terms terms(OrderView view) {
        Sale.Basis basis = view.order().sale().basis();
        return basis == null ? null : basis.terms();
    }

    static boolean isIn(@Nullable String text, Set<String> texts) {
        return text != null && texts.contains(text);
    }

    static boolean startsWith(@Nullable String text, String start) {
        return text != null && text.startsWith(start);
    }

    static int problems(OrderView view) {
        Sale.Reading latest = view.order().sale().latest();
        return latest == null ? 0 : latest.problems();
    }

    static long missing(OrderView view) {
        long missing = 0;
        List<Demand> demands = view.order().demands();
        for (int i = 0; i < demands.size(); i++) {
            missing += demands.get(i).missing();
        }
        return missing;
    }

    static boolean isPaid(OrderView view) {
        return view.order().paidAt() != null;
    }

    static long minutesSincePaid(OrderView view) {
        Instant paidAt = view.order().paidAt();
        return paidAt == null ? 0 : (view.now().getEpochSecond() - paidAt.getEpochSecond()) / 60;
    }

    static boolean isDueWithin(OrderView view, long minutes) {
        Instant shipBy = view.order().shipBy();
        return shipBy != null && (shipBy.getEpochSecond() - view.now().getEpochSecond()) / 60 < minutes;
    }

    static boolean isKnown(OrderView view) {
        return view.order().sale().latest() != null;
    }

    static boolean isPresale(OrderView view) {
        Sale.Reading latest = view.order().sale().latest();
        return latest != null && latest.presale();
    }

    static Set<String> flags(OrderView view) {
        Sale.Reading latest = view.order().sale().latest();
        return latest == null ? Set.of() : latest.flags();
    }

    static boolean hasBlock(OrderView view, OrderFact.Block.Code code) {
        List<OrderFact.Block> blocks = blocks(view);
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).code() == code) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is a block that is not an open refund, which is a fact of its own. */
    static boolean hasBlocks(OrderView view) {
        List<OrderFact.Block> blocks = blocks(view);
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).code() != OrderFact.Block.Code.REFUND_OPEN) {
                return true;
            }
        }
        return false;
    }

    private static List<OrderFact.Block> blocks(OrderView view) {
        Sale.Reading latest = view.order().sale().latest();
        return latest == null ? List.of() : latest.blocks();
    }

    static boolean isPlacedBetween(OrderView view, Instant from, Instant to) {
        Sale.Basis basis = view.order().sale().basis();
        Instant placedAt = basis == null ? null : basis.placedAt();
        return placedAt != null && !placedAt.isBefore(from) && !placedAt.isAfter(to);
    }

    static boolean isPieces(Quantity quantity) {
        return quantity.measure() == Measure.PIECE;
    }
}
