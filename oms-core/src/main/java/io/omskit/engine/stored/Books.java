package io.omskit.engine.stored;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omskit.engine.policy.Policy;
import io.omskit.fulfillment.gift.GiftBook;
import io.omskit.fulfillment.gift.book.GiftBookReader;
import io.omskit.fulfillment.gift.book.GiftBookWriter;
import io.omskit.order.OrderView;
import io.omskit.order.flow.FlowReader;
import io.omskit.order.flow.FlowWriter;
import io.omskit.order.flow.OrderAction;
import io.omskit.order.flow.OrderFlow;
import io.omskit.rule.Checked;
import io.omskit.rule.Fields;
import io.omskit.rule.RuleBook;
import io.omskit.rule.book.RuleBookReader;
import io.omskit.rule.book.RuleBookWriter;
import io.omskit.store.Commit;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The rule books, flows and gift books that were ever in force, each kept for good under its sort, name and version, so that a decision
 * that names one can be explained later. Works on any number of processes at once: the first to keep a document wins, and the
 * others compare theirs with it. Safe for several threads.
 */
public final class Books {
    /** The sort of review rule books. */
    public static final String REVIEW = "review";

    /** The sort of order flows. */
    public static final String FLOW = "flow";

    /** The sort of gift books. */
    public static final String GIFTS = "gifts";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Store store;
    private final LongSupplier ids;

    /** Books of one store. */
    public Books(Store store, LongSupplier ids) {
        this.store = store;
        this.ids = ids;
    }

    /**
     * A document that is kept.
     *
     * @param sort {@link #REVIEW}, {@link #FLOW} or {@link #GIFTS}
     * @param reference name and version
     * @param since when it came into force first
     */
    public record Kept(String sort, String reference, Instant since) {}

    /**
     * A book or a flow in its written form.
     *
     * @param rewritten reads a document and writes it again in the form of today; null where it cannot be read
     */
    private record Document(String sort, String reference, String json, UnaryOperator<@Nullable String> rewritten) {
        String words() {
            return switch (sort) {
                case FLOW -> "flow";
                case GIFTS -> "gift book";
                default -> "review book";
            };
        }

        boolean isSame(String kept) {
            return json.equals(kept) || json.equals(rewritten.apply(kept));
        }
    }

    /**
     * Keeps the books of a policy that are not kept yet.
     *
     * @throws IllegalArgumentException if one has no written form, or another content is kept under its name and version;
     *     then nothing of the policy was kept
     */
    public void keep(Policy policy, Instant now) {
        List<Document> documents =
                List.of(document(policy.review()), document(policy.flow()), document(policy.gifts()));
        Commit missing = missing(documents, now);
        while (!missing.isEmpty() && !store.commit(missing).duplicates().isEmpty()) {
            // another process kept one of the name a moment ago, or has taken the key: look again
            missing = missing(documents, now);
        }
    }

    private Commit missing(List<Document> documents, Instant now) {
        Commit.Builder commit = Commit.builder();
        for (Document document : documents) {
            Row row = row(document.sort(), document.reference());
            if (row != null) {
                requireSame(document, row);
            } else {
                requireReadable(document);
                commit.insert(
                        Row.json(
                                Tables.BOOK,
                                ids.getAsLong(),
                                1,
                                document.json(),
                                document.sort(),
                                document.reference(),
                                now),
                        Commit.OnDuplicate.IGNORE);
            }
        }
        return commit.build();
    }

    /**
     * A review book that is kept.
     *
     * @param reference its name and version
     * @param fields the catalog that it is compiled against
     * @return the book, or why it does not fit the catalog; empty if it is not kept
     */
    public Optional<Checked<RuleBook<OrderView, OrderAction>>> review(String reference, Fields<OrderView> fields) {
        return Optional.ofNullable(row(REVIEW, reference)).map(row -> review(reference, row.json(), fields));
    }

    /**
     * A flow that is kept.
     *
     * @param reference its name and version
     * @param fields the catalog that it is compiled against
     * @return the flow, or why it does not fit the catalog; empty if it is not kept
     */
    public Optional<Checked<OrderFlow>> flow(String reference, Fields<OrderView> fields) {
        return Optional.ofNullable(row(FLOW, reference)).map(row -> flow(reference, row.json(), fields));
    }

    /**
     * A gift book that is kept.
     *
     * @param reference its name and version
     * @param fields the catalog that it is compiled against
     * @return the book, or why it does not fit the catalog; empty if it is not kept
     */
    public Optional<Checked<GiftBook>> gifts(String reference, Fields<OrderView> fields) {
        return Optional.ofNullable(row(GIFTS, reference)).map(row -> gifts(reference, row.json(), fields));
    }

