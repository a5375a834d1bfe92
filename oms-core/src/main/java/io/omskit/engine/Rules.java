package io.omskit.engine;

import io.omskit.decision.Reason;
import io.omskit.engine.edge.JournalEntry;
import io.omskit.engine.planning.Planning;
import io.omskit.engine.policy.PolicyFile;
import io.omskit.engine.stored.Books;
import io.omskit.fulfillment.gift.GiftBook;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.OrderView;
import io.omskit.order.flow.OrderAction;
import io.omskit.order.flow.OrderFlow;
import io.omskit.order.flow.Verdict;
import io.omskit.rule.Checked;
import io.omskit.rule.Outcome;
import io.omskit.rule.Rule;
import io.omskit.rule.RuleBook;
import io.omskit.rule.RuleProblem;
import io.omskit.rule.book.BackTest;
import io.omskit.rule.book.BackTest.Difference;
import io.omskit.rule.book.BackTest.DryRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force and those that were: replacing them, trying them on orders, and explaining what they decided. Every
 * review book, every flow and every gift book that came into force is kept in the store under its name and version. Trying and explaining
 * change nothing; traces withhold the values of personal fields. Safe for several threads.
 */
public final class Rules {
    private static final int PAGE = 500;

    private final Oms oms;
    private final Books books;

    Rules(Oms oms, Books books) {
        this.oms = oms;
        this.books = books;
    }

    /**
     * What a review book says about an order.
     *
     * @param verdict what it means for the order
     * @param run the deciding rules, and every rule that was tried with the values it read
     */
    public record Trial(Verdict verdict, DryRun<OrderAction> run) {}

    /**
     * A review decision of the past, evaluated again on the order as it is now. Times, such as ages and validities, are those
     * of the decision; everything else that rules read is what it has become.
     *
     * @param decision what the journal tells of it: when, by which book, and the deciding rules among its reasons
     * @param again the evaluation by the book that was in force then; absent where that cannot be read
     * @param problems why there is no evaluation; empty where there is one
     * @param same whether the same rules decide again; false where there is no evaluation
     * @param since what happened to the order after the decision, oldest first; where it is not empty the order may read
     *     differently than it did
     */
    public record Explained(
            JournalEntry decision,
            @Nullable Trial again,
            List<RuleProblem> problems,
            boolean same,
            List<JournalEntry> since) {
        /** Copies the lists. */
        public Explained {
            problems = List.copyOf(problems);
            since = List.copyOf(since);
        }
    }

    /**
     * The size of a comparison.
     *
     * @param before name and version of the book in force
     * @param after name and version of the book that was tried
     * @param orders how many orders were tried
     * @param differences how many of them would be treated differently
     */
    public record Compared(String before, String after, long orders, long differences) {}

    /**
     * A book or a flow that is or was in force.
     *
     * @param sort what it is
     * @param reference its name and version as {@code name@version}
     * @param since when it came into force first
     */
    public record Kept(PolicyFile.Sort sort, String reference, Instant since) {}

    /** The review rules in force. */
    public RuleBook<OrderView, OrderAction> book() {
        return oms.policy().review();
    }

    /** The flow in force. */
    public OrderFlow flow() {
        return oms.policy().flow();
    }

    /** The gift rules in force. */
    public GiftBook gifts() {
        return oms.policy().gifts();
    }

    /**
     * Puts another book in force, from the next batch and the next command on; see {@link Oms#use}.
     *
     * @throws IllegalArgumentException if another content is kept under its name and version; the book in force stays
     */
    public void use(RuleBook<OrderView, OrderAction> book) {
        oms.change(policy -> policy.withReview(book));
    }

    /**
     * Puts another flow in force, from the next batch and the next command on; see {@link Oms#use}.
     *
     * @throws IllegalArgumentException if another content is kept under its name and version; the flow in force stays
     */
    public void use(OrderFlow flow) {
        oms.change(policy -> policy.withFlow(flow));
    }

    /**
     * Puts another gift book in force, from the next batch and the next command on; see {@link Oms#use}.
     *
     * @throws IllegalArgumentException if another content is kept under its name and version; the book in force stays
     */
    public void use(GiftBook book) {
        oms.change(policy -> policy.withGifts(book));
    }

    /**
     * A review book that is or was in force.
     *
     * @param reference its name and version as {@code name@version}
     * @return the book, or why it does not fit the fields of the book in force; empty if it was never in force here
     */
    public Optional<Checked<RuleBook<OrderView, OrderAction>>> findBook(String reference) {
        oms.open();
        RuleBook<OrderView, OrderAction> present = book();
        return present.reference().equals(reference)
                ? Optional.of(new Checked<>(present, List.of()))
                : books.review(reference, present.fields());
    }

    /**
     * A flow that is or was in force.
     *
     * @param reference its name and version as {@code name@version}
     * @return the flow, or why it does not fit the fields of the flow in force; empty if it was never in force here
     */
    public Optional<Checked<OrderFlow>> findFlow(String reference) {
        oms.open();
        OrderFlow present = flow();
        return present.reference().equals(reference)
                ? Optional.of(new Checked<>(present, List.of()))
                : books.flow(reference, present.fields());
    }

    /**
     * A gift book that is or was in force.
     *
     * @param reference its name and version as {@code name@version}; gift reasons carry it as {@code book}
     * @return the book, or why it does not fit the fields of the book in force; empty if it was never in force here
     */
    public Optional<Checked<GiftBook>> findGifts(String reference) {
        oms.open();
        GiftBook present = gifts();
        return present.reference().equals(reference)
                ? Optional.of(new Checked<>(present, List.of()))
                : books.gifts(reference, present.fields());
    }

