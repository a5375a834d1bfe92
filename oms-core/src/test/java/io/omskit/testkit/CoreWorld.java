package io.omskit.testkit;

import io.omskit.address.HashKey;
import io.omskit.catalog.InMemoryCatalog;
import io.omskit.catalog.Item;
import io.omskit.engine.policy.Policy;
import io.omskit.stock.Source;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** The world without sandboxes: everything around the engine is invented. */
final class CoreWorld {
    static final List<String> SOURCES = List.of("W1", "W2");

    private final InMemoryCatalog catalog = InMemoryCatalog.builder()
            .item(Item.of("X", "goods X", 300))
            .item(Item.of("Y", "goods Y", 200))
            .item(Item.of("Z", "goods Z", 100))
            .build();
    private final long seed;
    private SimWarehouse warehouse;
    private InventedCarrier carrier;

    private CoreWorld(long seed) {
        this.seed = seed;
    }

    /** A world whose size, policy, faults and inhabitants follow from the seed. */
    static SimWorld of(long seed) {
        return of(seed, builder -> builder);
    }

    static SimWorld of(long seed, UnaryOperator<SimWorld.Builder> change) {
        return new CoreWorld(seed).build(change);
    }

    private SimWorld build(UnaryOperator<SimWorld.Builder> change) {
        SplittableRandom random = new SplittableRandom(seed * 31 + 7);
        Policy policy =
                Policy.defaults().withBatch(1 + random.nextInt(20)).withInboxLimit(random.nextInt(3) == 0 ? 5 : 1_000);
        int lanes = 1 + random.nextInt(3);
        SimWorld.Builder builder = SimWorld.of(seed)
                .engine(oms -> oms.catalog(catalog)
                        .sources(List.of(source("W1", 1), source("W2", 2)))
                        .unsealedForTests()
                        .hashKeys(HashKey.of("k1", new byte[32]))
                        .policy(policy)
                        .lanes(lanes))
                .steps(100 + random.nextInt(200))
                .faultsPerMille(random.nextInt(4) == 0 ? 0 : 2 + random.nextInt(25))
                .processes(1 + random.nextInt(2))
                .with(world -> carrier = new InventedCarrier(world))
                .with(this::stocked)
                .with(world -> new SimDesk(world, warehouse, SOURCES))
                .with(InventedChannel::new)
                .with(world -> new Merchandiser());
        return change.apply(builder).build();
    }

    private SimWarehouse stocked(SimWorld world) {
        warehouse = new SimWarehouse(world, carrier);
        for (String source : SOURCES) {
            List.of("X", "Y", "Z").forEach(sku -> warehouse.order(SimWarehouse.cell(source, sku), 5));
        }
        return warehouse;
    }

    private static Source source(String id, int priority) {
        return Source.of(id, Source.Kind.OWN, ZoneId.of("Asia/Shanghai")).withPriority(priority);
    }

    /** Lists goods late, so that their orders wait. */
    private final class Merchandiser implements SimParticipant {
        private boolean listed;

        @Override
        public String name() {
            return "merchandiser";
        }

        @Override
        public String step(Instant now, SplittableRandom random) {
            if (listed || random.nextInt(10) > 0) {
                return "";
            }
            settle();
            return "lists LATE";
        }

        @Override
        public void settle() {
            if (!listed) {
                listed = true;
                catalog.change(edit -> edit.item(Item.of("LATE", "late goods", 50)));
            }
        }
    }
}
