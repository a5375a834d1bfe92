package io.omskit.examples.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.omskit.examples.cli.report.DayReport.Bill;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The report as one HTML page: nothing is loaded from elsewhere, nothing runs, and it reads by day and by night. */
public final class HtmlPage {
    private final DayReport report;
    private final Words words;
    private final Html html = new Html();

    private HtmlPage(DayReport report) {
        this.report = report;
        this.words = Words.of(Locale.forLanguageTag(report.run().language()));
    }

    /** The page, in the language of the run. */
    public static String of(DayReport report) {
        return new HtmlPage(report).page();
    }

    private String page() {
        html.raw("<!DOCTYPE html>\n<html lang=\"" + Html.escaped(report.run().language()) + "\"><head>")
                .raw("<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
                .element("title", "", words.of("title"))
                .raw("<style>" + css() + "</style></head><body>");
        header();
        html.open("main", "");
        tiles();
        html.open("div", "grid two");
        OrdersPart orders = new OrdersPart(report, words, html);
        RoadPart road = new RoadPart(report, words, html);
        MoneyPart money = new MoneyPart(report, words, html);
        orders.states();
        orders.shops();
        html.close("div");
        orders.stories();
        orders.capabilities();
        road.regions();
        html.open("div", "grid two");
        road.parcel();
        html.open("div", "stack");
        road.delivery();
        money.faults();
        html.close("div").close("div");
        money.reconciliation();
        money.alerts();
        html.close("main");
        html.element("footer", "", words.of("footer"));
        return html.raw("</body></html>\n").toString();
    }

    /** The looks of every page. */
    static String css() {
        try (InputStream in = HtmlPage.class.getResourceAsStream("page.css")) {
            if (in == null) {
                throw new IllegalStateException("resource page.css is missing.\nBuild the jar anew.");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("page.css cannot be read", e);
        }
    }

    private void header() {
        DayReport.Run run = report.run();
        html.open("header", "").open("div", "");
        html.element("p", "brand", "OMS Kit").element("h1", "", words.of("title"));
        html.element(
                "p",
                "sub",
                words.filled(
                        "subtitle",
                        Figures.day(run.from(), run.zone()),
                        Figures.time(run.until(), run.zone()),
                        run.zone().getId(),
                        run.seed()));
        html.close("div").close("header");
    }

    private void tiles() {
        DayReport.Totals totals = report.totals();
        Map<String, long[]> money = new TreeMap<>();
        report.shops().forEach(shop -> money.computeIfAbsent(shop.currency(), any -> new long[1])[0] += shop.payable());
        String sold = money.entrySet().stream()
                .map(entry -> Figures.roundMoney(entry.getValue()[0], entry.getKey()))
                .collect(Collectors.joining(" + "));
        long matched = report.reconciliation().statements().stream()
                .mapToLong(Bill::matched)
                .sum();
        html.open("section", "tiles");
        tile(
                Figures.count(totals.orders()),
                "tile.orders",
                "tile.orders.sub",
                report.shops().size());
        tile(sold, "tile.sold", "tile.sold.sub", totals.reviewed());
        tile(
                Figures.count(totals.fulfillmentOrders()),
                "tile.works",
                "tile.works.sub",
                totals.split(),
                totals.merged());
        tile(
                Figures.count(totals.parcels()),
                "tile.parcels",
                "tile.parcels.sub",
                report.delivery().delivery().count());
        tile(
                Figures.count(matched),
                "tile.matched",
                "tile.matched.sub",
                report.reconciliation().breaks().size());
        html.close("section");
    }

    private void tile(String figure, String label, String sub, Object... values) {
        html.open("div", "tile")
                .element("span", "label", words.of(label))
                .element("span", "figure" + (figure.length() > 12 ? " long" : ""), figure)
                .element("span", "sub", words.filled(sub, values))
                .close("div");
    }
}
