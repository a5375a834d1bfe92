package io.omskit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.store.Schema.Script;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts, views and the agreement of kinds with tables; on SQLite here, on PostgreSQL in {@link PostgresMigrationTest}. */
class MigrationTest {
    private static final String TABLE = """
        -- a comment; with a semicolon;
        create table oms_thing (
          ${row},
          name ${text} not null,
          size ${long},
          seen_at ${instant},
          mark ${bytes},
          body ${json} not null
        );
        create unique index oms_thing_name on oms_thing (name);
        create index oms_thing_size on oms_thing (size, id);
        """;
    private static final String VIEW = """
        create view oms_v1_thing as
        select t.id, t.name, ${jsonText(t.body,'$.a.b')} as b, ${jsonLong(t.body,'$.n')} as n, ${jsonText(t.body,'$.list.1')} as second
        from oms_thing t;
        """;
    private static final String LINES = """
        create view oms_v1_thing_line as
        select t.name, ${jsonText(l.value,'$.sku')} as sku, ${jsonLong(l.value,'$.q')} as q
        from oms_thing t, ${jsonEach(t.body,'$.lines','l')};
        """;

    @TempDir
    Path folder;

    private Store store;

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    /** A fresh store. */
    Store open() {
        return Stores.sqlite(folder.resolve("m.db"));
    }

