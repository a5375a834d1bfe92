package io.omskit.catalog;

import io.omskit.connect.Problem;
import io.omskit.fact.OrderFact;
import io.omskit.fact.ShopRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A catalog in a folder of CSV files (RFC 4180, UTF-8, header names in the first line, columns in any order):
 *
 * <ul>
 *   <li>{@code items.csv}, required: {@code sku, title}, and where wanted {@code measure} (piece, kilogram, liter, meter),
 *       {@code weight_grams}, {@code length_mm}, {@code width_mm}, {@code height_mm}, {@code classes} (separated by {@code |}),
 *       {@code category}
 *   <li>{@code listings.csv}: {@code code}, and {@code sku} with {@code quantity} per listed unit (default 1) or {@code
 *       bundle}; {@code platform} and {@code shop} where the code holds there only
 *   <li>{@code bundles.csv}, one line per component: {@code bundle, sku}, and where wanted {@code quantity} (default 1), {@code
 *       share_weight} (default 1), {@code ship_together} (yes or no)
 * </ul>
 *
 * <p>A broken line is a {@linkplain #problems problem} that names file, line, column, value and remedy; its neighbors count. A
 * broken listing blocks its code, so that no wider listing answers in its place. What spoils a whole file (not there, no
 * header, not UTF-8) is fatal: {@link #open} refuses, {@link #reload} keeps the catalog as it was. Safe for use by many threads.
 */
public final class FileCatalog implements ListedCatalog {
    private static final long MAX_BYTES = 64L << 20;
    private static final List<String> FILES = List.of(CatalogFiles.ITEMS, CatalogFiles.LISTINGS, CatalogFiles.BUNDLES);

    private final Path directory;
    private final InMemoryCatalog catalog;
    private Set<String> seen;
    private volatile List<Problem> problems;

    private FileCatalog(Path directory, InMemoryCatalog catalog, Set<String> seen, List<Problem> problems) {
        this.directory = directory;
        this.catalog = catalog;
        this.seen = seen;
        this.problems = problems;
    }

    /**
     * Reads the folder.
     *
     * @throws IllegalArgumentException if the files cannot be used at all; the message names each reason
     */
    public static FileCatalog open(Path directory) {
        CatalogProblems problems = new CatalogProblems();
        Map<String, String> texts = texts(directory, Set.of(), problems);
        CatalogTables tables = problems.isFatal() ? null : CatalogFiles.tables(texts, problems);
        if (tables == null) {
            Problem first = problems.list().get(0);
            throw new IllegalArgumentException("the catalog files cannot be used: " + first);
        }
        return new FileCatalog(directory, new InMemoryCatalog(tables), Set.copyOf(texts.keySet()), problems.list());
    }

    /** Reads the folder again. A fatal problem, such as a file that has gone, leaves the catalog as it was. */
    public synchronized Reload reload() {
        CatalogProblems found = new CatalogProblems();
        Map<String, String> texts = texts(directory, seen, found);
        CatalogTables tables = found.isFatal() ? null : CatalogFiles.tables(texts, found);
        problems = found.list();
        if (tables == null) {
            return new Reload(false, problems);
        }
        seen = Set.copyOf(texts.keySet());
        catalog.replace(tables);
        return new Reload(true, problems);
    }

    /** What was wrong when the folder was last read, fatal problems first, at most 1,000 and a count of the rest. */
    public List<Problem> problems() {
        return problems;
    }

    @Override
    public Match match(ShopRef shop, OrderFact.Line line) {
        return catalog.match(shop, line);
    }

    @Override
    public @Nullable Item item(Sku sku) {
        return catalog.item(sku);
    }

    @Override
    public long version() {
        return catalog.version();
    }

    @Override
    public Subscription onChange(Consumer<CatalogChange> listener) {
        return catalog.onChange(listener);
    }

    @Override
    public List<Listing> listingsOf(Sku sku) {
        return catalog.listingsOf(sku);
    }

    @Override
    public List<Match.Need> needs(Listing listing) {
        return catalog.needs(listing);
    }

    private static Map<String, String> texts(Path directory, Set<String> expected, CatalogProblems problems) {
        Map<String, String> texts = new HashMap<>();
        Set<String> required = new HashSet<>(expected);
        required.add(CatalogFiles.ITEMS);
        for (String file : FILES) {
            Path path = directory.resolve(file);
            if (Files.exists(path)) {
                String text = text(path, file, problems);
                if (text != null) {
                    texts.put(file, text);
                }
            } else if (required.contains(file)) {
                problems.fatal(file, "the file is not there\nPut it into the folder, with a header line at least.");
            }
        }
        return texts;
    }

    private static @Nullable String text(Path path, String file, CatalogProblems problems) {
        try {
            if (Files.size(path) > MAX_BYTES) {
                problems.fatal(
                        file,
                        "the file has more than " + MAX_BYTES + " bytes\nServe a catalog of this size from"
                                + " your own table by implementing Catalog.");
                return null;
            }
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException notUtf8) {
            problems.fatal(file, "the file is not UTF-8\nSave it as UTF-8, with or without byte order mark.");
        } catch (IOException unreadable) {
            problems.fatal(
                    file,
                    "the file cannot be read (" + unreadable.getClass().getSimpleName()
                            + ")\nCheck that it is a file and that this process may read it.");
        }
        return null;
    }

    /**
     * The outcome of reading the folder again.
     *
     * @param applied whether the catalog now says what the files say; false after a fatal problem
     * @param problems what was wrong
     */
    public record Reload(boolean applied, List<Problem> problems) {
        public Reload {
            problems = List.copyOf(problems);
        }
    }
}
