package io.omskit.examples.quickstart;

import io.omskit.decision.Reason;
import io.omskit.decision.ReasonTexts;
import io.omskit.engine.Oms;
import io.omskit.finance.Settlement;
import io.omskit.order.Order;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What happened, in lines for people: where each order stands and why, its parcels, and what the bill says. */
final class Printout {
    private static final ReasonTexts TEXTS = ReasonTexts.forLocale(Locale.ENGLISH);

    private Printout() {}

    static List<String> of(ShopDay day, Oms oms, Settlement settled) {
        List<String> lines = new ArrayList<>();
        for (Order order : oms.orders().list(0, 100)) {
            lines.add("order " + order.ref().number() + ": "
                    + oms.orders().status(order).headline());
            lines.addAll(reasons(oms, order));
            lines.add("  the platform says "
                    + day.seenByPlatform(order.ref().number()).state());
        }
        settled.matched().forEach(match -> lines.add("settled " + match));
        settled.breaks()
                .forEach(one -> lines.add("break   " + String.join(" ", one.ours()) + ": " + one.category() + " by "
                        + one.difference() + " cents"));
        return lines;
    }

    /** The reasons of every decision about an order, oldest first. */
    private static List<String> reasons(Oms oms, Order order) {
        List<List<Reason>> newestFirst = new ArrayList<>();
        oms.journal().history(order.id()).forEach(entry -> newestFirst.add(entry.reasons()));
        Collections.reverse(newestFirst);
        return newestFirst.stream()
                .flatMap(List::stream)
                .filter(reason -> TEXTS.hasText(reason.code()))
                .map(reason -> "  " + TEXTS.text(reason))
                .toList();
    }
}
