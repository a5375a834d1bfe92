package io.omskit.order.flow;

import io.omskit.catalog.Sku;
import io.omskit.decision.Decision;
import io.omskit.order.Handling.Choice;
import io.omskit.order.Hold.Step;
import io.omskit.order.Order;
import io.omskit.rule.action.ActionCatalog;
import io.omskit.rule.action.ActionCatalog.Arguments;
import io.omskit.rule.action.ActionCatalog.Parameter;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** The actions of review rules and gates: their names in documents, and what they do. Pure; no state. */
public final class OrderActions {
    private static final ActionCatalog<OrderAction> REVIEW = review();
    private static final ActionCatalog<OrderAction> GATES = lift(marks(ActionCatalog.builder()))
            .together(OrderActions::requireTogether)
            .build();

    private OrderActions() {}

    /** What a review rule may say. */
    public static ActionCatalog<OrderAction> ofReview() {
        return REVIEW;
    }

    /** What a gate may do on entry and on exit: what {@link #ofReview} may, but not hold, ask or approve. */
    public static ActionCatalog<OrderAction> ofGates() {
        return GATES;
    }

    /**
     * Applies what a review decided; whether that lets the order pass, {@link Verdict} says. Holds of earlier reviews that it does not ask for again are lifted; a hold whose type
     * the order has passed, and a question that it has answered, are not set again. Applying the same twice changes
     * nothing, and asks for nothing but the gifts again, which carry the rule that gives them.
     *
     * @param order the order
     * @param actions the actions of all deciding rules
     * @param by the deciding rule as {@code id@version}
     * @param now the moment of the decision
     * @return the order afterwards, with what else is to be done
     */
    public static Decision<Treatment> apply(Order order, List<OrderAction> actions, String by, Instant now) {
        Treating treating = new Treating(order, by, now);
        treating.review(actions);
        return treating.decision();
    }

    /**
     * What a review, repeated after it let an order pass, means for the lines that it holds: a hold that it does not ask for
     * any more is lifted, everything else stays.
     *
     * @param order an order that has passed the review
     * @param actions the actions of all deciding rules, as of now
     * @param by the deciding rule as {@code id@version}
     * @param now the moment of the decision
     * @return the order afterwards, the same one where nothing is lifted
     */
    public static Order relieved(Order order, List<OrderAction> actions, String by, Instant now) {
        Treating treating = new Treating(order, by, now);
        treating.relieve(actions);
        Order relieved = treating.order();
        return relieved.holds().size() == order.holds().size() ? order : relieved;
    }

    /** What is said twice of one thing, and an approval that has no effect, cannot have been meant. */
    private static void requireTogether(List<OrderAction> actions) {
        List<Class<? extends OrderAction>> once = List.of(
                OrderAction.Source.class,
                OrderAction.Carrier.class,
                OrderAction.Merge.class,
                OrderAction.Split.class,
                OrderAction.ShipBy.class,
                OrderAction.Route.class,
                OrderAction.Ask.class);
        for (Class<? extends OrderAction> type : once) {
            List<OrderAction> said = actions.stream().filter(type::isInstance).toList();
            if (said.size() > 1) {
                throw new IllegalArgumentException("'" + nameOf(said.get(0)) + "' is said " + said.size()
                        + " times, and only one of them could come true.\nKeep one of them.");
            }
        }
        Predicate<OrderAction> forever =
                action -> action.equals(OrderAction.Hold.review()) || action instanceof OrderAction.Route;
        if (actions.contains(new OrderAction.Approve())) {
            actions.stream().filter(forever).findFirst().ifPresent(stop -> {
                throw new IllegalArgumentException("'approve' stands beside '" + nameOf(stop)
                        + "', which outweighs it always.\nKeep one of the two; a hold with a type of its own may wait"
                        + " beside an approval.");
            });
        }
    }

    private static String nameOf(OrderAction action) {
        return (action instanceof OrderAction.Route || action instanceof OrderAction.Lift ? GATES : REVIEW)
                .named(action)
                .getKey();
    }

    private static ActionCatalog<OrderAction> review() {
        ActionCatalog.Builder<OrderAction> catalog = ActionCatalog.<OrderAction>builder()
                .constant("approve", "The order passes the review.", new OrderAction.Approve())
                .stopAction(
                        "hold",
                        "A person decides, whatever other groups say; with a type the order gets a hold of its own.",
                        List.of(
                                text("type").optional(),
                                Parameter.words("blocks", words(Step.values())).optional(),
                                new Parameter("codes", Parameter.Type.TEXTS, false, List.of(), 0, 0),
                                text("reason").optional()),
                        OrderActions::hold,
                        of(OrderAction.Hold.class, OrderActions::arguments))
                .stopAction(
                        "route",
                        "A named person or queue decides.",
                        List.of(text("reviewer")),
                        arguments -> new OrderAction.Route(arguments.text("reviewer")),
                        of(OrderAction.Route.class, route -> Arguments.none().with("reviewer", route.reviewer())))
                .stopAction(
                        "askBack",
                        "The customer is asked.",
                        AskBack.PARAMETERS,
                        arguments -> new OrderAction.Ask(AskBack.of(arguments)),
                        of(OrderAction.Ask.class, ask -> ask.askBack().arguments()));
        return marks(catalog).together(OrderActions::requireTogether).build();
    }

