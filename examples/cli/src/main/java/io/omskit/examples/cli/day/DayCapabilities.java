package io.omskit.examples.cli.day;

import io.omskit.decision.Reason;
import io.omskit.decision.ReasonTexts;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.JournalEntry;
import io.omskit.examples.cli.report.DayReport;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.order.OrderStatus;
import io.omskit.stock.StockCheck;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Counts what the engine did of each kind, from its journal and its orders, and explains one order of each in its reasons. */
final class DayCapabilities {
    private static final int SENTENCES = 5;
    private static final int ROWS = 500;

    private final Oms oms;
    private final ReasonTexts texts;
    private final Collection<Told> orders;
    private final CapabilityFacts facts;
    private final Map<String, DayReport.Capability> found = new LinkedHashMap<>();

    DayCapabilities(Oms oms, Locale locale, List<Order> orders) {
        this.oms = oms;
        this.texts = ReasonTexts.forLocale(locale).with(DayStories.class::getResourceAsStream);
        this.orders = told(oms, orders);
        this.facts = new CapabilityFacts(oms);
    }

    /**
     * What the journal tells of an order.
     *
     * @param order the order as it is now
     * @param reasons in the order in which they were given, each once
     * @param events what happened to it
     */
    record Told(Order order, Set<Reason> reasons, Set<String> events) {
        boolean says(String code) {
            return reasons.stream().anyMatch(reason -> reason.code().equals(code));
        }

        boolean says(String code, String figure, String value) {
            return reasons.stream()
                    .anyMatch(reason -> reason.code().equals(code)
                            && value.equals(reason.figures().get(figure)));
        }

        String subject() {
            return "order " + order.ref();
        }
    }

    private static Collection<Told> told(Oms oms, List<Order> orders) {
        Map<Long, Told> byId = new TreeMap<>();
        Map<String, Told> bySubject = new TreeMap<>();
        for (Order order : orders) {
            Told told = new Told(order, new LinkedHashSet<>(), new LinkedHashSet<>());
            byId.put(order.id(), told);
            bySubject.put(told.subject(), told);
        }
        long position = 0;
        List<JournalEntry> page = oms.journal().feed(position, ROWS);
        while (!page.isEmpty()) {
            for (JournalEntry entry : page) {
                position = entry.position();
                Told own = byId.get(entry.orderId());
                if (own != null) {
                    own.events().addAll(entry.events());
                }
                for (Reason reason : entry.reasons()) {
                    // what orders that travel together share is in the entry of one of them
                    Told about = bySubject.getOrDefault(reason.subject(), own);
                    if (about != null) {
                        about.reasons().add(reason);
                    }
                }
            }
            page = oms.journal().feed(position, ROWS);
        }
        return byId.values();
    }

    Map<String, DayReport.Capability> all() {
        review();
        parcels();
        groups();
        presales();
        gifts();
        changes();
        stock();
        return found;
    }

    private void review() {
        add("typedHold", told -> facts.passed(told, Staff.EXPERT_CHECK), facts::held, "RULE_MATCHED/group/RISK");
        add(
                "questionAnswered",
                told -> told.says("QUESTION_ANSWERED"),
                DayCapabilities::none,
                "QUESTION_ANSWERED",
                "GATE_CLOSED/gate/ENGRAVING",
                "GATE_OPENED/gate/ENGRAVING");
        add(
                "questionUnanswered",
                told -> told.says("QUESTION_UNANSWERED"),
                DayCapabilities::none,
                "QUESTION_UNANSWERED",
                "GATE_CLOSED/gate/ENGRAVING",
                "GATE_OPENED/gate/ENGRAVING");
        add(
                "twoApprovals",
                told -> facts.passed(told, Staff.TWO_SIGNATURES),
                facts::signed,
                "GATE_CLOSED/gate/TWO_SIGNATURES",
                "GATE_OPENED/gate/TWO_SIGNATURES");
    }

    private void parcels() {
        add("parcelLimit", told -> told.says("SPLIT_BY_WEIGHT"), DayCapabilities::none, "SPLIT_BY_WEIGHT", "SHIPPED");
        add("classApart", told -> told.says("SPLIT_BY_CLASS"), DayCapabilities::none, "SPLIT_BY_CLASS", "SHIPPED");
        add("splitByHand", told -> told.says("SPLIT_BY_HAND"), DayCapabilities::none, "SPLIT_BY_HAND", "SHIPPED");
        add(
                "cutOff",
                told -> facts.cutOff(told).isPresent(),
                told -> facts.cutOff(told).stream().toList(),
                "SHIPPED");
        add(
                "sourceRejected",
                told -> told.events().contains("SOURCE_REJECTED"),
                facts::rejected,
                "RELEASE_WITHDRAWN",
                "SINGLE_SOURCE",
                "SHIPPED");
    }

