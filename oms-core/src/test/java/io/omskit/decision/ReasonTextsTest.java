package io.omskit.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReasonTextsTest {
    private static final Reason SHORTFALL = Reason.of("SHORTFALL", "order 42", "sku", "X-1", "missing", 3, "needed", 5);

    private static ReasonBundle bundle(Map<String, String> files, Charset charset) {
        return name -> files.containsKey(name)
                ? new ByteArrayInputStream(files.get(name).getBytes(charset))
                : null;
    }

    private static ReasonBundle english(String content) {
        return bundle(Map.of("reasons.properties", content), StandardCharsets.UTF_8);
    }

    @Test
    void aReasonReadsInBothLanguages() {
        assertEquals(
                "order 42: 3 of 5 of SKU X-1 are in stock nowhere.",
                ReasonTexts.forLocale(Locale.ENGLISH).text(SHORTFALL));
        assertEquals(
                "order 42：SKU X-1 需要 5，所有货源共缺 3。",
                ReasonTexts.forLocale(Locale.CHINESE).text(SHORTFALL));
        assertEquals(
                "order 42：SKU X-1 需要 5，所有货源共缺 3。",
                ReasonTexts.forLocale(Locale.SIMPLIFIED_CHINESE).text(SHORTFALL));
    }

    @Test
    void languagesWithoutTextsReadEnglishWhateverTheMachineSpeaks() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.CHINESE);
            assertTrue(ReasonTexts.forLocale(Locale.FRENCH).text(SHORTFALL).contains("in stock nowhere"));
            assertTrue(ReasonTexts.forLocale(Locale.ROOT).text(SHORTFALL).contains("in stock nowhere"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aCodeWithoutTextReadsAsCodeSubjectAndFigures() {
        ReasonTexts texts = ReasonTexts.forLocale(Locale.ENGLISH);
        assertEquals(
                "NEVER_SEEN order 42: sku=X, missing=3",
                texts.text(Reason.of("NEVER_SEEN", "order 42", "sku", "X", "missing", 3)));
        assertEquals("NEVER_SEEN order 42", texts.text(Reason.of("NEVER_SEEN", "order 42")));
        assertFalse(texts.hasText("NEVER_SEEN"));
        assertTrue(texts.hasText("SHORTFALL"));
    }

    @Test
    void aMissingFigureStaysVisibleAndFiguresAreNeverReadAsTemplates() {
        ReasonTexts texts = ReasonTexts.forLocale(Locale.ENGLISH);
        assertEquals("order 42 ships together with {with}.", texts.text(Reason.of("MERGED", "order 42")));
        assertEquals(
                "order 42 ships together with {subject} $1 \\.",
                texts.text(Reason.of("MERGED", "order 42", "with", "{subject} $1 \\")));
    }

    @Test
    void aModuleAddsItsOwnTextsInItsLanguages() {
        ReasonBundle module = bundle(
                Map.of(
                        "reasons.properties", "FEE_DIFFERS={subject}: fee {fee}\nONLY_ENGLISH=in English",
                        "reasons_zh.properties", "FEE_DIFFERS={subject}：费用 {fee}"),
                StandardCharsets.UTF_8);
        Reason fee = Reason.of("FEE_DIFFERS", "row 7", "fee", "CNY 1.20");
        ReasonTexts chinese = ReasonTexts.forLocale(Locale.CHINA).with(module);
        assertEquals("row 7：费用 CNY 1.20", chinese.text(fee));
        assertEquals("in English", chinese.text(Reason.of("ONLY_ENGLISH", "row 7")));
        assertEquals(
                "row 7: fee CNY 1.20",
                ReasonTexts.forLocale(Locale.US).with(module).text(fee));
    }

    @Test
    void laterBundlesReword() {
        ReasonTexts texts = ReasonTexts.forLocale(Locale.ENGLISH).with(english("KEPT=nothing changed for {subject}"));
        assertEquals("nothing changed for order 42", texts.text(Reason.of("KEPT", "order 42")));
    }

    @Test
    void aRegionCanHaveItsOwnWording() {
        ReasonBundle regional = bundle(Map.of("reasons_zh_TW.properties", "KEPT=維持"), StandardCharsets.UTF_8);
        Reason kept = Reason.of("KEPT", "order 42");
        assertEquals("維持", ReasonTexts.forLocale(Locale.TAIWAN).with(regional).text(kept));
        assertEquals(
                "order 42 保持现有的发货组合。",
                ReasonTexts.forLocale(Locale.CHINA).with(regional).text(kept));
    }

    @Test
    void anExplanationReadsLineByLine() {
        Explanation explanation = Explanation.of(Reason.of("KEPT", "order 42"))
                .withRejected(List.of(new Alternative("W1+W2", SHORTFALL)));
        assertEquals(
                List.of(
                        "order 42 keeps its present grouping.",
                        "Rejected: W1+W2. order 42: 3 of 5 of SKU X-1 are in stock nowhere."),
                ReasonTexts.forLocale(Locale.ENGLISH).lines(explanation));
        assertEquals(
                "未采用：W1+W2。order 42：SKU X-1 需要 5，所有货源共缺 3。",
                ReasonTexts.forLocale(Locale.CHINESE).lines(explanation).get(1));
    }

    @Test
    void brokenFilesAreNamed() {
        ReasonTexts texts = ReasonTexts.forLocale(Locale.CHINESE);
        String key = assertThrows(IllegalArgumentException.class, () -> texts.with(english("kept=x")))
                .getMessage();
        assertTrue(key.startsWith("Key \"kept\" in reasons.properties is not a reason code.\n"), key);
        String escape = assertThrows(IllegalArgumentException.class, () -> texts.with(english("KEPT=\\u12")))
                .getMessage();
        assertTrue(escape.startsWith("Reason texts reasons.properties hold a malformed"), escape);
        ReasonBundle gbk = bundle(Map.of("reasons_zh.properties", "KEPT=保持"), Charset.forName("GB18030"));
        String bytes =
                assertThrows(UncheckedIOException.class, () -> texts.with(gbk)).getMessage();
        assertTrue(
                bytes.startsWith("Reason texts reasons_zh.properties cannot be read.\nSave the file as UTF-8"), bytes);
    }
}
