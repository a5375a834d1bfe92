package io.omskit.fulfillment.gift.book;

import io.omskit.fulfillment.gift.GiftBook;
import io.omskit.fulfillment.gift.GiftRule;
import io.omskit.order.OrderFields;
import io.omskit.order.OrderView;
import io.omskit.rule.Checked;
import io.omskit.rule.Fields;
import io.omskit.rule.RuleProblem;
import io.omskit.rule.document.Findings;
import io.omskit.rule.document.Keys;
import io.omskit.rule.document.Node;
import io.omskit.rule.document.Node.Items;
import io.omskit.rule.document.Node.Mapping;
import io.omskit.rule.document.NodeReader;
import io.omskit.rule.document.SchemaWriting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads gift books from YAML or JSON. All problems of a document are reported at once, each with its line, its column and, for
 * an unknown name, the nearest known one. A book with a problem is not a book: whoever reloads keeps the old one.
 *
 * <pre>{@code
 * gifts: autumn
 * version: 3
 * rules:
 *   - id: CUPS
 *     version: 1
 *     priority: 5
 *     valid: {from: "2026-11-01T00:00:00+08:00", until: "2026-12-01T00:00:00+08:00"}
 *     scope: {field: order.shop, "=": flagship}
 *     timeBase: PAYMENT
 *     trigger: {skus: [A, B], categories: [tea], presence: ANY, base: AFTER_DISCOUNTS}
 *     tiers:
 *       - {pieces: 1, amount: 99.00 CNY, allOf: [{sku: CUP, pieces: 1, orElse: [BAG]}]}
 *       - {pieces: 2, amount: 199.00 CNY, allOf: [{sku: CUP, pieces: 2}]}
 *     repeat: 3
 *     limits: {perOrder: 2, perBuyer: 1, total: 500, perDay: 50}
 *     stock: SUBSTITUTE
 *     exclusion: G1
 * }</pre>
 *
 * <p>The key {@code gifts} tells a gift book from a rule book at first sight. Only {@code id}, {@code version} and {@code tiers} are required of a rule. {@code repeat} is a number or {@code
 * EVERY_MULTIPLE}. A tier has one of {@code allOf}, {@code firstFree}, {@code cheapest} and {@code sameGoods}; the last two
 * are numbers of pieces. A gift is one piece where it has neither {@code pieces} nor a {@code quantity} such as {@code 0.5 kg}.
 * Thread-safe; limits of a document are those of rule books.
 */
public final class GiftBookReader {
    static final List<String> KEYS = List.of("gifts", "version", "rules");
    private static final String SCHEMA = "gift-book.schema.json";

    private GiftBookReader() {}

    /**
     * The JSON Schema (draft 2020-12) of gift books, for editors, with the fields that scopes read. It accepts every book that
     * is read with this catalog, and names of fields that it does not have.
     *
     * @param fields the catalog that scopes read
     * @return the schema as JSON
     */
    public static String schema(Fields<OrderView> fields) {
        return SchemaWriting.of(GiftBookReader.class, SCHEMA)
                .withFields(fields, OrderFields.BESIDE_THE_ORDER)
                .text();
    }

    /** Reads a document whose scopes ask {@link OrderFields#orders()}. */
    public static Checked<GiftBook> read(String document, byte[] content) {
        return read(document, content, OrderFields.orders());
    }

    /**
     * Reads a document.
     *
     * @param document its name, which problems carry
     * @param content YAML or JSON in UTF-8
     * @param fields the catalog that scopes read; a host may extend it
     * @return the book, or all problems by line and column
     */
    public static Checked<GiftBook> read(String document, byte[] content, Fields<OrderView> fields) {
        return read(document, content, fields, true);
    }

    /**
     * Reads a document that was written from a book that was in force: words that a field is no more are let pass.
     *
     * @param document its name, which problems carry
     * @param content YAML or JSON in UTF-8
     * @param fields the catalog that scopes read
     * @return the book, or all problems by line and column
     */
    public static Checked<GiftBook> readKept(String document, byte[] content, Fields<OrderView> fields) {
        return read(document, content, fields, false);
    }

    private static Checked<GiftBook> read(String document, byte[] content, Fields<OrderView> fields, boolean meaning) {
        Findings findings = new Findings(document);
        Node root = NodeReader.read(content, findings);
        GiftBook book =
                root == null ? null : book(root, new GiftRuleReading(fields, findings, meaning), fields, findings);
        List<RuleProblem> problems = findings.sorted();
        return new Checked<>(problems.isEmpty() ? book : null, problems);
    }

    private static @Nullable GiftBook book(
            Node root, GiftRuleReading reading, Fields<OrderView> fields, Findings findings) {
        if (!(root instanceof Mapping mapping)) {
            findings.add(
                    root, "", "A gift book is a mapping, not " + root.kind() + ".", "Give it the keys " + KEYS + ".");
            return null;
        }
        Keys keys = new Keys(mapping, findings, "");
        keys.allowOnly("key of a gift book", KEYS);
        String name = keys.name("gifts", "Give the book a name.");
        String version = keys.name("version", "Give each version of the book its own.");
        Node list = keys.require("rules", "List the rules; an empty list gives nothing.");
        if (list != null && !(list instanceof Items)) {
            findings.add(list, "rules", "'rules' is " + list.kind() + ".", "Give a list; begin each rule with a dash.");
        }
        List<GiftRule> rules = new ArrayList<>();
        if (list instanceof Items items) {
            for (int i = 0; i < items.parts().size(); i++) {
                GiftRule rule = reading.read(items.parts().get(i), "rules[" + i + "]");
                if (rule != null) {
                    rules.add(rule);
                }
            }
        }
        return findings.count() > 0
                ? null
                : GiftBook.compile(name, version, fields, rules).orThrow();
    }
}
