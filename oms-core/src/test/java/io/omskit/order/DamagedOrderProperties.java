package io.omskit.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.order.stored.DamagedRow;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A damaged order row is refused under its name or read as some order; it never raises anything else. */
class DamagedOrderProperties {
    @Property
    void aDamagedOrderIsRefusedUnderItsNameOrRead(@ForAll long seed, @ForAll long damage) {
        Order order = new Orders(seed).anyOrder();
        String row = DamagedRow.of(OrderJson.write(order), damage);
        try {
            assertEquals(
                    order.id(),
                    OrderJson.read(order.id(), order.ref(), OrderJson.STATE_VERSION, row)
                            .id());
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            assertTrue(message.startsWith("stored order " + order.id()), message);
            assertTrue(message.contains("\nRead it with the version that wrote it"), message);
        }
    }
}
