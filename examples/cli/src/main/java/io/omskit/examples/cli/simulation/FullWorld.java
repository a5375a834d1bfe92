package io.omskit.examples.cli.simulation;

import io.omskit.address.Address;
import io.omskit.address.HashKey;
import io.omskit.catalog.InMemoryCatalog;
import io.omskit.catalog.Item;
import io.omskit.channels.ShopAccount;
import io.omskit.channels.sandbox.FaultPlan;
import io.omskit.channels.sandbox.SandboxShop;
import io.omskit.channels.sandbox.SandboxStyle;
import io.omskit.channels.taobao.TaobaoSandbox;
import io.omskit.channels.woocommerce.WooCommerceSandbox;
import io.omskit.engine.Oms;
import io.omskit.engine.policy.Policy;
import io.omskit.logistics.CarrierAccount;
import io.omskit.logistics.Waybill;
import io.omskit.logistics.sandbox.SfSandbox;
import io.omskit.stock.Source;
import io.omskit.testkit.SimDesk;
import io.omskit.testkit.SimOutcome;
import io.omskit.testkit.SimWarehouse;
import io.omskit.testkit.SimWorld;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The world with everything in it: a Taobao and a WooCommerce shop on their sandboxes, an order file, two warehouses, SF, the
 * people of the host and the bookkeeping, on one store with one or two processes. Its size, its policy and what goes wrong
 * follow from the seed. Runs once, in the caller's thread.
 */
public final class FullWorld {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final List<String> SOURCES = List.of("W1", "W2");
    private static final int GOODS = 24;
    private static final int LATE = 5;
    private static final String SITE = "https://shop.example";

    private final long seed;
    private final SplittableRandom random;
    private final int percent;
    private final InMemoryCatalog catalog;
    private final SimWorld world;
    private @Nullable SimulatedShop taobao;
    private @Nullable SimulatedShop site;
    private @Nullable SimulatedFile file;
    private @Nullable SimulatedCarrier sf;
    private @Nullable SimWarehouse warehouse;

