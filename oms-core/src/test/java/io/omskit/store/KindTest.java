package io.omskit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KindTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Order",
                "1st",
                "a b",
                "a;drop table x",
                "a\"",
                "order-line",
                "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopq"
            })
    void namesThatWouldNeedQuotingAreRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> Kind.named(name));
        assertThrows(IllegalArgumentException.class, () -> Kind.named("order").column(name, Kind.Type.TEXT));
        assertThrows(IllegalArgumentException.class, () -> new Kind.Index(name, java.util.List.of(), false));
    }

    @Test
    void theTableIsNamedAfterTheKind() {
        Kind kind = Kind.named("order_line").body(Kind.Body.NONE).build();
        assertEquals("oms_order_line", kind.table());
        assertEquals("order_line", kind.toString());
        assertEquals(Kind.Body.NONE, kind.body());
    }

    @Test
    void aColumnIsDeclaredOnce() {
        Kind.Builder builder = Kind.named("order").column("shop", Kind.Type.TEXT);
        assertThrows(IllegalArgumentException.class, () -> builder.optional("shop", Kind.Type.LONG));
    }

    @Test
    void anIndexNamesDeclaredColumnsOnly() {
        Kind.Builder builder =
                Kind.named("order").column("shop", Kind.Type.TEXT).index("by_shop", "shop");
        Exception unknown =
                assertThrows(IllegalArgumentException.class, () -> builder.unique("by_number", "shop", "number"));
        assertTrue(unknown.getMessage().contains("number"), unknown::getMessage);
        assertThrows(IllegalArgumentException.class, () -> builder.index("by_shop", "shop"));
        assertThrows(IllegalArgumentException.class, () -> builder.index("by_nothing"));
    }

    @Test
    void columnsOfTheStoreCannotBeDeclared() {
        for (String own : new String[] {"id", "version", "state_version", "position", "body"}) {
            Kind.Builder builder = Kind.named("order").column(own, Kind.Type.LONG);
            Exception refused = assertThrows(IllegalArgumentException.class, builder::build);
            assertTrue(refused.getMessage().contains(own), refused::getMessage);
        }
        assertEquals(
                1,
                Kind.named("order")
                        .column("state", Kind.Type.TEXT)
                        .build()
                        .columns()
                        .size());
        Kind.Builder claimable =
                Kind.named("effect").column("state", Kind.Type.TEXT).claimable();
        assertThrows(IllegalArgumentException.class, claimable::build);
    }

    @Test
    void whatIsWrittenOnceCannotBeClaimed() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Kind.named("journal").appendOnly().claimable().build());
        Kind feed = Kind.named("journal").feed().build();
        assertTrue(feed.isAppendOnly() && feed.isFeed() && !feed.isClaimable());
    }

    @Test
    void unknownColumnsAndIndexesAreNamedWithWhatThereIs() {
        Kind kind = Kind.named("order")
                .column("shop", Kind.Type.TEXT)
                .index("by_shop", "shop")
                .build();
        Exception column = assertThrows(IllegalArgumentException.class, () -> kind.position("color"));
        assertTrue(column.getMessage().contains("color") && column.getMessage().contains("[shop]"), column::getMessage);
        Exception index = assertThrows(IllegalArgumentException.class, () -> kind.index("by_color"));
        assertTrue(
                index.getMessage().contains("by_color") && index.getMessage().contains("[by_shop]"), index::getMessage);
    }
}
