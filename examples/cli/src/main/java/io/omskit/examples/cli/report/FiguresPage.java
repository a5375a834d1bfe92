package io.omskit.examples.cli.report;

import java.util.Collection;
import java.util.Map;

/** Any report of nested figures as one HTML page in the looks of the day's report: a card for each member, tables inside. */
public final class FiguresPage {
    private static final int ROWS = 40;

    private final Html html = new Html();

    private FiguresPage() {}

    /**
     * The page.
     *
     * @param title its heading
     * @param figures maps, lists and values, nested; long lists are cut
     */
    public static String of(String title, Map<String, ?> figures) {
        return new FiguresPage().page(title, figures);
    }

    private String page(String title, Map<String, ?> figures) {
        html.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
                .element("title", "", title)
                .raw("<style>" + HtmlPage.css() + "</style></head><body>");
        html.open("header", "").open("div", "");
        html.element("p", "brand", "OMS Kit")
                .element("h1", "", title)
                .close("div")
                .close("header");
        html.open("main", "").open("section", "card").element("h2", "", "Figures");
        html.open("table", "dense").open("tbody", "");
        figures.forEach((name, value) -> {
            if (!isNested(value)) {
                row(name, value);
            }
        });
        html.close("tbody").close("table").close("section").open("div", "grid two");
        figures.forEach((name, value) -> {
            if (isNested(value)) {
                html.open("section", "card").element("h2", "", name);
                nested(value);
                html.close("section");
            }
        });
        return html.raw("</div></main></body></html>\n").toString();
    }

    private static boolean isNested(Object value) {
        return value instanceof Map<?, ?> || value instanceof Collection<?>;
    }

    private void nested(Object value) {
        html.open("table", "dense").open("tbody", "");
        Collection<?> entries = value instanceof Map<?, ?> map ? map.entrySet() : (Collection<?>) value;
        int shown = 0;
        for (Object entry : entries) {
            if (shown++ == ROWS) {
                row("…", entries.size() - ROWS + " more");
                break;
            }
            if (entry instanceof Map.Entry<?, ?> member) {
                row(String.valueOf(member.getKey()), member.getValue());
            } else {
                row(Integer.toString(shown), entry);
            }
        }
        html.close("tbody").close("table");
    }

    private void row(String name, Object value) {
        html.open("tr", "").element("td", "", name);
        if (!isNested(value)) {
            html.cell(String.valueOf(value));
        } else {
            html.open("td", "");
            nested(value);
            html.close("td");
        }
        html.close("tr");
    }
}
