package io.omskit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.store.Schema.Script;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaTest {
    private static Schema schema(String... names) {
        return new Schema(
                "core",
                List.of(names).stream().map(name -> new Script(name, "x")).toList(),
                List.of(),
                List.of());
    }

    @Test
    void scriptsAreNumberedWithoutGaps() {
        assertEquals(2, schema("0001-a.sql", "0002-b.sql").version());
        assertThrows(IllegalArgumentException.class, () -> schema("0002-a.sql"));
        assertThrows(IllegalArgumentException.class, () -> schema("0001-a.sql", "0003-b.sql"));
        assertThrows(IllegalArgumentException.class, () -> schema("a.sql"));
        assertThrows(IllegalArgumentException.class, () -> new Schema("Core!", List.of(), List.of(), List.of()));
    }

    @Test
    void scriptsAreReadFromTheFolderOfTheModule() {
        Schema schema = Schema.of("core", path -> new ByteArrayInputStream(path.getBytes(StandardCharsets.UTF_8)))
                .migrations("0001-a.sql")
                .views("v1-order.sql")
                .kinds();
        assertEquals(
                "/io/omskit/store/schema/core/0001-a.sql",
                schema.migrations().get(0).text());
        assertEquals(
                "/io/omskit/store/schema/core/v1-order.sql",
                schema.views().get(0).text());
    }

    @Test
    void aMissingScriptIsNamed() {
        Schema.Builder builder = Schema.of("core", SchemaTest.class::getResourceAsStream);
        Exception missing = assertThrows(IllegalArgumentException.class, () -> builder.migrations("0001-nowhere.sql"));
        assertTrue(missing.getMessage().contains("/io/omskit/store/schema/core/0001-nowhere.sql"), missing::getMessage);
    }

    @Test
    void lineEndsDoNotCount() {
        assertEquals(new Script("0001-a.sql", "a\r\nb\r\n").hash(), new Script("0001-a.sql", "a\nb\n").hash());
        assertNotEquals(new Script("0001-a.sql", "a").hash(), new Script("0001-a.sql", "b").hash());
    }

    @Test
    void oneVersionAheadIsAcceptedTwoAreNot() {
        Schema schema = schema("0001-a.sql");
        String hash = schema.migrations().get(0).hash();
        schema.requireCompatible(Map.of());
        schema.requireCompatible(Map.of(1, hash, 2, "other"));
        StoreException newer = assertThrows(
                StoreException.class, () -> schema.requireCompatible(Map.of(1, hash, 2, "other", 3, "other")));
        assertTrue(
                newer.getMessage().contains("version 3") && newer.getMessage().contains("core"), newer::getMessage);
        StoreException changed = assertThrows(StoreException.class, () -> schema.requireCompatible(Map.of(1, "other")));
        assertTrue(changed.getMessage().contains("0001-a.sql"), changed::getMessage);
    }
}
