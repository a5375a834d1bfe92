package io.omskit.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The core's own bundle: both languages whole, sorted, and built from the same figures. */
class CoreReasonsTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");

    private static List<String> codesInOrder(String file) throws IOException {
        return lines(file).stream()
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
    }

    private static Map<String, TreeSet<String>> placeholders(String file) throws IOException {
        Map<String, TreeSet<String>> all = new TreeMap<>();
        for (String line : lines(file)) {
            int mark = line.indexOf('=');
            TreeSet<String> names = new TreeSet<>();
            PLACEHOLDER
                    .matcher(line.substring(mark + 1))
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .forEach(names::add);
            all.put(line.substring(0, mark), names);
        }
        return all;
    }

    private static List<String> lines(String file) throws IOException {
        try (InputStream in = ReasonTexts.class.getResourceAsStream(file)) {
            assertNotNull(in, file);
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }

    @Test
    void codesAreSortedAndAppearOnce() throws IOException {
        for (String file : List.of("reasons.properties", "reasons_zh.properties")) {
            List<String> codes = codesInOrder(file);
            assertEquals(List.copyOf(new TreeSet<>(codes)), codes, file);
        }
    }

    @Test
    void bothLanguagesHaveTheSameCodesWithTheSameFigures() throws IOException {
        assertEquals(placeholders("reasons.properties"), placeholders("reasons_zh.properties"));
    }

    @Test
    void placeholdersAreFigureNames() throws IOException {
        placeholders("reasons.properties")
                .forEach((code, names) -> names.forEach(
                        name -> assertTrue(Reason.isFigureName(name), () -> "{" + name + "} of " + code)));
    }

    @Test
    void everyCodeOfALeftOpenMergeHasATextInBothLanguages() {
        List<String> codes = List.of(
                "LEGAL_ENTITY",
                "SHOP",
                "PLATFORM",
                "CURRENCY",
                "INVOICE",
                "FULFILLER",
                "SOURCE",
                "CARRIER",
                "GOODS_CLASS",
                "WEIGHT",
                "VOLUME",
                "PRESALE_CLASS",
                "WINDOW",
                "PROMISE",
                "TOO_LATE",
                "KEEP_APART");
        for (Locale locale : List.of(Locale.ENGLISH, Locale.CHINESE)) {
            ReasonTexts texts = ReasonTexts.forLocale(locale);
            codes.forEach(code -> assertTrue(texts.hasText("LEFT_OPEN_" + code), () -> code + " in " + locale));
            assertTrue(texts.hasText("REFUNDED_LINES_APART"));
        }
    }

    @Test
    void everyCodeOfTheFirstPlannerHasATextInBothLanguages() {
        List<String> codes = List.of(
                "SINGLE_SOURCE",
                "SPLIT_BY_STOCK",
                "SHORTFALL",
                "FIXED_SOURCE",
                "MERGED",
                "NOT_MERGED_SEALED",
                "NOT_MERGED_COD",
                "NOT_MERGED_CREDIT_TERM",
                "NOT_MERGED_UNPAID",
                "NOT_MERGED_BALANCE_OPEN",
                "NOT_MERGED_TOO_LATE",
                "NOT_MERGED_REFUND_OPEN",
                "NOT_MERGED_HELD",
                "NOT_MERGED_FROM_SPLIT",
                "NOT_MERGED_ORDER_TYPE",
                "NOT_MERGED_PLATFORM_RULE",
                "NOT_MERGED_FULFILLER",
                "POSSIBLE_MERGE_LEFT_OPEN",
                "SOURCE_GONE",
                "KEPT",
                "REJECTED_ALTERNATIVE");
        for (Locale locale : List.of(Locale.ENGLISH, Locale.CHINESE)) {
            ReasonTexts texts = ReasonTexts.forLocale(locale);
            codes.forEach(code -> assertTrue(texts.hasText(code), () -> code + " in " + locale));
        }
    }
}