    private @Nullable Row row(String sort, String reference) {
        return store.find(Query.by(Tables.BOOK, "reference", sort, reference)).stream()
                .findFirst()
                .orElse(null);
    }

    private static Document document(RuleBook<OrderView, OrderAction> book) {
        RuleBookWriter<OrderAction> writer = RuleBookWriter.of(Policy.reviewActions());
        return new Document(REVIEW, book.reference(), writer.json(book), json -> {
            RuleBook<OrderView, OrderAction> read = review(
                            book.reference(), Objects.requireNonNull(json), book.fields())
                    .value();
            return read == null ? null : writer.json(read);
        });
    }

    private static Document document(OrderFlow flow) {
        return new Document(FLOW, flow.reference(), FlowWriter.json(flow), json -> {
            OrderFlow read = flow(flow.reference(), Objects.requireNonNull(json), flow.fields())
                    .value();
            return read == null ? null : FlowWriter.json(read);
        });
    }

    private static Document document(GiftBook book) {
        return new Document(GIFTS, book.reference(), GiftBookWriter.json(book), json -> {
            GiftBook read = gifts(book.reference(), Objects.requireNonNull(json), book.fields())
                    .value();
            return read == null ? null : GiftBookWriter.json(read);
        });
    }

    private static Checked<RuleBook<OrderView, OrderAction>> review(
            String reference, String json, Fields<OrderView> fields) {
        return RuleBookReader.of(fields, Policy.reviewActions()).ofKept().read(reference, utf8(json));
    }

    private static Checked<OrderFlow> flow(String reference, String json, Fields<OrderView> fields) {
        return FlowReader.of(fields).ofKept().read(reference, utf8(json));
    }

    private static Checked<GiftBook> gifts(String reference, String json, Fields<OrderView> fields) {
        return GiftBookReader.readKept(reference, utf8(json), fields);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What cannot be read back would be lost for every later explanation. */
    private static void requireReadable(Document document) {
        if (!document.json().equals(document.rewritten().apply(document.json()))) {
            throw new IllegalArgumentException("The " + document.words() + " '" + document.reference()
                    + "' has a written form that does not read back as the same.\n"
                    + "Read it from a file, and see what the reader refuses.");
        }
    }

    private static void requireSame(Document document, Row kept) {
        if (!document.isSame(kept.json())) {
            throw new IllegalArgumentException("The " + document.words() + " '" + document.reference()
                    + "' is not the '" + document.reference() + "' that is kept since " + kept.instant("since")
                    + ": they differ in " + differences(kept.json(), document.json()) + ".\n"
                    + "Give the changed one a new version; decisions name the kept one.");
        }
    }

    /** The names of the rules or gates that differ; never what they say, which may name a person. */
    private static String differences(String kept, String given) {
        Map<String, JsonNode> before = parts(kept);
        Map<String, JsonNode> after = parts(given);
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(name -> Objects.equals(before.get(name), after.get(name)));
        return names.isEmpty() ? "the order of their parts" : String.join(", ", names);
    }

    private static Map<String, JsonNode> parts(String json) {
        Map<String, JsonNode> parts = new TreeMap<>();
        try {
            JsonNode root = JSON.readTree(json);
            root.path("rules")
                    .forEach(rule -> parts.put("rule " + rule.path("id").asText(), rule));
            root.path("gates")
                    .forEach(gate -> parts.put("gate " + gate.path("type").asText(), gate));
        } catch (JsonProcessingException e) {
            parts.put("their form", JSON.nullNode());
        }
        return parts;
    }

    /** The types of the gates of every flow that is kept. */
    public Set<String> gateTypes() {
        Set<String> types = new TreeSet<>();
        for (Row row : store.find(Query.by(Tables.BOOK, "reference", FLOW).limit(Query.MAX_LIMIT))) {
            try {
                JSON.readTree(row.json())
                        .path("gates")
                        .forEach(gate -> types.add(gate.path("type").asText()));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(
                        "The kept flow '" + row.text("reference") + "' is no JSON.\nRestore it from a backup.", e);
            }
        }
        return types;
    }

    /** Everything that is kept, in the order in which it came into force first. */
    public List<Kept> all() {
        List<Kept> all = new ArrayList<>();
        Query query = Query.all(Tables.BOOK);
        for (List<Row> page = store.find(query);
                !page.isEmpty();
                page = store.find(query.after(page.get(page.size() - 1)))) {
            page.forEach(row -> all.add(new Kept(
                    Objects.requireNonNull(row.text("sort")),
                    Objects.requireNonNull(row.text("reference")),
                    Objects.requireNonNull(row.instant("since")))));
        }
        return all;
    }
}
