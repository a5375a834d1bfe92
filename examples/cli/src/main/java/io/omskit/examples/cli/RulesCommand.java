package io.omskit.examples.cli;

import io.omskit.engine.policy.PolicyFile;
import io.omskit.fact.ChannelRef;
import io.omskit.order.Order;
import io.omskit.order.OrderView;
import io.omskit.order.flow.OrderAction;
import io.omskit.order.flow.Verdict;
import io.omskit.rule.Checked;
import io.omskit.rule.Outcome;
import io.omskit.rule.RuleBook;
import io.omskit.rule.book.BackTest;
import io.omskit.rule.book.BackTest.DryRun;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code oms rules}: checks rule books, flows and gift books, and tries rule books on orders. */
@Command(
        name = "rules",
        description = "Check review rules, flows and gift books, or try review rules on orders",
        mixinStandardHelpOptions = true,
        subcommands = {RulesCommand.Check.class, RulesCommand.Try.class})
final class RulesCommand {
    private RulesCommand() {}

    @Command(
            name = "check",
            description = "Print every problem of a rule book, a flow or a gift book with its line and column; "
                    + "the first key of book, flow and gifts tells which it is")
    static final class Check implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(paramLabel = "FILE", description = "YAML or JSON, or - for standard input")
        private String file = "-";

        @Override
        public Integer call() {
            // a check does not depend on the zone, only on there being times of day
            Checked<PolicyFile> read = ReviewRules.read(file, ZoneOffset.UTC);
            Output out = Output.standard();
            read.problems().forEach(problem -> out.line(ReviewRules.members(problem)));
            PolicyFile sound = read.value();
            if (sound == null) {
                return out.withProblems().end();
            }
            String parts =
                    switch (sound.sort()) {
                        case RULES -> "rules";
                        case FLOW -> "gates";
                        case GIFTS -> "gift rules";
                    };
            spec.commandLine()
                    .getErr()
                    .println(sound.reference() + ": " + sound.parts() + " " + parts + ", no problems");
            return out.end();
        }
    }

    @Command(
            name = "backtest",
            description =
                    "Print how a rule book decides about orders, and which of them another book treats differently")
    static final class Try implements Callable<Integer> {
        @Option(names = "--rules", required = true, description = "Rule book to try")
        private String rules = "";

        @Option(names = "--orders", required = true, description = "Orders as `oms channel parse` prints them, or -")
        private String orders = "";

        @Option(names = "--against", description = "Rule book to compare with")
        private @Nullable String against;

        @Option(
                names = "--as-of",
                description = "Moment of the decision, ISO with offset; default: when an order was paid, else placed")
        private @Nullable String asOf;

        @Option(names = "--zone", description = "Zone of the times of day that rules read, such as Asia/Shanghai")
        private ZoneId zone = ZoneOffset.UTC;

        @Override
        public Integer call() {
            RuleBook<OrderView, OrderAction> book = ReviewRules.sound(rules, zone);
            RuleBook<OrderView, OrderAction> other = against == null ? null : ReviewRules.sound(against, zone);
            CanonicalOrders read = CanonicalOrders.read(Input.bytes(orders), moment());
            Output out = Output.standard();
            for (OrderView view : read.orders()) {
                out.line(members(view, ReviewRules.members(view.order(), DryRun.of(book, view, view.now()))));
            }
            if (other != null) {
                for (OrderView view : read.orders()) {
                    BackTest.difference(other, book, view, view.now(), Try::effect)
                            .ifPresent(difference -> out.line(Map.of("difference", difference(difference))));
                }
            }
            if (!read.problems().isEmpty()) {
                out.line(Map.of("problems", read.problems()));
            }
            return out.end();
        }

        private @Nullable Instant moment() {
            if (asOf == null) {
                return null;
            }
            try {
                return OffsetDateTime.parse(asOf).toInstant();
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                        "--as-of " + asOf + " is not a moment such as 2025-06-05T00:00:00+08:00", e);
            }
        }

        private static Set<OrderAction> effect(OrderView view, Outcome<OrderAction> outcome) {
            return Verdict.effect(view.order(), outcome);
        }

        private static Map<String, Object> difference(BackTest.Difference<OrderView, OrderAction> difference) {
            Map<String, Object> runs = new LinkedHashMap<>();
            Order order = difference.subject().order();
            runs.put("against", ReviewRules.members(order, difference.before()));
            runs.put("rules", ReviewRules.members(order, difference.after()));
            return members(difference.subject(), runs);
        }

        private static Map<String, Object> members(OrderView view, Map<String, Object> rest) {
            ChannelRef ref = view.order().ref();
            Map<String, Object> out = new LinkedHashMap<>();
            out.put("platform", ref.platform());
            out.put("number", ref.number());
            out.putAll(rest);
            return out;
        }
    }
}
