package io.omskit.store;

import com.google.common.base.Splitter;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Brings a database to a schema, inside one transaction that the caller ends. */
final class Migration {
    private static final Schema OWN = Schema.of("store", Migration.class::getResourceAsStream)
            .migrations("0001-store.sql")
            .kinds();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-zA-Z]+)(?:\\(([^}]*)\\))?}");
    private static final Pattern PATH = Pattern.compile("'\\$\\.([A-Za-z0-9_]+(?:\\.[A-Za-z0-9_]+)*)'");
    private static final Pattern VIEW = Pattern.compile("create view ([a-z][a-z0-9_]*)\\b");

    private final Dialect dialect;
    private final Connections.Session session;

    Migration(Dialect dialect, Connections.Session session) {
        this.dialect = dialect;
        this.session = session;
    }

    void run(Schema schema, Function<Kind, SqlTable> tables) throws SQLException {
        dialect.beginMigration(session);
        session.execute(render("create table if not exists oms_schema (module ${text} not null, number ${int} not null,"
                + " name ${text} not null, hash ${text} not null, primary key (module, number))"));
        apply(OWN);
        apply(schema);
        for (Kind kind : schema.kinds()) {
            check(tables.apply(kind));
        }
        dialect.raisePositions(
                session, schema.kinds().stream().filter(Kind::isFeed).toList());
    }

    private void apply(Schema schema) throws SQLException {
        // scripts have their numbers, views are recorded under -1, -2 and so on in the order in which they were made
        SortedMap<Integer, String> names = new TreeMap<>();
        SortedMap<Integer, String> hashes = new TreeMap<>();
        readApplied(schema.module(), names, hashes);
        SortedMap<Integer, String> scripts = hashes.tailMap(1);
        schema.requireCompatible(scripts);
        if (scripts.size() > schema.version()) {
            return; // the program is one version behind: tables and views are those of the newer one
        }
        boolean renew = scripts.size() < schema.version() || !hashes.headMap(0).equals(viewHashes(schema));
        if (renew) {
            for (String view : names.headMap(0).values()) {
                session.execute("drop view if exists " + view);
            }
            forgetViews(schema.module());
        }
        for (Schema.Script script : schema.migrations().subList(scripts.size(), schema.version())) {
            execute(script);
            record(schema.module(), script.number(), script.name(), script.hash());
        }
        if (renew) {
            createViews(schema);
        }
    }

    private void createViews(Schema schema) throws SQLException {
        int number = 0;
        for (Schema.Script view : schema.views()) {
            Matcher matcher = VIEW.matcher(view.text());
            if (!matcher.find()) {
                throw StoreException.permanent("Script " + view.name() + " of module " + schema.module()
                        + " holds no view.\nLet it begin with create view <name> as.");
            }
            execute(view);
            record(schema.module(), --number, matcher.group(1), view.hash());
        }
    }

    private static Map<Integer, String> viewHashes(Schema schema) {
        Map<Integer, String> hashes = new HashMap<>();
        schema.views().forEach(view -> hashes.put(-1 - hashes.size(), view.hash()));
        return hashes;
    }

    private void readApplied(String module, Map<Integer, String> names, Map<Integer, String> hashes)
            throws SQLException {
        String sql = "select number, name, hash from " + dialect.qualified("oms_schema") + " where module = ?";
        try (ResultSet result = SqlTable.prepare(session, sql, List.of(module)).executeQuery()) {
            while (result.next()) {
                names.put(result.getInt(1), result.getString(2));
                hashes.put(result.getInt(1), result.getString(3));
            }
        }
    }

    private void forgetViews(String module) throws SQLException {
        String sql = "delete from " + dialect.qualified("oms_schema") + " where module = ? and number < 0";
        SqlTable.prepare(session, sql, List.of(module)).executeUpdate();
    }

    private void record(String module, int number, String name, String hash) throws SQLException {
        String sql =
                "insert into " + dialect.qualified("oms_schema") + " (module, number, name, hash) values (?, ?, ?, ?)";
        SqlTable.prepare(session, sql, List.of(module, number, name, hash)).executeUpdate();
    }

    private void execute(Schema.Script script) throws SQLException {
        StringBuilder statement = new StringBuilder();
        for (String line : Splitter.on('\n').split(render(script.text()))) {
            if (line.stripLeading().startsWith("--")) {
                continue;
            }
            statement.append(line).append('\n');
            if (line.stripTrailing().endsWith(";")) {
                session.execute(statement.substring(0, statement.lastIndexOf(";")));
                statement.setLength(0);
            }
        }
        if (!statement.toString().isBlank()) {
            throw StoreException.permanent(
                    "Script " + script.name() + " ends within a statement.\nEnd it with a semicolon.");
        }
    }

    /** Replaces the placeholders of a script by the words of the dialect. */
    String render(String text) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(word(match.group(1), match.group(2))));
    }

    private String word(String name, @Nullable String arguments) {
        String word = arguments == null
                ? plainWord(name)
                : jsonWord(name, Splitter.on(',').trimResults().splitToList(arguments));
        if (word == null) {
            throw StoreException.permanent(
                    "The placeholder ${" + name + (arguments == null ? "" : "(" + arguments + ")")
                            + "} is unknown.\nUse one that the documentation of Schema lists.");
        }
        return word;
    }

    private @Nullable String plainWord(String name) {
        return switch (name) {
            case "row" -> render("id ${id}, version ${int} not null, state_version ${int} not null");
            case "appendRow" -> render("id ${id}, state_version ${int} not null");
            case "feedRow" -> render("id ${id}, position ${long} not null, state_version ${int} not null");
            case "claimableRow" ->
                render("${row}, state ${text} not null, due_at ${long} not null, lease_owner ${text},"
                        + " attempts ${int} not null");
            default -> dialect.type(name);
        };
    }

    private @Nullable String jsonWord(String name, List<String> arguments) {
        Matcher path = PATH.matcher(arguments.size() < 2 ? "" : arguments.get(1));
        if (!path.matches()) {
            return null;
        }
        String column = arguments.get(0);
        return switch (name + arguments.size()) {
            case "jsonText2" -> dialect.jsonField(column, path.group(1), false);
            case "jsonLong2" -> dialect.jsonField(column, path.group(1), true);
            case "jsonEach3" ->
                dialect.jsonEach(column, path.group(1), arguments.get(2).replace("'", ""));
            default -> null;
        };
    }

    /** Compares a kind with its table. */
    private void check(SqlTable table) throws SQLException {
        Map<String, Found> columns = columns(table.kind.table());
        for (SqlTable.Slot slot : table.slots) {
            String wanted = dialect.metadataName(slot.form());
            Found found = columns.remove(slot.name());
            boolean typed =
                    found != null && (slot.name().equals("id") || found.type().equals(wanted));
            if (found == null || !typed || (slot.optional() && found.demanded())) {
                throw disagreement(
                        table,
                        "column " + slot.name() + " should be " + wanted + (slot.optional() ? " and may be empty" : "")
                                + ", the table has " + (found == null ? "none" : found));
            }
        }
        for (Map.Entry<String, Found> extra : columns.entrySet()) {
            if (extra.getValue().demanded()) {
                throw disagreement(table, "column " + extra.getKey() + " is unknown to the kind but must be filled");
            }
        }
        checkIndexes(table);
    }

    private Map<String, Found> columns(String table) throws SQLException {
        Map<String, Found> found = new TreeMap<>();
        try (ResultSet columns = metadata().getColumns(null, schemaOrNull(), table, null)) {
            while (columns.next()) {
                // the driver takes the name for a pattern, in which _ stands for any character
                if (columns.getString("TABLE_NAME").equals(table)) {
                    boolean demanded = columns.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls
                            && columns.getString("COLUMN_DEF") == null;
                    String type = columns.getString("TYPE_NAME").toLowerCase(Locale.ROOT);
                    found.put(columns.getString("COLUMN_NAME"), new Found(type, demanded));
                }
            }
        }
        return found;
    }

    private void checkIndexes(SqlTable table) throws SQLException {
        Map<String, List<String>> all = new HashMap<>();
        Set<String> unique = new HashSet<>();
        try (ResultSet indexes = metadata().getIndexInfo(null, schemaOrNull(), table.kind.table(), false, true)) {
            while (indexes.next()) {
                String name = indexes.getString("INDEX_NAME");
                if (name != null) {
                    all.computeIfAbsent(name, key -> new ArrayList<>()).add(indexes.getString("COLUMN_NAME"));
                    if (!indexes.getBoolean("NON_UNIQUE")) {
                        unique.add(name);
                    }
                }
            }
        }
        for (Kind.Index index : table.kind.indexes().values()) {
            List<String> of = index.columns().stream().map(Kind.Column::name).toList();
            boolean there = index.unique()
                    ? unique.stream().anyMatch(name -> of.equals(all.get(name)))
                    : all.values().stream().anyMatch(names -> startsWith(names, of));
            if (!there) {
                throw disagreement(table, "there is no " + (index.unique() ? "unique " : "") + "index on " + of);
            }
        }
        List<String> own = ownIndex(table.kind);
        if (all.values().stream().noneMatch(names -> startsWith(names, own)) && !own.isEmpty()) {
            throw disagreement(table, "there is no index that begins with " + own);
        }
    }

    /** The columns of the index that the store itself needs. */
    private static List<String> ownIndex(Kind kind) {
        if (kind.isClaimable()) {
            return List.of("state", "due_at");
        }
        return kind.isFeed() ? List.of("position") : List.of();
    }

    private DatabaseMetaData metadata() throws SQLException {
        return session.connection().getMetaData();
    }

    private @Nullable String schemaOrNull() {
        return dialect.schema().isEmpty() ? null : dialect.schema();
    }

    private static boolean startsWith(List<String> names, List<String> wanted) {
        return names.size() >= wanted.size() && names.subList(0, wanted.size()).equals(wanted);
    }

    private static StoreException disagreement(SqlTable table, String what) {
        return StoreException.permanent("Kind " + table.kind + " and its table " + table.name + " disagree: " + what
                + ".\nAdd a numbered script that brings the table to what the kind declares.");
    }

    /** A column as the database describes it; demanded where an insert that leaves it away fails. */
    private record Found(String type, boolean demanded) {
        @Override
        public String toString() {
            return type + (demanded ? " not null" : "");
        }
    }
}
