package io.omskit.engine.planning;

import com.google.common.hash.Hashing;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.stored.Rows;
import io.omskit.fact.ShopRef;
import io.omskit.order.Order;
import io.omskit.order.PartyKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Which orders of one buyer a platform is to be asked about, to learn which of them go to one receiver. A question names all
 * open orders of the buyer in the shop, so that the latest answer alone tells who belongs together. Source.
 */
final class MergeAsks {
    /** What Taobao takes in one question ({@code taobao.top.oaid.merge}). */
    private static final int MOST = 100;

    private MergeAsks() {}

    /**
     * One question.
     *
     * @param shop whom to ask
     * @param orders in the order of payment
     */
    record Question(ShopRef shop, List<Order> orders) {
        /** The same for the same orders at the same addresses: what was asked is not asked again. */
        String key() {
            StringBuilder asked = new StringBuilder();
            orders.stream().sorted(Comparator.comparingLong(Order::id)).forEach(order -> asked.append(order.id())
                    .append('=')
                    .append(order.parties().addressId())
                    .append('\n'));
            return Effect.MERGE_ASK + ":"
                    + Hashing.sha256().hashString(asked, StandardCharsets.UTF_8).toString();
        }

        Map<String, String> data() {
            return Map.of(
                    "numbers",
                    String.join(
                            ";",
                            orders.stream().map(order -> order.ref().number()).toList()));
        }
    }

    /** The questions that are open about these orders of one buyer; none where a single order has nobody to travel with. */
    static List<Question> of(Collection<Order> ofOneBuyer, Instant now) {
        Map<String, List<Order>> byShop = new TreeMap<>();
        for (Order order : ofOneBuyer) {
            if (order.parties().addressId() != null && Rows.mergeKey(order, now) != null) {
                byShop.computeIfAbsent(order.ref().shopRef().toString(), shop -> new ArrayList<>())
                        .add(order);
            }
        }
        List<Question> questions = new ArrayList<>();
        for (List<Order> orders : byShop.values()) {
            orders.sort(Comparator.comparing((Order order) -> Objects.requireNonNullElse(order.paidAt(), Instant.MAX))
                    .thenComparing(Order::id));
            for (int from = 0; from < orders.size(); from += MOST) {
                List<Order> together = orders.subList(from, Math.min(from + MOST, orders.size()));
                if (together.size() > 1 && !isAnswered(together)) {
                    questions.add(new Question(together.get(0).ref().shopRef(), List.copyOf(together)));
                }
            }
        }
        return questions;
    }

    /** Whether all of them were asked about in one question already. */
    private static boolean isAnswered(List<Order> orders) {
        PartyKeys.PlatformGroup first = orders.get(0).parties().group();
        return first != null
                && orders.stream().allMatch(order -> {
                    PartyKeys.PlatformGroup group = order.parties().group();
                    return group != null && group.askedAt().equals(first.askedAt());
                });
    }
}