    /** A connection of one's own to the same tables. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("m.db"));
    }

    private Store store() {
        if (store == null) {
            store = open();
        }
        return store;
    }

    private static Kind.Builder kind() {
        return Kind.named("thing")
                .column("name", Kind.Type.TEXT)
                .optional("size", Kind.Type.LONG)
                .optional("seen_at", Kind.Type.INSTANT)
                .optional("mark", Kind.Type.BYTES);
    }

    private static Schema schema(List<String> scripts, List<String> views, Kind... kinds) {
        List<Script> numbered = new ArrayList<>();
        scripts.forEach(text -> numbered.add(new Script("000" + (numbered.size() + 1) + "-s.sql", text)));
        List<Script> named = new ArrayList<>();
        views.forEach(text -> named.add(new Script("v" + named.size() + ".sql", text)));
        return new Schema("test", numbered, named, List.of(kinds));
    }

    private List<String> query(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.append(i == 1 ? "" : "|").append(result.getString(i));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    private String failure(Schema schema) {
        return assertThrows(StoreException.class, () -> store().migrate(schema)).getMessage();
    }

    @Test
    void viewsReadFieldsAndArraysOfBodies() throws SQLException {
        Kind kind = kind().unique("by_name", "name").index("by_size", "size").build();
        store().migrate(schema(List.of(TABLE), List.of(VIEW, LINES), kind));
        String full =
                "{\"a\":{\"b\":\"x\"},\"n\":12,\"list\":[1,\"two\"],\"lines\":[{\"sku\":\"A\",\"q\":2},{\"sku\":\"B\"}]}";
        store().commit(Commit.builder()
                .insert(Row.json(kind, 1, 1, full, "full", null, null, null))
                .insert(Row.json(kind, 2, 1, "{\"lines\":null}", "empty", null, null, null))
                .build());
        assertEquals(
                List.of("1|full|x|12|two", "2|empty|null|null|null"), query("select * from oms_v1_thing order by id"));
        assertEquals(List.of("full|A|2", "full|B|null"), query("select * from oms_v1_thing_line order by sku"));
    }

    @Test
    void viewsAreRenewedWhenTheirTextChanges() throws SQLException {
        String one = "create view oms_v1_a as select 1 as n;";
        String two = "create view oms_v1_b as select n + 1 as n from oms_v1_a;";
        store().migrate(schema(List.of(TABLE), List.of(one, two)));
        store().migrate(schema(List.of(TABLE), List.of(one, two)));
        assertEquals(List.of("2"), query("select n from oms_v1_b"));
        store().migrate(schema(List.of(TABLE), List.of(one.replace("1 as n", "5 as n"), two)));
        assertEquals(List.of("6"), query("select n from oms_v1_b"));
        store().migrate(schema(List.of(TABLE), List.of(one)));
        assertThrows(SQLException.class, () -> query("select n from oms_v1_b"));
    }

    @Test
    void anOlderProgramLeavesNewerViewsAlone() throws SQLException {
        String view = "create view oms_v1_a as select 1 as n;";
        store().migrate(schema(List.of(TABLE, "alter table oms_thing add column extra ${text};"), List.of(view)));
        store().migrate(schema(List.of(TABLE), List.of(view.replace("1 as n", "0 as n"))));
        assertEquals(List.of("1"), query("select n from oms_v1_a"));
    }

    @Test
    void everyScriptRunsOnceAndIsRecorded() throws SQLException {
        String more = "insert into oms_thing (id, version, state_version, name, body) values (1, 1, 1, 'x', '{}');";
        for (int i = 0; i < 3; i++) {
            store().migrate(schema(List.of(TABLE, more), List.of()));
        }
        assertEquals(List.of("x"), query("select name from oms_thing"));
        assertEquals(
                List.of("store|1|0001-store.sql", "test|1|0001-s.sql", "test|2|0002-s.sql"),
                query("select module, number, name from oms_schema order by module, number"));
    }

    @Test
    void aFailingScriptLeavesNothingBehind() throws SQLException {
        store().migrate(schema(List.of(TABLE), List.of()));
        String broken = "create table oms_half (${row});\nselect from nowhere;";
        failure(schema(List.of(TABLE, broken), List.of()));
        assertEquals(List.of("1"), query("select max(number) from oms_schema where module = 'test'"));
        assertThrows(SQLException.class, () -> query("select * from oms_half"));
        store().migrate(schema(List.of(TABLE, "create table oms_half (${row});"), List.of()));
        assertEquals(List.of(), query("select * from oms_half"));
    }

    @Test
    void placeholdersThatNobodyKnowsAreNamed() {
        assertTrue(failure(schema(List.of("create table oms_a (${idd});"), List.of()))
                .contains("${idd}"));
        assertTrue(failure(schema(List.of("select ${jsonText(a,'lines')};"), List.of()))
                .contains("${jsonText(a,'lines')}"));
        assertTrue(failure(schema(List.of("select ${jsonFoo(a,'$.b')};"), List.of()))
                .contains("jsonFoo"));
    }

    @Test
    void statementsEndAndViewsAreViews() {
        assertTrue(failure(schema(List.of("create table oms_a (${row})"), List.of()))
                .contains("semicolon"));
        assertTrue(failure(schema(List.of(TABLE), List.of("create table oms_a (${row});")))
                .contains("create view"));
    }

    @Test
    void missingAndDifferentColumnsAreNamed() {
        String missing = failure(schema(
                List.of(TABLE),
                List.of(),
                kind().column("color", Kind.Type.TEXT).build()));
        assertTrue(missing.contains("oms_thing") && missing.contains("column color"), missing);
        Kind text = Kind.named("thing").column("name", Kind.Type.LONG).build();
        String type = failure(schema(List.of(TABLE), List.of(), text));
        assertTrue(type.contains("column name") && type.contains("text"), type);
        Kind optional = Kind.named("thing").optional("name", Kind.Type.TEXT).build();
        String strict = failure(schema(List.of(TABLE), List.of(), optional));
        assertTrue(strict.contains("column name") && strict.contains("not null"), strict);
        Kind without = Kind.named("thing").column("size", Kind.Type.LONG).build();
        String extra = failure(schema(List.of(TABLE), List.of(), without));
        assertTrue(extra.contains("column name is unknown"), extra);
        Kind nowhere = Kind.named("nowhere").build();
        assertTrue(failure(schema(List.of(TABLE), List.of(), nowhere)).contains("column id"));
    }

    @Test
    void missingIndexesAreNamed() {
        String absent = failure(schema(
                List.of(TABLE), List.of(), kind().index("by_seen", "seen_at").build()));
        assertTrue(absent.contains("index on [seen_at]"), absent);
        String unique = failure(schema(
                List.of(TABLE), List.of(), kind().unique("by_size", "size").build()));
        assertTrue(unique.contains("unique index on [size]"), unique);
        Kind work = Kind.named("work").body(Kind.Body.NONE).claimable().build();
        String claims = failure(schema(List.of("create table oms_work (${claimableRow});"), List.of(), work));
        assertTrue(claims.contains("[state, due_at]"), claims);
        Kind feed = Kind.named("feed").body(Kind.Body.NONE).feed().build();
        String positions = failure(schema(
                List.of("create table oms_feed_row (${feedRow});\ncreate table oms_feed2 (${row});"),
                List.of(),
                Kind.named("feed_row").body(Kind.Body.NONE).feed().build()));
        assertTrue(positions.contains("[position]"), positions);
        assertTrue(feed.isFeed());
    }
}
