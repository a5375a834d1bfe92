package io.omskit.finance;

import static io.omskit.finance.Orders.SHOP;
import static io.omskit.finance.Orders.hour;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.omskit.catalog.InMemoryCatalog;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Shop;
import io.omskit.fact.PlatformStatus;
import io.omskit.finance.matching.Reconciliation.Options;
import io.omskit.finance.statement.Statement;
import io.omskit.finance.statement.StatementFormat;
import io.omskit.store.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From a fact that an engine accepts to a settled expectation. */
class FinanceOnOmsTest {
    @Test
    void financeFollowsTheJournalOfAnEngine() {
        ZoneOffset zone = ZoneOffset.ofHours(8);
        try (Oms oms = Oms.builder()
                .store(new MemoryStore())
                .catalog(InMemoryCatalog.builder().build())
                .shop(new Shop(SHOP, zone, "Tea Ltd"))
                .unsealedForTests()
                .time(() -> hour(10))
                .build()) {
            oms.accept(
                    Orders.fact("A", 10_000, 0, 0, 1, PlatformStatus.TO_SHIP),
                    Orders.fact("B", 5_000, 0, 0, 1, PlatformStatus.UNPAID));
            oms.drain();
            Finance finance = Finance.on(oms);
            assertEquals(2, finance.follow());
            String file = "kind,orderRefs,amount,currency,occurredAt\nSALE,A,100.00,CNY,2026-03-02 01:00:09";
            Statement statement =
                    StatementFormat.of("csv").read(file.getBytes(StandardCharsets.UTF_8), zone, Instant.EPOCH);
            Settlement done = finance.settle(SHOP, statement, Options.asOf(hour(10), zone));
            assertEquals(List.of("A/SALE/BUYER/sale"), done.matched());
            assertEquals(List.of(), done.breaks());
            assertEquals(0, finance.follow());
            assertEquals(List.of(), finance.expectations(SHOP, "B"));
        }
    }
}