    private FullWorld(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 11);
        this.percent = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(12);
        this.catalog = catalog();
        this.world = assemble();
    }

    /** The world of a seed, before anything happened. */
    public static FullWorld of(long seed) {
        return new FullWorld(seed);
    }

    /**
     * What became of a world.
     *
     * @param outcome the run
     * @param orders orders of all shops
     * @param faults what went wrong on purpose, in the store and on the platforms
     */
    public record Result(SimOutcome outcome, long orders, long faults) {}

    /** Runs it. */
    public Result run() {
        SimOutcome outcome = world.run();
        long orders = 0;
        long faults = outcome.faults();
        for (SimulatedShop shop : List.of(made(taobao), made(site))) {
            orders += shop.truth().orders().size();
            faults += shop.struck();
        }
        return new Result(outcome, orders + made(file).count(), faults);
    }

    private static <T> T made(@Nullable T part) {
        return java.util.Objects.requireNonNull(part, "a world is made in order");
    }

    private SimWorld assemble() {
        Policy policy =
                Policy.defaults().withBatch(1 + random.nextInt(40)).withInboxLimit(random.nextInt(4) == 0 ? 20 : 5_000);
        int lanes = 1 + random.nextInt(3);
        return SimWorld.of(seed)
                .engine(oms -> setUp(oms, policy, lanes))
                .steps(50 + random.nextInt(60))
                .faultsPerMille(random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(15))
                .processes(1 + random.nextInt(2))
                .with(one -> sf = carrier(one))
                .with(one -> warehouse = warehouse(one))
                .with(one -> new SimDesk(one, made(warehouse), SOURCES))
                .with(one -> taobao = taobao(one))
                .with(one -> site = site(one))
                .with(one -> file = new SimulatedFile(one))
                .with(one -> new SimulatedCatalog(catalog, "SKU-" + (100 + LATE)))
                .with(one -> new SimulatedBooks(one, made(taobao)))
                .with(one -> new SimulatedBooks(one, made(site)))
                .build();
    }

    private void setUp(Oms.Builder oms, Policy policy, int lanes) {
        oms.catalog(catalog)
                .sources(SOURCES.stream().map(this::source).toList())
                .unsealedForTests()
                .hashKeys(HashKey.of("k1", new byte[32]))
                .policy(policy)
                .lanes(lanes);
    }

    /** Some of the goods are there from the first day. */
    private SimWarehouse warehouse(SimWorld one) {
        SimWarehouse made = new SimWarehouse(one, made(sf));
        for (int goods = 0; goods < GOODS; goods += 2) {
            made.order(
                    SimWarehouse.cell(SOURCES.get(random.nextInt(2)), "SKU-" + (100 + goods)), 2 + random.nextInt(5));
        }
        return made;
    }

    private Source source(String id) {
        return Source.of(id, Source.Kind.OWN, CHINA).withPriority(SOURCES.indexOf(id) + 1);
    }

    /** Goods of the sandboxes, but one that is listed late. */
    private static InMemoryCatalog catalog() {
        InMemoryCatalog.Builder builder = InMemoryCatalog.builder();
        for (int goods = 0; goods < GOODS; goods++) {
            if (goods != LATE) {
                builder.item(Item.of("SKU-" + (100 + goods), "Goods " + (100 + goods), 100 + 10 * goods));
            }
        }
        return builder.build();
    }

    private FaultPlan faults(int salt) {
        return percent == 0 ? FaultPlan.none() : FaultPlan.all(seed * 31 + salt, percent);
    }

    private SimulatedShop taobao(SimWorld one) {
        SandboxStyle style = new SandboxStyle(
                Currency.getInstance("CNY"), 3_900_000_000_000_000_000L, true, true, false, false, "CN");
        SandboxShop truth = SandboxShop.of(seed * 31 + 1, one.time(), style);
        FaultPlan faults = faults(2);
        ShopAccount account = ShopAccount.of("taobao", "flagship")
                .with("appKey", "12345678")
                .secret("appSecret", "simulated-app-secret")
                .secret("session", "simulated-session")
                .secret("refreshToken", "simulated-refresh");
        TaobaoSandbox sandbox = new TaobaoSandbox(
                truth, faults, "12345678", "simulated-app-secret", "simulated-session", "simulated-refresh");
        return new SimulatedShop(
                one, truth, faults, sandbox, account, SimulatedShop::everyState, 2 + random.nextInt(5));
    }

    private SimulatedShop site(SimWorld one) {
        SandboxStyle style = new SandboxStyle(Currency.getInstance("USD"), 3_100, false, false, false, true, "US");
        SandboxShop truth = SandboxShop.of(seed * 31 + 3, one.time(), style);
        FaultPlan faults = faults(4);
        ShopAccount account = ShopAccount.of("woocommerce", "corner")
                .with(ShopAccount.ENDPOINT, SITE)
                .with("consumerKey", "ck_simulated")
                .with("pageSize", "9")
                .secret("consumerSecret", "cs_simulated")
                .secret("webhookSecret", "wh_simulated");
        WooCommerceSandbox sandbox =
                new WooCommerceSandbox(truth, faults, SITE, "ck_simulated", "cs_simulated", "wh_simulated");
        return new SimulatedShop(
                one, truth, faults, sandbox, account, SimulatedShop::withoutParcels, 1 + random.nextInt(3));
    }

    private SimulatedCarrier carrier(SimWorld one) {
        io.omskit.logistics.sandbox.FaultPlan faults = percent == 0
                ? io.omskit.logistics.sandbox.FaultPlan.none(seed)
                : io.omskit.logistics.sandbox.FaultPlan.seeded(seed);
        SfSandbox sandbox = new SfSandbox("SIM", "simulated-word", one.time(), faults);
        CarrierAccount account =
                CarrierAccount.of("sf").with("partnerID", "SIM").secret("checkWord", "simulated-word");
        Address address = Address.chinese("浙江省", "杭州市", "余杭区", "", "仓前街道1号");
        Waybill.Party sender = new Waybill.Party("仓库 测试", "13000000000", null, address);
        return new SimulatedCarrier(one, sandbox, account, Map.of("W1", sender, "W2", sender));
    }
}
