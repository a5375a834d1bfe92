package io.omskit.examples.cli.day;

import io.omskit.access.SealKey;
import io.omskit.access.Sealer;
import io.omskit.address.Address;
import io.omskit.address.HashKey;
import io.omskit.catalog.Catalog;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.engine.edge.Shop;
import io.omskit.logistics.CarrierAccount;
import io.omskit.logistics.CarrierConnection;
import io.omskit.logistics.Logistics;
import io.omskit.logistics.Waybill;
import io.omskit.logistics.sandbox.SfSandbox;
import io.omskit.store.Store;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;

/** The engine of the day, and the carrier beside it: what a host writes once. */
final class DayEngine {
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
                .policy(DayPolicy.morning())
                .time(clock);
        builder.shop(new Shop(DayShops.TAOBAO, ShopDay.ZONE, "Demo Tea (China)"));
        builder.shop(new Shop(DayShops.SITE, ZoneId.of("America/New_York"), "Demo Tea (America)"));
        builder.shop(new Shop(ShopDay.GROUP, ShopDay.ZONE, "Demo Tea (China)"));
        return builder.build();
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