    /** Every review book, every flow and every gift book that is or was in force, in the order in which they came. */
    public List<Kept> kept() {
        oms.open();
        return books.all().stream()
                .map(kept -> new Kept(sort(kept.sort()), kept.reference(), kept.since()))
                .toList();
    }

    private static PolicyFile.Sort sort(String stored) {
        return switch (stored) {
            case Books.FLOW -> PolicyFile.Sort.FLOW;
            case Books.GIFTS -> PolicyFile.Sort.GIFTS;
            default -> PolicyFile.Sort.RULES;
        };
    }

    /** What the book in force says about an order now, whether or not the order waits for a review. */
    public Trial tryOut(Order order) {
        return tryOut(order, book());
    }

    /** What a book says about an order now. */
    public Trial tryOut(Order order, RuleBook<OrderView, OrderAction> book) {
        return trial(book, order, oms.time().instant());
    }

    private Trial trial(RuleBook<OrderView, OrderAction> book, Order order, Instant at) {
        DryRun<OrderAction> run = DryRun.of(book, Planning.view(oms.store(), oms.catalog(), order, at), at);
        return new Trial(Verdict.of(order, run.decision().plan()), run);
    }

    /**
     * How the last review of an order that the journal tells of came to its decision. The journal tells of commits that
     * changed something: a later review that left the order waiting as it was is not in it, {@link #tryOut(Order)} shows what
     * it says.
     *
     * @return empty if there is no such order, or no rules have reviewed it
     */
    public Optional<Explained> explain(long orderId) {
        Order order = oms.orders().find(orderId).orElse(null);
        if (order == null) {
            return Optional.empty();
        }
        List<JournalEntry> since = new ArrayList<>();
        for (JournalEntry entry : oms.journal().history(orderId)) {
            String book = entry.book();
            if (book != null) {
                return Optional.of(explained(order, entry, book, since));
            }
            since.add(0, entry);
        }
        return Optional.empty();
    }

    private Explained explained(Order order, JournalEntry decision, String reference, List<JournalEntry> since) {
        Checked<RuleBook<OrderView, OrderAction>> found = findBook(reference).orElseGet(() -> notKept(reference));
        RuleBook<OrderView, OrderAction> book = found.value();
        if (book == null) {
            return new Explained(decision, null, found.problems(), false, since);
        }
        Trial again = trial(book, order, decision.at());
        boolean same = deciding(decision, reference).equals(deciding(again.run()));
        return new Explained(decision, again, List.of(), same, since);
    }

    private static Checked<RuleBook<OrderView, OrderAction>> notKept(String reference) {
        return new Checked<>(
                null,
                List.of(new RuleProblem(
                        RuleProblem.Place.of(reference),
                        "Book '" + reference + "' is not kept here.",
                        "Read it from its file and try it out on the order; books are kept from when they come"
                                + " into force.")));
    }

    /** The rules that decided; where one commit reviewed twice, the later rule of a group counts. */
    private static Set<String> deciding(JournalEntry decision, String book) {
        Map<String, String> rules = new HashMap<>();
        for (Reason reason : decision.reasons()) {
            if (reason.code().equals("RULE_MATCHED")
                    && book.equals(reason.figures().get("book"))) {
                rules.put(String.valueOf(reason.figures().get("group")), reason.subject());
            }
        }
        return new HashSet<>(rules.values());
    }

    private static Set<String> deciding(DryRun<OrderAction> run) {
        Set<String> rules = new HashSet<>();
        run.decision().plan().deciding().stream().map(Rule::reference).forEach(rules::add);
        return rules;
    }

    /**
     * Tries another book on every stored order, page by page. An order that has passed the review is tried at that moment,
     * any other now; what is read of it is what it has become.
     *
     * @param next the book to try
     * @param each gets every order that would be treated differently, with both explanations, in the order in which we first
     *     heard of them
     * @return how many were tried and how many differ
     */
    public Compared compare(
            RuleBook<OrderView, OrderAction> next, Consumer<? super Difference<OrderView, OrderAction>> each) {
        RuleBook<OrderView, OrderAction> present = book();
        Instant now = oms.time().instant();
        boolean around = Planning.looksAround(present) || Planning.looksAround(next);
        long orders = 0;
        long differences = 0;
        List<Order> page = oms.orders().list(0, PAGE);
        while (!page.isEmpty()) {
            for (Order order : page) {
                Instant at = reviewedAt(order).orElse(now);
                OrderView view =
                        around ? Planning.view(oms.store(), oms.catalog(), order, at) : new OrderView(order, at);
                Difference<OrderView, OrderAction> difference = BackTest.difference(
                                present, next, view, view.now(), Rules::effect)
                        .orElse(null);
                orders++;
                if (difference != null) {
                    differences++;
                    each.accept(difference);
                }
            }
            page = oms.orders().list(page.get(page.size() - 1).id(), PAGE);
        }
        return new Compared(present.reference(), next.reference(), orders, differences);
    }

    private static Set<OrderAction> effect(OrderView view, Outcome<OrderAction> outcome) {
        return Verdict.effect(view.order(), outcome);
    }

    private static Optional<Instant> reviewedAt(Order order) {
        return order.passes().stream()
                .filter(pass -> pass.gate().equals(Hold.REVIEW))
                .map(Order.Pass::at)
                .findFirst();
    }
}