    /** What both a review and a gate may say. */
    private static ActionCatalog.Builder<OrderAction> marks(ActionCatalog.Builder<OrderAction> catalog) {
        catalog.action(
                        "tag",
                        "The order gets these words.",
                        List.of(Parameter.of("words", Parameter.Type.TEXTS)),
                        arguments -> new OrderAction.Tag(arguments.words("words")),
                        of(OrderAction.Tag.class, tag -> Arguments.none().with("words", tag.words())))
                .action(
                        "source",
                        "This source is to fulfill the order.",
                        List.of(text("id")),
                        arguments -> new OrderAction.Source(arguments.text("id")),
                        of(OrderAction.Source.class, source -> Arguments.none().with("id", source.id())))
                .action(
                        "carrier",
                        "This carrier is to carry it.",
                        List.of(text("id")),
                        arguments -> new OrderAction.Carrier(arguments.text("id")),
                        of(OrderAction.Carrier.class, carrier -> Arguments.none()
                                .with("id", carrier.id())))
                .action(
                        "gift",
                        "Goods are added for nothing.",
                        List.of(text("sku"), Parameter.integer("quantity", 1, Integer.MAX_VALUE)),
                        arguments ->
                                new OrderAction.Gift(new Sku(arguments.text("sku")), arguments.integer("quantity")),
                        of(OrderAction.Gift.class, gift -> Arguments.none()
                                .with("sku", gift.sku().code())
                                .with("quantity", gift.quantity())));
        return grouping(catalog);
    }

    private static ActionCatalog.Builder<OrderAction> grouping(ActionCatalog.Builder<OrderAction> catalog) {
        return catalog.constant("seal", "The order may be neither merged nor split.", new OrderAction.Seal())
                .action(
                        "merge",
                        "Whether it may travel with other orders.",
                        List.of(Parameter.word("choice", words(Choice.values()))),
                        arguments -> new OrderAction.Merge(Choice.valueOf(arguments.text("choice"))),
                        of(OrderAction.Merge.class, merge -> choice(merge.choice())))
                .action(
                        "split",
                        "Whether it may be split.",
                        List.of(Parameter.word("choice", words(Choice.values()))),
                        arguments -> new OrderAction.Split(Choice.valueOf(arguments.text("choice"))),
                        of(OrderAction.Split.class, split -> choice(split.choice())))
                .action(
                        "shipBy",
                        "Until when to hand over, counted from payment.",
                        List.of(Parameter.of("afterPayment", Parameter.Type.DURATION)),
                        arguments -> new OrderAction.ShipBy(arguments.duration("afterPayment")),
                        of(OrderAction.ShipBy.class, ship -> Arguments.none()
                                .with("afterPayment", ship.afterPayment())));
    }

    /** What only a gate may say. */
    private static ActionCatalog.Builder<OrderAction> lift(ActionCatalog.Builder<OrderAction> catalog) {
        return catalog.action(
                        "route",
                        "A named person or queue is to open the gate.",
                        List.of(text("reviewer")),
                        arguments -> new OrderAction.Route(arguments.text("reviewer")),
                        of(OrderAction.Route.class, route -> Arguments.none().with("reviewer", route.reviewer())))
                .action(
                        "lift",
                        "Holds of this type that neither a gate nor a rule has set are lifted.",
                        List.of(text("type")),
                        arguments -> new OrderAction.Lift(arguments.text("type")),
                        of(OrderAction.Lift.class, lifted -> Arguments.none().with("type", lifted.type())));
    }

    private static OrderAction hold(Arguments given) {
        Set<Step> blocks = EnumSet.noneOf(Step.class);
        if (given.has("blocks")) {
            given.words("blocks").forEach(word -> blocks.add(Step.valueOf(word)));
        } else {
            blocks.addAll(OrderAction.Hold.USUAL);
        }
        return new OrderAction.Hold(
                given.has("type") ? given.text("type") : io.omskit.order.Hold.REVIEW,
                blocks,
                given.has("codes") ? Set.copyOf(given.words("codes")) : Set.of(),
                given.has("reason") ? given.text("reason") : "");
    }

    private static Arguments arguments(OrderAction.Hold hold) {
        Arguments arguments = Arguments.none();
        if (!hold.type().equals(io.omskit.order.Hold.REVIEW)) {
            arguments = arguments.with("type", hold.type());
        }
        if (!hold.blocks().equals(OrderAction.Hold.USUAL)) {
            arguments = arguments.with(
                    "blocks",
                    new TreeSet<>(hold.blocks()).stream().map(Step::name).toList());
        }
        if (!hold.codes().isEmpty()) {
            arguments = arguments.with("codes", List.copyOf(new TreeSet<>(hold.codes())));
        }
        return hold.reason().isEmpty() ? arguments : arguments.with("reason", hold.reason());
    }

    private static Arguments choice(Choice choice) {
        return Arguments.none().with("choice", choice.name());
    }

    private static Parameter text(String name) {
        return Parameter.of(name, Parameter.Type.TEXT);
    }

    private static String[] words(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toArray(String[]::new);
    }

    private static <X extends OrderAction> Function<OrderAction, Optional<Arguments>> of(
            Class<X> type, Function<X, Arguments> arguments) {
        return action -> type.isInstance(action) ? Optional.of(arguments.apply(type.cast(action))) : Optional.empty();
    }
}
