package io.omskit.examples.cli.day;

import io.omskit.access.SealKey;
import io.omskit.access.Sealer;
import io.omskit.address.Address;
import io.omskit.address.HashKey;
import io.omskit.catalog.Catalog;
import io.omskit.catalog.Sku;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.engine.edge.Shop;
import io.omskit.engine.policy.FulfillmentPolicy;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.policy.StockPolicy;
import io.omskit.fulfillment.gift.book.GiftBookReader;
import io.omskit.fulfillment.merge.MergePolicy;
import io.omskit.fulfillment.parcel.ParcelPolicy;
import io.omskit.logistics.CarrierAccount;
import io.omskit.logistics.CarrierConnection;
import io.omskit.logistics.Logistics;
import io.omskit.logistics.Waybill;
import io.omskit.logistics.sandbox.SfSandbox;
import io.omskit.order.OrderFields;
import io.omskit.order.flow.FlowReader;
import io.omskit.rule.book.RuleBookReader;
import io.omskit.stock.Quota;
import io.omskit.stock.Quotas;
import io.omskit.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * The engine of the day, and the carrier beside it: what a host writes once. Flow, review and gifts are documents; parcels,
 * merging and quotas are settings.
 */
final class DayEngine {
    private static final long PARCEL_GRAMS = 30_000;
    private static final long QUOTA_IN_THE_MORNING = 4;
    private static final long QUOTA_IN_THE_EVENING = 20;

    private DayEngine() {}

    /** The engine on a store. */
    static Oms of(Store store, Catalog catalog, long seed, DayClock clock) {
        // the keys come from the seed so that the day repeats; a real host keeps keys of its own
        byte[] secret = new byte[32];
        new SplittableRandom(seed).nextBytes(secret);
        Oms.Builder builder = Oms.builder()
                .store(store)
                .catalog(catalog)
                .sources(Goods.sources())
                .sealer(Sealer.aesGcm(SealKey.of("demo", secret)))
                .hashKeys(HashKey.of("demo", secret))
                .policy(morning())
                .time(clock);
        builder.shop(new Shop(DayShops.TAOBAO, ShopDay.ZONE, "Demo Tea (China)"));
        builder.shop(new Shop(DayShops.SITE, ZoneId.of("America/New_York"), "Demo Tea (America)"));
        builder.shop(new Shop(ShopDay.GROUP, ShopDay.ZONE, "Demo Tea (China)"));
        return builder.build();
    }

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
        try (InputStream in = DayEngine.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is missing.\nBuild the jar anew.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }

    /** The carrier beside it. */
    static Logistics logistics(Oms oms, SfSandbox carrier, DayClock clock) {
        Logistics logistics = Logistics.on(oms)
                .account(
                        CarrierAccount.of("sf").with("partnerID", "DEMO").secret("checkWord", "demo-check-word"),
                        new CarrierConnection.Wiring(carrier.transport(), clock, clock::pass));
        Address yard = Address.chinese("浙江省", "杭州市", "余杭区", "", "样品路1号");
        for (String source : List.of(Goods.HANGZHOU, Goods.GUANGZHOU, Goods.CHENGDU)) {
            logistics.sender(source, new Waybill.Party("仓库测试", "13900000000", null, yard));
        }
        return logistics;
    }

    /** The group buyer learns the parcel numbers from a list. */
    static EffectHandler noticeList() {
        return EffectHandler.of(
                Effect.SHIP_NOTICE,
                EffectHandler.RepeatRule.SAME_KEY,
                effect -> EffectHandler.Outcome.Done.of("on the list"));
    }
}
