package io.omskit.engine.policy;

import io.omskit.fulfillment.gift.GiftBook;
import io.omskit.fulfillment.gift.book.GiftBookReader;
import io.omskit.order.OrderView;
import io.omskit.order.flow.FlowReader;
import io.omskit.order.flow.OrderFlow;
import io.omskit.rule.Checked;
import io.omskit.rule.Fields;
import io.omskit.rule.RuleBook;
import io.omskit.rule.book.RuleBookReader;
import io.omskit.rule.document.Findings;
import io.omskit.rule.document.Node;
import io.omskit.rule.document.Node.Mapping;
import io.omskit.rule.document.Node.Member;
import io.omskit.rule.document.NodeReader;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/**
 * A file that says a part of a policy: a review rule book, a flow or a gift book, told by its first key of {@code book},
 * {@code flow} and {@code gifts}. Immutable and thread-safe.
 *
 * <pre>{@code
 * oms.use(PolicyFile.read("review.yaml", bytes, OrderFields.orders()).orThrow().in(oms.policy()));
 * }</pre>
 */
public final class PolicyFile {
    private static final Map<String, Sort> KEYS =
            Map.of("book", Sort.RULES, "flow", Sort.FLOW, "gates", Sort.FLOW, "gifts", Sort.GIFTS);

    private final Sort sort;
    private final String reference;
    private final int parts;
    private final UnaryOperator<Policy> change;

    private PolicyFile(Sort sort, String reference, int parts, UnaryOperator<Policy> change) {
        this.sort = sort;
        this.reference = reference;
        this.parts = parts;
        this.change = change;
    }

    /** What a file may be. */
    public enum Sort {
        /** Rules of the review. */
        RULES,
        /** The gates of an order. */
        FLOW,
        /** Rules that give gifts. */
        GIFTS
    }

    /**
     * Reads a file.
     *
     * @param document its name, which problems carry
     * @param content YAML or JSON in UTF-8; what names no sort is read as a rule book
     * @param fields the catalog that conditions of review rules, gates and gift scopes read
     * @return the file, or all its problems by line and column
     */
    public static Checked<PolicyFile> read(String document, byte[] content, Fields<OrderView> fields) {
        return switch (sortOf(content)) {
            case RULES ->
                file(
                        Sort.RULES,
                        RuleBookReader.of(fields, Policy.reviewActions()).read(document, content),
                        RuleBook::reference,
                        book -> book.rules().size(),
                        Policy::withReview);
            case FLOW ->
                file(
                        Sort.FLOW,
                        FlowReader.of(fields).read(document, content),
                        OrderFlow::reference,
                        flow -> flow.gates().size(),
                        Policy::withFlow);
            case GIFTS ->
                file(
                        Sort.GIFTS,
                        GiftBookReader.read(document, content, fields),
                        GiftBook::reference,
                        gifts -> gifts.rules().size(),
                        Policy::withGifts);
        };
    }

    /**
     * The JSON Schema (draft 2020-12) of the files of a sort, with which editors complete fields, actions and their
     * parameters. It accepts every file that {@link #read} accepts.
     *
     * @param fields the catalog that conditions read; names that it does not have stay valid
     * @return the schema as JSON
     */
    public static String schema(Sort sort, Fields<OrderView> fields) {
        return switch (sort) {
            case RULES -> RuleBookReader.of(fields, Policy.reviewActions()).schema();
            case FLOW -> FlowReader.of(fields).schema();
            case GIFTS -> GiftBookReader.schema(fields);
        };
    }

    private static <X> Checked<PolicyFile> file(
            Sort sort,
            Checked<X> read,
            Function<X, String> reference,
            ToIntFunction<X> parts,
            BiFunction<Policy, X, Policy> change) {
        X value = read.value();
        PolicyFile file = value == null
                ? null
                : new PolicyFile(
                        sort, reference.apply(value), parts.applyAsInt(value), policy -> change.apply(policy, value));
        return new Checked<>(file, read.problems());
    }

    private static Sort sortOf(byte[] content) {
        Node root = NodeReader.read(content, new Findings(""));
        if (root instanceof Mapping mapping) {
            for (Member member : mapping.members()) {
                Sort sort = KEYS.get(member.key().text());
                if (sort != null) {
                    return sort;
                }
            }
        }
        return Sort.RULES;
    }

    /** {@return what it is} */
    public Sort sort() {
        return sort;
    }

    /** {@return name and version in the form {@code name@version}} */
    public String reference() {
        return reference;
    }

    /** {@return how many rules or gates it has} */
    public int parts() {
        return parts;
    }

    /** The policy with what the file says in the place of what it said of the same sort. */
    public Policy in(Policy policy) {
        return change.apply(policy);
    }

    /** {@return sort, reference and number of parts} */
    @Override
    public String toString() {
        return sort + " " + reference + " (" + parts + ")";
    }
}
