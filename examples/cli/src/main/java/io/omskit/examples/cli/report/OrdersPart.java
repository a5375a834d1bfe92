package io.omskit.examples.cli.report;

import io.omskit.examples.cli.report.DayReport.Count;
import io.omskit.examples.cli.report.DayReport.Story;
import io.omskit.examples.cli.report.DayReport.WorkPart;
import java.util.List;
import java.util.Locale;

/** What the page tells of orders: where they stand, what the shops sold, and why it went as it did. */
final class OrdersPart {
    private final DayReport report;
    private final Words words;
    private final Html html;

    OrdersPart(DayReport report, Words words, Html html) {
        this.report = report;
        this.words = words;
        this.html = html;
    }

    void states() {
        html.card(words, "states.title", "states.lead");
        long most = report.states().stream().mapToLong(Count::count).max().orElse(1);
        html.open("div", "bars");
        for (Count state : report.states()) {
            html.open("div", "row").element("span", "name", words.code("state", state.key()));
            html.raw(String.format(
                    Locale.ROOT,
                    "<span class=\"track\"><span class=\"fill %s\" style=\"width:%.1f%%\"></span></span>",
                    tone(state.key()),
                    100.0 * state.count() / most));
            html.element("span", "n", Figures.count(state.count())).close("div");
        }
        html.close("div").close("section");
    }

    private static String tone(String state) {
        return switch (state) {
            case "DELIVERED" -> "good";
            case "UNMAPPED", "STATUS_UNKNOWN", "REVIEW", "REFUND_OPEN", "PLATFORM_HOLD", "EXPECTED" -> "warn";
            case "CLOSED_UNPAID", "CLOSED_REFUNDED", "CANCELED", "UNPAID", "RETURNED", "DEPOSIT_PAID" -> "mute";
            default -> "plain";
        };
    }

    void shops() {
        html.card(words, "shops.title", "shops.lead");
        html.open("table", "")
                .head(List.of(
                        words.of("shop"),
                        "#" + words.of("orders"),
                        "#" + words.of("payable"),
                        "#" + words.of("refunded")));
        html.open("tbody", "");
        for (DayReport.ShopSales shop : report.shops()) {
            html.open("tr", "").open("td", "");
            html.element("b", "", words.code("platform", shop.platform())).raw("<br>");
            html.element("span", "soft", shop.shop()).close("td");
            html.cell(Figures.count(shop.orders()));
            html.cell(Figures.money(shop.payable(), shop.currency()));
            html.cell(shop.refunded() == 0 ? "–" : Figures.money(shop.refunded(), shop.currency()));
            html.close("tr");
        }
        html.close("tbody").close("table");
        DayReport.Totals totals = report.totals();
        html.element(
                "p",
                "note",
                words.filled(
                        "shops.note", Figures.count(totals.journalEntries()), totals.backlog(), totals.poisoned()));
        html.close("section");
    }

    void stories() {
        html.element("h2", "chapter", words.of("stories.title"));
        html.open("div", "grid two");
        for (Story story : report.stories()) {
            html.open("section", "card story");
            html.element("span", "chip " + story.kind(), words.code("kind", story.kind()));
            html.element("h3", "", words.code("story", story.kind()));
            html.open("p", "refs");
            for (int i = 0; i < story.orders().size(); i++) {
                html.open("span", "order").element("b", "", String.valueOf((char) ('A' + i)));
                html.element("code", "", story.orders().get(i)).close("span");
            }
            html.close("p");
            html.open("div", "works");
            story.works().forEach(this::work);
            html.close("div").open("ul", "why");
            story.sentences().forEach(sentence -> html.element("li", "", sentence));
            html.close("ul").close("section");
        }
        html.close("div");
    }

    void capabilities() {
        html.card(words, "capabilities.title", "capabilities.lead");
        html.open("table", "capabilities")
                .head(List.of(words.of("capability"), "#" + words.of("times"), words.of("why")));
        html.open("tbody", "");
        report.capabilities().forEach((name, shown) -> {
            html.open("tr", "").open("td", "").element("b", "", words.code("capability", name));
            if (shown.order() != null) {
                html.raw("<br>").element("code", "", shown.order());
            }
            html.close("td").cell(Figures.count(shown.count())).open("td", "").open("ul", "why");
            shown.explanation()
                    .forEach(sentence -> html.element("li", sentence.equals(shown.point()) ? "point" : "", sentence));
            html.close("ul").close("td").close("tr");
        });
        html.close("tbody").close("table").close("section");
    }

    private void work(WorkPart work) {
        html.open("div", "work").element("b", "", work.source());
        html.element("span", "state", words.code("work", work.state()));
        html.open("ul", "");
        work.goods().forEach(goods -> html.element("li", "", goods));
        html.close("ul");
        work.parcels().forEach(parcel -> html.element("code", "parcel", parcel));
        html.close("div");
    }
}
