package io.omskit.stock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Match.Need;
import io.omskit.catalog.Sku;
import io.omskit.stock.AvailableToPromise.UsedQuota;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class AvailableToPromiseProperties {
    private static final List<String> SOURCES = List.of("W1", "W2");
    private static final List<Sku> SKUS = List.of(new Sku("X"), new Sku("Y"));

    @Property
    void uploadsNeverExceedWhatIsFreeAndTheNextUnitWould(@ForAll long seed) {
        Random random = new Random(seed);
        Map<StockCell, Long> free = stock(random);
        AvailableToPromise atp = AvailableToPromise.of(snapshot(free));
        List<Need> needs = needs(random);
        List<UsedQuota> quotas = quotas(random);
        long uploaded = atp.units(needs, null, quotas);
        Map<Sku, Long> perUnit = new HashMap<>();
        Map<Sku, Long> available = new HashMap<>();
        needs.forEach(need -> {
            perUnit.put(need.sku(), need.perUnit().steps());
            long sum = SOURCES.stream()
                    .mapToLong(s -> free.getOrDefault(new StockCell(s, need.sku()), 0L))
                    .sum();
            available.put(need.sku(), sum);
        });
        assertEquals(Optional.empty(), StockInvariants.uploadWithinAvailable(uploaded, perUnit, available));
        quotas.forEach(used -> available.computeIfPresent(
                used.quota().sku(), (sku, sum) -> Math.min(sum, used.quota().limit() - used.used())));
        assertEquals(Optional.empty(), StockInvariants.uploadWithinAvailable(uploaded, perUnit, available));
        assertTrue(StockInvariants.uploadWithinAvailable(uploaded + 1, perUnit, available)
                .isPresent());
    }

    @Property
    void moreTimeAndMoreSupplyNeverPromiseLess(@ForAll long seed) {
        Random random = new Random(seed);
        AvailableToPromise atp = AvailableToPromise.of(snapshot(stock(random)));
        List<InboundSupply> supply = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            supply.add(new InboundSupply(
                    SOURCES.get(random.nextInt(2)),
                    SKUS.get(random.nextInt(2)),
                    1 + random.nextInt(9),
                    at(random.nextInt(6))));
        }
        AvailableToPromise more = atp.with(supply);
        for (Sku sku : SKUS) {
            long before = atp.now(sku);
            for (int i = 0; i < 7; i++) {
                long now = more.by(sku, at(i));
                assertTrue(now >= before);
                before = now;
            }
            long wanted = random.nextInt(20);
            Optional<Instant> when = more.when(sku, wanted, at(1));
            when.ifPresent(moment -> {
                assertTrue(more.by(sku, moment) >= wanted);
                assertTrue(moment.equals(at(1)) || more.by(sku, moment.minusNanos(1)) < wanted, "no earlier moment");
            });
            assertEquals(more.by(sku, at(9)) >= wanted, when.isPresent());
        }
    }

    private static Instant at(int hour) {
        return Instant.EPOCH.plusSeconds(3_600L * hour);
    }

    private static StockSnapshot snapshot(Map<StockCell, Long> free) {
        List<Source> sources = SOURCES.stream()
                .map(id -> Source.of(id, Source.Kind.OWN, ZoneOffset.UTC))
                .toList();
        return StockSnapshot.of(sources, free);
    }

    private static Map<StockCell, Long> stock(Random random) {
        Map<StockCell, Long> free = new HashMap<>();
        for (String source : SOURCES) {
            for (Sku sku : SKUS) {
                free.put(new StockCell(source, sku), (long) random.nextInt(25) - 5);
            }
        }
        return free;
    }

    private static List<Need> needs(Random random) {
        return SKUS.subList(0, 1 + random.nextInt(2)).stream()
                .map(sku -> new Need(sku, Quantity.pieces(1 + random.nextInt(4)), 1, "B", false))
                .toList();
    }

    private static List<UsedQuota> quotas(Random random) {
        return SKUS.subList(0, random.nextInt(3)).stream()
                .map(sku -> new UsedQuota(Quota.ofChannel("a", sku, random.nextInt(20)), random.nextInt(10)))
                .toList();
    }
}
