package io.omskit.store;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one module: numbered SQL scripts, views, and the kinds that live in the tables.
 *
 * <p>Scripts are resources named {@code io/omskit/store/schema/<module>/0001-what.sql}. A statement ends with a semicolon at the end of a
 * line; whole lines starting with {@code --} are comments. Words that differ between databases are placeholders:
 *
 * <ul>
 *   <li>{@code ${row}}, {@code ${appendRow}}, {@code ${feedRow}}, {@code ${claimableRow}}: the columns which the store itself needs, first in
 *       {@code create table}
 *   <li>{@code ${text}}, {@code ${long}}, {@code ${int}}, {@code ${instant}}, {@code ${bytes}}, {@code ${json}}: column types
 *   <li>{@code ${jsonText(o.body,'$.a.b')}}, {@code ${jsonLong(o.body,'$.a')}}: a field of a JSON column, for views
 *   <li>{@code ${jsonEach(o.body,'$.lines','l')}}: an array as a table in {@code from}, whose elements are {@code l.value}
 * </ul>
 *
 * <p>A script never changes after it was released: the store keeps its hash and refuses another text under the same number. Views hold one
 * {@code create view} each; they are dropped and made anew whenever their text changed. Immutable.
 *
 * @param module the module's name, for instance {@code core}
 * @param migrations the scripts, numbered 1, 2, 3 and so on
 * @param views the views in the order in which they are made
 * @param kinds the kinds whose tables must agree after the migration
 */
public record Schema(String module, List<Script> migrations, List<Script> views, List<Kind> kinds) {
    private static final Pattern NUMBERED = Pattern.compile("([0-9]{4})-[a-z0-9-]+\\.sql");
    private static final Pattern MODULE = Pattern.compile("[a-z][a-z0-9-]{0,30}");

    /** Copies the lists and checks names and numbers. */
    public Schema {
        if (!MODULE.matcher(module).matches()) {
            throw new IllegalArgumentException(
                    "The module name '" + module + "' is not usable.\nUse lower case letters, digits and -.");
        }
        migrations = List.copyOf(migrations);
        views = List.copyOf(views);
        kinds = List.copyOf(kinds);
        for (int i = 0; i < migrations.size(); i++) {
            if (migrations.get(i).number() != i + 1) {
                throw new IllegalArgumentException(
                        "Script " + migrations.get(i).name() + " of module " + module + " stands at place " + (i + 1)
                                + ".\nName scripts 0001-what.sql, 0002-what.sql and so on without a gap.");
            }
        }
    }

    /**
     * Starts a schema whose scripts are resources.
     *
     * @param module the module's name
     * @param resources opens a resource by absolute name: pass {@code MyClass.class::getResourceAsStream} of a class next to the resources
     */
    public static Builder of(String module, Function<String, @Nullable InputStream> resources) {
        return new Builder(module, resources);
    }

    /** The number of the last script: the version of the tables that this program wants. */
    public int version() {
        return migrations.size();
    }

    /** Refuses a database that is too new or that ran another text under one of the numbers. */
    void requireCompatible(Map<Integer, String> hashes) {
        int found = hashes.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        if (found > version() + 1) {
            throw StoreException.permanent(
                    "The tables of module " + module + " are at version " + found + ", this program knows version "
                            + version() + ".\nRun a program that is at most one version older than the database.");
        }
        for (Script script : migrations) {
            if (!script.hash().equals(hashes.getOrDefault(script.number(), script.hash()))) {
                throw StoreException.permanent("Script " + script.name() + " of module " + module
                        + " differs from the one that the database ran.\n"
                        + "Restore its released text and put the change into a new script.");
            }
        }
    }

    /**
     * A script.
     *
     * @param name the file name
     * @param text its SQL with placeholders
     */
    public record Script(String name, String text) {
        /** Makes line ends equal. */
        public Script {
            text = text.replace("\r\n", "\n");
        }

        /** The number at the start of the name, 0 where it has none. */
        int number() {
            Matcher matcher = NUMBERED.matcher(name);
            return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        }

        /** A digest of the text. */
        String hash() {
            return Hashing.sha256()
                    .hashString(text, StandardCharsets.UTF_8)
                    .toString()
                    .substring(0, 32);
        }
    }

    /** Collects the scripts of a schema. */
    public static final class Builder {
        private final String module;
        private final Function<String, @Nullable InputStream> resources;
        private final List<Script> migrations = new ArrayList<>();
        private final List<Script> views = new ArrayList<>();

        private Builder(String module, Function<String, @Nullable InputStream> resources) {
            this.module = module;
            this.resources = resources;
        }

        /** Adds numbered scripts in order. */
        public Builder migrations(String... names) {
            Arrays.stream(names).map(this::read).forEach(migrations::add);
            return this;
        }

        /** Adds views in the order in which they are made. */
        public Builder views(String... names) {
            Arrays.stream(names).map(this::read).forEach(views::add);
            return this;
        }

        /** Completes the schema with the kinds that its tables hold. */
        public Schema kinds(Kind... kinds) {
            return new Schema(module, migrations, views, List.of(kinds));
        }

        private Script read(String name) {
            String path = "/io/omskit/store/schema/" + module + "/" + name;
            try (InputStream stream = resources.apply(path)) {
                if (stream == null) {
                    throw new IllegalArgumentException("There is no resource " + path
                            + ".\n"
                            + "Put the script there, and pass the getResourceAsStream of a class in the same"
                            + " module.");
                }
                return new Script(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException("The resource " + path + " cannot be read.\nCheck the jar.", e);
            }
        }
    }
}