    private void groups() {
        add("merge", told -> told.says("MERGED"), DayCapabilities::none, "MERGED", "SINGLE_SOURCE", "SHIPPED");
        add("mergeLeftOpen", DayCapabilities::isLeftOpen, DayCapabilities::none, "LEFT_OPEN_");
        add(
                "unmerge",
                told -> told.events().contains("UNMERGED"),
                facts::unmerged,
                "MERGED",
                "LEFT_OPEN_KEEP_APART",
                "SHIPPED");
    }

    private static boolean isLeftOpen(Told told) {
        return told.reasons().stream()
                .anyMatch(reason ->
                        reason.code().startsWith("LEFT_OPEN_") && !reason.code().equals("LEFT_OPEN_KEEP_APART"));
    }

    private void presales() {
        add(
                "presaleBalancePaid",
                told -> told.says("GATE_OPENED", "gate", "BALANCE_OPEN")
                        && status(told).payment() == OrderStatus.Payment.PAID,
                facts::balance,
                "GATE_CLOSED/gate/BALANCE_OPEN",
                "GATE_OPENED/gate/BALANCE_OPEN");
        add(
                "presaleForfeited",
                told -> status(told).payment() == OrderStatus.Payment.FORFEITED,
                facts::forfeited,
                "GATE_CLOSED/gate/BALANCE_OPEN");
        add("goodsArrived", DayCapabilities::hasArrived, facts::arrived, "SHORTFALL", "SINGLE_SOURCE", "SHIPPED");
    }

    private OrderStatus status(Told told) {
        return oms.orders().status(told.order());
    }

    private static boolean hasArrived(Told told) {
        return told.says("SHORTFALL")
                && told.order().demands().stream().anyMatch(Demand::presale)
                && told.order().demands().stream()
                        .allMatch(demand ->
                                demand.missing() == 0 && demand.progress().shipped() > 0);
    }

    private void gifts() {
        add("giftTier", told -> told.says("GIFT_GIVEN"), DayCapabilities::none, "GIFT_GIVEN", "GIFT_NEXT_TIER");
        add(
                "giftLimit",
                told -> told.says("GIFT_LIMIT_USED_UP"),
                DayCapabilities::none,
                "GIFT_LIMIT_USED_UP",
                "GIFT_GIVEN");
        add(
                "giftWithdrawn",
                told -> told.says("GIFT_WITHDRAWN"),
                DayCapabilities::none,
                "GIFT_WITHDRAWN",
                "GIFT_GIVEN",
                "GIFT_KEPT");
        add("channelQuota", told -> told.says("QUOTA_USED"), DayCapabilities::none, "QUOTA_USED", "SHIPPED");
    }

    private void changes() {
        add("exchange", facts::isExchanged, facts::exchanged, "RETURNED_GOOD", "SHIPPED");
        add(
                "addressChange",
                told -> told.events().contains("ADDRESS_CHANGED") && told.says("RELEASE_WITHDRAWN"),
                facts::address,
                "RELEASE_WITHDRAWN",
                "SHIPPED");
        add("intercept", told -> told.events().contains("INTERCEPTED"), facts::intercepted, "SHIPPED", "RETURNED_GOOD");
    }

    private void stock() {
        StockCheck check = oms.stock().check();
        Reason told = CapabilityFacts.checked(check);
        String text = texts.text(told);
        found.put("stockCheck", new DayReport.Capability(check.movements(), null, text, List.of(text)));
    }

    /** The journal alone explains it. */
    private static List<Reason> none(Told told) {
        return List.of();
    }

    /**
     * Counts the orders of a kind and explains the first of them: what the journal says under these codes, then the facts. The
     * point is the first fact, or where there is none what the journal says under the first code.
     */
    private void add(String key, Predicate<Told> which, Function<Told, List<Reason>> more, String... codes) {
        List<Told> all = orders.stream().filter(which).toList();
        if (all.isEmpty()) {
            found.put(key, new DayReport.Capability(0, null, null, List.of()));
            return;
        }
        Told example = all.get(0);
        List<Reason> reasons = new ArrayList<>();
        for (Reason reason : example.reasons()) {
            if (texts.hasText(reason.code()) && isAmong(reason, codes)) {
                reasons.add(reason);
            }
        }
        List<String> sentences = new ArrayList<>(
                reasons.stream().map(texts::text).distinct().limit(SENTENCES).toList());
        List<Reason> known = more.apply(example);
        known.forEach(reason -> sentences.add(texts.text(reason)));
        String point = Stream.concat(known.stream(), reasons.stream().filter(reason -> isAmong(reason, codes[0])))
                .findFirst()
                .map(texts::text)
                .orElse(null);
        found.put(
                key, new DayReport.Capability(all.size(), example.order().ref().toString(), point, sentences));
    }

    /** A code, the beginning of one that ends in an underscore, or a code with one of its figures. */
    private static boolean isAmong(Reason reason, String... codes) {
        for (String code : codes) {
            String[] parts = code.split("/", -1);
            boolean same = code.endsWith("_")
                    ? reason.code().startsWith(code)
                    : reason.code().equals(parts[0]);
            if (same && (parts.length < 3 || parts[2].equals(reason.figures().get(parts[1])))) {
                return true;
            }
        }
        return false;
    }
}
