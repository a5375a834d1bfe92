package io.omskit.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.address.Address;
import io.omskit.address.HashKey;
import io.omskit.catalog.InMemoryCatalog;
import io.omskit.catalog.Item;
import io.omskit.catalog.Sku;
import io.omskit.decision.Reason;
import io.omskit.decision.ReasonTexts;
import io.omskit.engine.Oms;
import io.omskit.engine.policy.Policy;
import io.omskit.fact.PersonalData;
import io.omskit.fact.ShopRef;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.SourceConnector;
import io.omskit.fulfillment.SourceReport;
import io.omskit.order.Order;
import io.omskit.stock.Balances;
import io.omskit.stock.Source;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import io.omskit.value.Measure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The invented tea shop of the guides: goods, two warehouses that do what they are told, and a clock that tests move. */
final class GuideShop implements InstantSource {
    static final ShopRef SHOP = new ShopRef("taobao", "tea-house");
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** A Monday, ten o'clock in the shop. */
    static final Instant TEN = Instant.parse("2026-03-02T02:00:00Z");

    /** Sources that refuse work. */
    final Set<String> refusing = new TreeSet<>();

    /** What sources were told to do. */
    final List<SourceConnector.Job> jobs = new ArrayList<>();

    private Instant now = TEN;

    @Override
    public Instant instant() {
        return now;
    }

    void forward(Duration by) {
        now = now.plus(by);
    }

    static InMemoryCatalog.Builder catalog() {
        return InMemoryCatalog.builder()
                .item(item("TEA", 500, "tea"))
                .item(item("CUP", 300, "ware"))
                .item(item("POT", 900, "ware"))
                .item(item("BAG", 50, "ware"))
                .item(item("OIL", 400, "tea", "liquid"));
    }

    private static Item item(String sku, long grams, String category, String... classes) {
        return new Item(new Sku(sku), sku, Measure.PIECE, grams, null, Set.of(classes), category);
    }

    static List<Source> sources() {
        return List.of(
                Source.of("EAST", Source.Kind.OWN, ZONE).withPriority(1),
                Source.of("WEST", Source.Kind.OWN, ZONE).withPriority(2));
    }

    Oms.Builder engine(Policy policy) {
        return Oms.builder()
                .store(new MemoryStore())
                .catalog(catalog().build())
                .sources(sources())
                .unsealedForTests()
                .hashKeys(HashKey.of("k1", new byte[32]))
                .time(this)
                .policy(policy);
    }

    Oms open(Policy policy) {
        Oms oms = engine(policy).build();
        sources().forEach(source -> oms.register(new Willing(source.id())));
        return oms;
    }

    /** A warehouse that takes every job, unless it is told to refuse. */
    private final class Willing implements SourceConnector {
        private final String source;

        Willing(String source) {
            this.source = source;
        }

        @Override
        public String source() {
            return source;
        }

        @Override
        public Answer release(Job job) {
            if (refusing.contains(source)) {
                return new Answer.Refused("no hands");
            }
            jobs.add(job);
            return new Answer.Taken("");
        }

        @Override
        public Answer cancel(Job job) {
            return new Answer.Taken("");
        }
    }

    static StockCell cell(String source, String sku) {
        return new StockCell(source, new Sku(sku));
    }

    static void receive(Oms oms, String source, String sku, long pieces) {
        String reference = "delivery " + source + " " + sku + " " + oms.time().instant();
        assertTrue(oms.stock()
                .book(StockMovement.receive(cell(source, sku), pieces, reference))
                .done());
        oms.drain();
    }

    static Balances balances(Oms oms, String source, String sku) {
        StockCell cell = cell(source, sku);
        return oms.stock().balances(List.of(cell)).get(cell);
    }

    static PersonalData buyer(String name) {
        Address address = Address.chinese("浙江省", "杭州市", "余杭区", "", "样例路1号");
        return new PersonalData(name, name, "13800000001", null, address, null, null, null, null);
    }

    void accept(Oms oms, Draft... orders) {
        for (Draft order : orders) {
            oms.accept(order.told(now));
        }
        oms.drain();
    }

    static Order order(Oms oms, String number) {
        return oms.orders().find(SHOP.order(number)).orElseThrow();
    }

    static List<FulfillmentOrder> works(Oms oms, String number) {
        return oms.fulfillment().of(order(oms, number));
    }

    /** The sources that an order's work is at, sorted. */
    static List<String> sourcesOf(Oms oms, String number) {
        return works(oms, number).stream()
                .map(FulfillmentOrder::source)
                .sorted()
                .toList();
    }

    void ship(Oms oms, String number) {
        for (FulfillmentOrder work : works(oms, number)) {
            if (work.state() == FulfillmentOrder.State.RELEASED) {
                assertTrue(oms.fulfillment()
                        .report(new SourceReport.Shipped(work.id(), now, "sf", "SF" + work.id(), "", List.of()))
                        .done());
            }
        }
        oms.drain();
    }

    /** Everything that the journal tells about an order, oldest first, as sentences. */
    static List<String> told(Oms oms, String number) {
        ReasonTexts english = ReasonTexts.forLocale(Locale.ENGLISH);
        List<String> lines = new ArrayList<>();
        List<Reason> reasons = new ArrayList<>();
        oms.journal().history(order(oms, number).id()).forEach(entry -> reasons.addAll(0, entry.reasons()));
        reasons.forEach(reason -> lines.add(english.text(reason)));
        return lines;
    }

    /** The page shows these lines one after the other. */
    static void assertShown(String page, List<String> lines) {
        assertFalse(lines.isEmpty(), "nothing was told");
        assertTrue(
                Pages.text(page).contains(String.join("\n", lines) + "\n"),
                () -> page + " does not show\n" + String.join("\n", lines));
    }
}
