package io.omskit.examples.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlPageTest {
    private static final Pattern ELSEWHERE = Pattern.compile(
            "https?://|//[a-z]|<script|<link|<img|@import|url\\(|\\bon[a-z]+=", Pattern.CASE_INSENSITIVE);

    @Test
    void thePageLoadsNothingAndRunsNothing() {
        String page = HtmlPage.of(Samples.report("en", "flagship"));
        assertFalse(ELSEWHERE.matcher(page).find(), () -> {
            var found = ELSEWHERE.matcher(page);
            return found.find() ? page.substring(found.start(), Math.min(page.length(), found.start() + 80)) : "";
        });
        assertTrue(page.contains("prefers-color-scheme:dark"));
    }

    @Test
    void textFromOrdersNeverBecomesMarkup() {
        String page = HtmlPage.of(Samples.report("en", "<script>alert('x')</script>&\""));
        assertFalse(page.contains("<script>"));
        assertTrue(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;"));
    }

    @Test
    void everyElementThatIsOpenedIsClosed() {
        String page = HtmlPage.of(Samples.report("zh", "flagship"));
        for (String name :
                new String[] {"div", "section", "table", "tbody", "tr", "td", "ul", "ol", "li", "svg", "p"}) {
            assertEquals(count(page, "<" + name + "[ >]"), count(page, "</" + name + ">"), name);
        }
    }

    @Test
    void thePageSpeaksTheLanguageOfTheRun() {
        assertTrue(HtmlPage.of(Samples.report("zh", "x")).contains("对账"));
        String english = HtmlPage.of(Samples.report("en", "x"));
        assertTrue(english.contains("Reconciliation"));
        assertTrue(english.contains("something new"), "a state without words reads as its code");
    }

    @Test
    void amountsAreExactAndCurrenciesAreNeverAdded() {
        String page = HtmlPage.of(Samples.report("en", "x"));
        assertTrue(page.contains("¥1,234.56"));
        assertTrue(page.contains("−¥5.00"));
        assertTrue(page.contains("$20.00"));
    }

    @Test
    void bothLanguagesHaveTheSameWords() throws IOException {
        assertEquals(keys("words.properties"), keys("words_zh.properties"));
    }

    @Test
    void everyWordThatThePageAsksForIsThere() {
        for (String language : new String[] {"en", "zh"}) {
            Words words = Words.of(Locale.forLanguageTag(language));
            for (String key : keysInUse()) {
                assertFalse(words.of(key).equals(key), key);
            }
        }
    }

    @Test
    void theTextForTerminalsHasTheFiguresToo() {
        String text = String.join("\n", TextReport.of(Samples.report("en", "flagship")));
        assertTrue(text.contains("5 orders"), text);
        assertTrue(text.contains("A = taobao/flagship/1"), text);
        assertTrue(text.contains("−¥5.00"), text);
    }

    @Test
    void theJsonKeepsMinorUnitsAndInstants() {
        String json = JsonReport.of(Samples.report("en", "flagship"));
        assertTrue(json.contains("\"payable\" : 123456"), json);
        assertTrue(json.contains("\"until\" : \"2026-06-08T00:00:00Z\""), json);
        assertFalse(json.contains("null"), "what is absent is left out");
    }

    @Test
    void anyFiguresBecomeAPageInTheSameLooks() {
        String page = FiguresPage.of(
                "A <report>", Map.of("orders", 7, "byState", Map.of("delivered", 5), "days", List.of("<i>", "b")));
        assertTrue(page.contains("A &lt;report&gt;") && page.contains("&lt;i&gt;"), page);
        assertTrue(page.contains("delivered"));
        assertFalse(ELSEWHERE.matcher(page).find());
        assertEquals(count(page, "<t[dr][ >]"), count(page, "</t[dr]>"));
    }

    private static Set<String> keysInUse() {
        return Set.of(
                "title",
                "subtitle",
                "footer",
                "none",
                "shop",
                "orders",
                "payable",
                "refunded",
                "region",
                "goods",
                "step",
                "parcels",
                "median",
                "p95",
                "format",
                "rows",
                "gross",
                "fee",
                "net",
                "matched",
                "category",
                "concerns",
                "difference",
                "note",
                "where",
                "fault",
                "times",
                "states.title",
                "shops.note");
    }

    private static Set<String> keys(String name) throws IOException {
        Properties words = new Properties();
        try (var in = HtmlPage.class.getResourceAsStream(name)) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return new TreeSet<>(words.stringPropertyNames());
    }

    private static long count(String page, String pattern) {
        return Pattern.compile(pattern).matcher(page).results().count();
    }
}
