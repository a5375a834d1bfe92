package io.omskit.examples.cli.report;

import io.omskit.examples.cli.report.DayReport.Bill;
import io.omskit.examples.cli.report.DayReport.Break;
import io.omskit.examples.cli.report.DayReport.Count;
import io.omskit.examples.cli.report.DayReport.Span;
import io.omskit.examples.cli.report.DayReport.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The report as text for a terminal: the figures and the two stories that matter most. */
public final class TextReport {
    private static final int BAR = 30;

    private final DayReport report;
    private final Words words;
    private final List<String> lines = new ArrayList<>();

    private TextReport(DayReport report) {
        this.report = report;
        this.words = Words.of(Locale.forLanguageTag(report.run().language()));
    }

    /** The lines, in the language of the run. */
    public static List<String> of(DayReport report) {
        return new TextReport(report).lines();
    }

    private List<String> lines() {
        DayReport.Run run = report.run();
        DayReport.Totals totals = report.totals();
        lines.add(words.of("title") + " - "
                + words.filled(
                        "subtitle",
                        Figures.day(run.from(), run.zone()),
                        Figures.time(run.until(), run.zone()),
                        run.zone().getId(),
                        run.seed()));
        add(
                "text.totals",
                totals.orders(),
                totals.fulfillmentOrders(),
                totals.split(),
                totals.merged(),
                totals.parcels(),
                report.delivery().delivery().count());
        chapter("states.title");
        long most = report.states().stream().mapToLong(Count::count).max().orElse(1);
        for (Count state : report.states()) {
            String bar = "#".repeat((int) Math.max(1, state.count() * BAR / most));
            lines.add(String.format(
                    Locale.ROOT, "  %5d  %-" + BAR + "s  %s", state.count(), bar, words.code("state", state.key())));
        }
        chapter("shops.title");
        report.shops()
                .forEach(shop -> lines.add("  " + shop.platform() + "/" + shop.shop() + ": " + shop.orders() + ", "
                        + Figures.money(shop.payable(), shop.currency())));
        report.stories().stream()
                .filter(story -> List.of("split", "merge").contains(story.kind()))
                .forEach(this::story);
        capabilities();
        delivery();
        money();
        alerts();
        return List.copyOf(lines);
    }

    private void add(String key, Object... values) {
        lines.add(words.filled(key, values));
    }

    private void chapter(String key) {
        lines.add("");
        lines.add(words.of(key));
    }

    private void story(Story story) {
        lines.add("");
        List<String> orders = new ArrayList<>();
        for (String order : story.orders()) {
            orders.add((char) ('A' + orders.size()) + " = " + order);
        }
        lines.add(words.code("story", story.kind()) + ": " + String.join(", ", orders));
        story.sentences().forEach(sentence -> lines.add("  - " + sentence));
        story.works()
                .forEach(work -> lines.add("  > " + work.source() + ": " + String.join(", ", work.goods()) + "  "
                        + String.join(" ", work.parcels())));
    }

    private void capabilities() {
        chapter("capabilities.title");
        report.capabilities().forEach((name, shown) -> {
            String point = shown.point() == null ? "" : shown.point();
            lines.add(
                    String.format(Locale.ROOT, "  %5d  %s: %s", shown.count(), words.code("capability", name), point));
        });
    }

    private void delivery() {
        chapter("delivery.title");
        span("delivery.handling", report.delivery().handling());
        span("delivery.transit", report.delivery().transit());
        span("delivery.delivery", report.delivery().delivery());
    }

    private void span(String key, Span span) {
        lines.add("  " + words.of(key) + ": " + words.of("median") + " " + hours(span.median()) + ", " + words.of("p95")
                + " " + hours(span.p95()));
    }

    private static String hours(@Nullable Double days) {
        return days == null ? "-" : String.format(Locale.ROOT, "%.1f h", days * 24);
    }

    private void money() {
        chapter("bills.title");
        for (Bill bill : report.reconciliation().statements()) {
            lines.add("  " + bill.shop() + " " + bill.format() + ": "
                    + words.filled(
                            "text.bill",
                            bill.rows(),
                            bill.matched(),
                            Figures.money(bill.gross(), bill.currency()),
                            Figures.money(bill.net(), bill.currency())));
        }
        for (Break broken : report.reconciliation().breaks()) {
            lines.add("  ! " + words.code("break", broken.category()) + " "
                    + (broken.difference() == 0 ? "" : Figures.money(broken.difference(), broken.currency()) + " ")
                    + String.join(", ", broken.ours()));
        }
    }

    private void alerts() {
        chapter("alerts.title");
        Map<String, Long> byType = report.alerts().stream()
                .collect(Collectors.groupingBy(DayReport.Alert::type, TreeMap::new, Collectors.counting()));
        byType.forEach((type, count) -> lines.add("  " + count + "  " + words.code("alert", type)));
        long faults =
                report.faults().stream().mapToLong(DayReport.FaultCount::count).sum();
        lines.add("");
        add("text.faults", faults);
    }
}
