package io.omskit.examples.cli.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds markup; every text is escaped, so that nothing in an order can become markup. */
final class Html {
    private final StringBuilder out = new StringBuilder(1 << 15);

    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }

    /** Adds markup as it is. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /** Opens an element with a class. */
    Html open(String name, String css) {
        out.append('<').append(name);
        if (!css.isEmpty()) {
            out.append(" class=\"").append(css).append('"');
        }
        out.append('>');
        return this;
    }

    Html close(String name) {
        out.append("</").append(name).append('>');
        return this;
    }

    /** Adds text. */
    Html text(String text) {
        out.append(escaped(text));
        return this;
    }

    /** Adds an element that holds text only. */
    Html element(String name, String css, String text) {
        return open(name, css).text(text).close(name);
    }

    /** Opens a card with its heading and, where there is one, a sentence below it; the words are given by key. */
    Html card(Words words, String title, @Nullable String lead) {
        open("section", "card").element("h2", "", words.of(title));
        return lead == null ? this : element("p", "lead", words.of(lead));
    }

    /** Adds a cell with a figure. */
    Html cell(String figure) {
        return element("td", "n", figure);
    }

    /** Adds the head of a table; headings that begin with {@code #} stand over figures. */
    Html head(List<String> headings) {
        open("thead", "").open("tr", "");
        for (String heading : headings) {
            boolean figure = heading.startsWith("#");
            element("th", figure ? "n" : "", figure ? heading.substring(1) : heading);
        }
        return close("tr").close("thead");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
