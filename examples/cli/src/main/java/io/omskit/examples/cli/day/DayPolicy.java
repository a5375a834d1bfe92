package io.omskit.examples.cli.day;

import io.omskit.catalog.Sku;
import io.omskit.engine.policy.FulfillmentPolicy;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.policy.StockPolicy;
import io.omskit.fulfillment.gift.GiftBookReader;
import io.omskit.fulfillment.parcel.ParcelPolicy;
import io.omskit.fulfillment.plan.MergePolicy;
import io.omskit.order.OrderFields;
import io.omskit.order.flow.FlowReader;
import io.omskit.rule.book.RuleBookReader;
import io.omskit.stock.Quota;
import io.omskit.stock.Quotas;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeSet;

/** How the day decides: flow, review and gifts from documents, parcels, merging and quotas from settings. */
final class DayPolicy {
    private static final long PARCEL_GRAMS = 30_000;
    private static final long QUOTA_IN_THE_MORNING = 4;
    private static final long QUOTA_IN_THE_EVENING = 20;

    private DayPolicy() {}

    /** The policy of the morning. */
    static Policy morning() {
        MergePolicy merge = MergePolicy.builder()
                .parcel(new MergePolicy.ParcelLimit(
                        PARCEL_GRAMS, 0, new TreeSet<>(), new TreeSet<>(List.of(Goods.INK + "/" + Goods.PAPER))))
                .build();
        ParcelPolicy parcels = ParcelPolicy.defaults()
                .withLimits(ParcelPolicy.Limits.NONE.withWeightGrams(PARCEL_GRAMS))
                .withApart(Goods.INK, Goods.PAPER);
        return Policy.defaults()
                .withFlow(FlowReader.of(OrderFields.orders())
                        .read("flow.yaml", document("flow.yaml"))
                        .orThrow())
                .withReview(RuleBookReader.of(OrderFields.orders(), Policy.reviewActions())
                        .read("review.yaml", document("review.yaml"))
                        .orThrow())
                .withGifts(GiftBookReader.read("gifts.yaml", document("gifts.yaml"))
                        .orThrow())
                .withMerge(merge)
                .withFulfillment(FulfillmentPolicy.defaults().withParcels(parcels))
                .withStock(stock(QUOTA_IN_THE_MORNING));
    }

    /** The same with more of the limited figures for the Chinese shop; who waits for one is served. */
    static Policy evening() {
        return morning().withStock(stock(QUOTA_IN_THE_EVENING));
    }

    private static StockPolicy stock(long figures) {
        return StockPolicy.defaults()
                .withQuotas(Quotas.of(
                        List.of(Quota.ofChannel(DayShops.TAOBAO.toString(), new Sku(Goods.LIMITED.sku()), figures))));
    }

    private static byte[] document(String name) {
        try (InputStream in = DayPolicy.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is missing.\nBuild the jar anew.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
