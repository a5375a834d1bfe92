package io.omskit.fulfillment.gift;

import io.omskit.catalog.Sku;
import io.omskit.decision.Reason;
import io.omskit.fulfillment.gift.Filling.Given;
import io.omskit.fulfillment.gift.GiftPlan.Addition;
import io.omskit.fulfillment.gift.GiftPlan.Change;
import io.omskit.fulfillment.gift.GiftPlan.Claim;
import io.omskit.fulfillment.gift.GiftPlan.Shortage;
import io.omskit.fulfillment.gift.HeldGifts.Gift;
import io.omskit.order.Demand;
import io.omskit.value.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Brings the gift demands of one rule from what they are to what they should be, and collects the steps. */
final class GiftChanges {
    private final Matching match;
    private final HeldGifts held;
    private final long wanted;
    private final List<Demand.Trigger> triggers;
    final List<Addition> additions = new ArrayList<>();
    final List<Change> changes = new ArrayList<>();
    final List<Claim> claims = new ArrayList<>();
    final List<Shortage> holds = new ArrayList<>();
    final List<Reason> reasons = new ArrayList<>();

    GiftChanges(Matching match, HeldGifts held, long wanted) {
        this.match = match;
        this.held = held;
        this.wanted = wanted;
        this.triggers = match.triggers();
    }

    void reach(Filling filling) {
        Map<Long, Map<Sku, List<Gift>>> before = new LinkedHashMap<>();
        for (Gift gift : held.gifts()) {
            before.computeIfAbsent(gift.orderId(), order -> new LinkedHashMap<>())
                    .computeIfAbsent(gift.demand().sku(), sku -> new ArrayList<>())
                    .add(gift);
        }
        filling.given()
                .forEach((order, bySku) -> bySku.forEach((sku, given) -> resize(
                        order, given, before.getOrDefault(order, Map.of()).getOrDefault(sku, List.of()))));
        before.forEach((order, bySku) -> bySku.forEach((sku, gifts) -> {
            if (!filling.given().getOrDefault(order, Map.of()).containsKey(sku)) {
                gifts.forEach(gift -> set(gift, floor(gift)));
            }
        }));
        changes.sort((one, other) -> one.orderId() == other.orderId()
                ? Integer.compare(one.demand(), other.demand())
                : Long.compare(one.orderId(), other.orderId()));
        claim();
    }

    /** What stays of a gift in any case. */
    private long floor(Gift gift) {
        return wanted == 0 ? gift.packed() : gift.fixed();
    }

    private void resize(long order, Given given, List<Gift> gifts) {
        long perGrant = given.option.perGrant();
        long rest = Math.multiplyExact(given.grants, perGrant);
        String reference = match.rule().reference();
        Map<Gift, Long> needed = new LinkedHashMap<>();
        for (Gift gift : gifts) {
            boolean fits = gift.demand().ratio() == perGrant;
            long kept = fits ? Math.min(rest, gift.demand().needed() - floor(gift)) : 0;
            needed.put(gift, floor(gift) + kept);
            rest -= kept;
        }
        for (Gift gift : gifts) {
            if (rest > 0 && isReusable(gift, order, reference, perGrant)) {
                needed.merge(gift, rest, Long::sum);
                rest = 0;
            }
        }
        needed.forEach(this::set);
        if (rest > 0) {
            Quantity per = given.option.quantity();
            additions.add(new Addition(
                    order, match.firstLine(order), reference, given.option.sku(), per, rest / perGrant, triggers));
            about("GIFT_GIVEN", order, reference, given.option.sku(), Quantity.of(rest, per.measure()));
        }
        tell(order, given);
    }

    private boolean isReusable(Gift gift, long order, String reference, long perGrant) {
        return gift.demand().ratio() == perGrant
                && gift.demand().lineId().equals(match.firstLine(order))
                && reference.equals(gift.demand().ruleId());
    }

    private void tell(long order, Given given) {
        if (!given.option.sku().equals(given.option.substitutes())) {
            reasons.add(GiftReasons.substituted(order, match.rule(), given.option.substitutes(), given.option.sku()));
        }
        if (match.rule().stockMode() == GiftRule.StockMode.HOLD && given.lacking > 0) {
            String reference = match.rule().reference();
            Sku sku = given.option.sku();
            holds.add(new Shortage(order, reference, sku, given.lacking));
            about(
                    "GIFT_HELD",
                    order,
                    reference,
                    sku,
                    Quantity.of(given.lacking, given.option.quantity().measure()));
        }
    }

    private void set(Gift gift, long needed) {
        Demand demand = gift.demand();
        long more = needed - demand.needed();
        String reference = demand.ruleId() == null ? "" : demand.ruleId();
        if (more > 0) {
            about("GIFT_GIVEN", gift.orderId(), reference, demand.sku(), demand.quantity(more));
        } else if (more < 0) {
            about("GIFT_WITHDRAWN", gift.orderId(), reference, demand.sku(), demand.quantity(-more));
        }
        long kept = Math.min(needed, demand.needed());
        if (kept > 0) {
            about("GIFT_KEPT", gift.orderId(), reference, demand.sku(), demand.quantity(kept));
        }
        boolean retold = needed > gift.packed() && wanted > 0 && !triggers.isEmpty();
        List<Demand.Trigger> earned = retold ? triggers : demand.triggers();
        if (more != 0 || !earned.equals(demand.triggers())) {
            changes.add(new Change(gift.orderId(), demand.index(), needed, earned));
        }
    }

    /** The last gifts that left are those that were too many. */
    private void claim() {
        List<Long> within = held.within(Gift::gone, wanted);
        for (int i = held.gifts().size() - 1; i >= 0; i--) {
            Gift gift = held.gifts().get(i);
            Demand demand = gift.demand();
            long units = gift.gone() - Math.multiplyExact(within.get(i), demand.ratio());
            if (units > 0) {
                claims.add(new Claim(gift.orderId(), demand.index(), demand.quantity(units)));
                String reference = demand.ruleId() == null ? "" : demand.ruleId();
                about("GIFT_CLAIM", gift.orderId(), reference, demand.sku(), demand.quantity(units));
            }
        }
    }

    private void about(String code, long order, String reference, Sku sku, Quantity quantity) {
        reasons.add(GiftReasons.about(code, order, reference, sku, quantity));
    }
}
