package io.omskit.examples.cli.report;

import io.omskit.examples.cli.report.DayReport.RegionSales;
import io.omskit.examples.cli.report.DayReport.Scan;
import io.omskit.examples.cli.report.DayReport.SourceSpan;
import io.omskit.examples.cli.report.DayReport.Span;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the page tells of the way of goods: where they went, how one parcel travelled, how fast all arrived. */
final class RoadPart {
    private static final int REGIONS_LISTED = 8;

    private final DayReport report;
    private final Words words;
    private final Html html;

    RoadPart(DayReport report, Words words, Html html) {
        this.report = report;
        this.words = words;
        this.html = html;
    }

    void regions() {
        html.element("h2", "chapter", words.of("regions.title"));
        Map<String, List<RegionSales>> byCurrency = report.regions().stream()
                .collect(Collectors.groupingBy(RegionSales::currency, TreeMap::new, Collectors.toList()));
        html.open("div", "grid two");
        byCurrency.forEach((currency, sales) -> {
            html.open("section", "card").element("h3", "", words.filled("regions.of", currency));
            html.raw(BubbleMap.of(sales, words));
            html.open("table", "dense")
                    .head(List.of(words.of("region"), "#" + words.of("orders"), "#" + words.of("goods")));
            html.open("tbody", "");
            sales.stream()
                    .sorted(Comparator.comparingLong(RegionSales::goods)
                            .reversed()
                            .thenComparing(RegionSales::code))
                    .limit(REGIONS_LISTED)
                    .forEach(one -> {
                        html.open("tr", "").element("td", "", one.name());
                        html.cell(Figures.count(one.orders()));
                        html.cell(Figures.money(one.goods(), currency));
                        html.close("tr");
                    });
            html.close("tbody").close("table");
            int more = sales.size() - REGIONS_LISTED;
            if (more > 0) {
                html.element("p", "note", words.filled("regions.more", more));
            }
            html.close("section");
        });
        html.close("div");
    }

    void parcel() {
        DayReport.Parcel parcel = report.parcel();
        if (parcel == null) {
            return;
        }
        html.card(words, "parcel.title", null);
        html.open("p", "lead").element("code", "", parcel.carrier().toUpperCase(Locale.ROOT) + " " + parcel.number());
        html.text(" " + String.join(", ", parcel.orders())).close("p");
        html.open("ol", "timeline");
        for (Scan scan : parcel.scans()) {
            html.open("li", scan.type().equals("DELIVERED") ? "done" : "");
            html.element("time", "", Figures.time(scan.at(), report.run().zone()));
            html.element("b", "", words.code("event", scan.type()));
            String place = scan.place();
            String reason = scan.reason();
            html.element(
                    "span",
                    "soft",
                    (place == null ? "" : place) + (reason == null ? "" : " · " + words.code("reason", reason)));
            html.close("li");
        }
        html.close("ol").close("section");
    }

    void delivery() {
        DayReport.Delivery delivery = report.delivery();
        html.card(words, "delivery.title", "delivery.lead");
        html.raw(Histogram.of(delivery.hours(), delivery.delivery(), words));
        html.open("table", "dense")
                .head(List.of(
                        words.of("step"), "#" + words.of("parcels"), "#" + words.of("median"), "#" + words.of("p95")));
        html.open("tbody", "");
        span(words.of("delivery.handling"), delivery.handling());
        span(words.of("delivery.transit"), delivery.transit());
        span(words.of("delivery.delivery"), delivery.delivery());
        for (SourceSpan source : delivery.bySource()) {
            span(words.filled("delivery.from", source.source()), source.span());
        }
        html.close("tbody").close("table").close("section");
    }

    private void span(String name, Span span) {
        html.open("tr", "").element("td", "", name);
        html.cell(Figures.count(span.count()));
        html.cell(hours(span.median()));
        html.cell(hours(span.p95()));
        html.close("tr");
    }

    private String hours(@Nullable Double days) {
        return days == null ? "–" : String.format(Locale.ROOT, "%.1f h", days * 24);
    }
}
