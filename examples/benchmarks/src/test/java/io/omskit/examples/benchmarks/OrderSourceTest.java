package io.omskit.examples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.channels.taobao.TaobaoChannel;
import io.omskit.channels.woocommerce.WooCommerceChannel;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.FactMapper;
import io.omskit.engine.edge.Message;
import io.omskit.fact.OrderFact;
import io.omskit.store.MemoryStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders that are measured must be ordinary ones: read without a problem, planned and released. */
class OrderSourceTest {
    private static final Instant NOW = Instant.parse("2026-03-20T00:00:00Z");

    @Test
    void payloadsAreAboutTwoKilobytesAndReadWithoutAProblem() {
        for (Message message : OrderSource.messages(0, 100)) {
            assertTrue(message.payload().length > 1_700 && message.payload().length < 2_400, message::toString);
            FactMapper mapper = message.mapper().equals("taobao")
                    ? new TaobaoChannel().mapper()
                    : new WooCommerceChannel().mapper();
            FactMapper.Mapped mapped = mapper.map(message.api(), message.shop(), message.payload(), NOW);
            assertEquals(List.of(), mapped.problems());
            assertEquals(List.of(), ((OrderFact) mapped.facts().get(0)).problems());
        }
    }

    @Test
    void theEngineReleasesEveryOrderAndMergesSome() {
        try (Oms oms = OrderSource.engine(new MemoryStore(), InstantSource.fixed(NOW))) {
            SideBySide.accept(oms, OrderSource.messages(0, 400));
            SideBySide.process(oms);
            assertEquals(List.of(), oms.poisoned(10));
            var orders = oms.orders().list(0, 1_000);
            assertEquals(400, orders.size());
            orders.forEach(
                    order -> assertEquals("RELEASED", oms.orders().status(order).headline()));
            long shared = orders.stream()
                    .flatMap(order -> oms.fulfillment().of(order).stream())
                    .filter(work -> work.orderIds().size() > 1)
                    .count();
            assertTrue(shared > 0, "some orders travel together");
        }
    }
}
