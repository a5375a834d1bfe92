package io.omskit.examples.cli.report;

import io.omskit.examples.cli.report.DayReport.Bill;
import io.omskit.examples.cli.report.DayReport.Break;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the page tells of money and of trouble: statements and breaks, alerts, faults. */
final class MoneyPart {
    private final DayReport report;
    private final Words words;
    private final Html html;

    MoneyPart(DayReport report, Words words, Html html) {
        this.report = report;
        this.words = words;
        this.html = html;
    }

    void reconciliation() {
        html.element("h2", "chapter", words.of("bills.title"));
        html.open("section", "card");
        html.open("table", "")
                .head(List.of(
                        words.of("shop"),
                        words.of("format"),
                        "#" + words.of("rows"),
                        "#" + words.of("gross"),
                        "#" + words.of("fee"),
                        "#" + words.of("net"),
                        "#" + words.of("matched")));
        html.open("tbody", "");
        for (Bill bill : report.reconciliation().statements()) {
            html.open("tr", "").element("td", "", bill.shop());
            html.open("td", "").element("code", "", bill.format()).close("td");
            html.cell(Figures.count(bill.rows()));
            html.cell(Figures.money(bill.gross(), bill.currency()));
            html.cell(Figures.money(bill.fee(), bill.currency()));
            html.cell(Figures.money(bill.net(), bill.currency()));
            html.cell(Figures.count(bill.matched()));
            html.close("tr");
        }
        html.close("tbody").close("table");
        html.element("h3", "", words.of("breaks.title"));
        html.element("p", "lead", words.of("breaks.lead"));
        html.open("table", "breaks")
                .head(List.of(
                        words.of("category"), words.of("concerns"), "#" + words.of("difference"), words.of("note")));
        html.open("tbody", "");
        report.reconciliation().breaks().forEach(this::broken);
        html.close("tbody").close("table").close("section");
    }

    private void broken(Break broken) {
        html.open("tr", "").open("td", "");
        html.element("b", "", words.code("break", broken.category())).raw("<br>");
        html.element("span", "soft", broken.category() + (broken.state().equals("BOOKED") ? " · BOOKED" : ""));
        html.close("td").open("td", "");
        html.element("span", "soft", broken.shop());
        for (String one : broken.ours()) {
            html.raw("<br>").element("code", "", one);
        }
        html.close("td");
        html.cell(broken.difference() == 0 ? "–" : Figures.money(broken.difference(), broken.currency()));
        html.element("td", "soft", broken.note()).close("tr");
    }

    void alerts() {
        html.card(words, "alerts.title", "alerts.lead");
        Map<String, List<String>> byType = report.alerts().stream()
                .collect(Collectors.groupingBy(
                        DayReport.Alert::type,
                        TreeMap::new,
                        Collectors.mapping(DayReport.Alert::subject, Collectors.toList())));
        if (byType.isEmpty()) {
            html.element("p", "note", words.of("none"));
        }
        byType.forEach((type, subjects) -> {
            html.open("details", "").open("summary", "");
            html.text(words.code("alert", type)).raw(" ").element("span", "count", Figures.count(subjects.size()));
            html.close("summary").open("p", "");
            subjects.forEach(subject -> html.element("code", "", subject).raw(" "));
            html.close("p").close("details");
        });
        html.close("section");
    }

    void faults() {
        html.card(words, "faults.title", "faults.lead");
        html.open("table", "dense").head(List.of(words.of("where"), words.of("fault"), "#" + words.of("times")));
        html.open("tbody", "");
        for (DayReport.FaultCount fault : report.faults()) {
            html.open("tr", "").element("td", "", fault.where());
            html.element("td", "", words.code("fault", fault.fault()));
            html.cell(Figures.count(fault.count()));
            html.close("tr");
        }
        html.close("tbody").close("table").close("section");
    }
}
