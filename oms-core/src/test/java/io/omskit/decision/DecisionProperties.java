package io.omskit.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Chars;

class DecisionProperties {
    private static final ReasonTexts ENGLISH = ReasonTexts.forLocale(Locale.ENGLISH);
    private static final ReasonTexts CHINESE = ReasonTexts.forLocale(Locale.CHINESE);

    @Property
    void everyReasonHasATextThatNamesItsSubject(@ForAll("reasons") Reason reason) {
        assertTrue(ENGLISH.text(reason).contains(reason.subject()), () -> ENGLISH.text(reason));
        assertTrue(CHINESE.text(reason).contains(reason.subject()), () -> CHINESE.text(reason));
    }

    @Property
    void aCodeWithoutTextLosesNoFigure(@ForAll("figures") Map<String, String> figures) {
        String text = ENGLISH.text(new Reason("NEVER_SEEN", "order 42", figures));
        figures.forEach((name, value) -> assertTrue(text.contains(name + "=" + value), text));
    }

    @Property
    void joiningIsAssociativeAndKeepsEveryReason(
            @ForAll("explanations") Explanation a,
            @ForAll("explanations") Explanation b,
            @ForAll("explanations") Explanation c) {
        assertEquals(a.plus(b).plus(c), a.plus(b.plus(c)));
        assertEquals(
                a.reasons().size() + b.reasons().size(), a.plus(b).reasons().size());
        assertTrue(a.plus(b).rejected().size() <= Explanation.MAX_REJECTED);
    }

    @Property
    void anExplanationReadsAsOneLinePerEntry(@ForAll("explanations") Explanation explanation) {
        assertEquals(
                explanation.reasons().size() + explanation.rejected().size(),
                CHINESE.lines(explanation).size());
    }

    @Provide
    Arbitrary<Explanation> explanations() {
        Arbitrary<List<Alternative>> rejected = Combinators.combine(words(), reasons())
                .as(Alternative::new)
                .list()
                .ofMaxSize(Explanation.MAX_REJECTED);
        return Combinators.combine(reasons().list().ofMaxSize(4), rejected).as(Explanation::new);
    }

    @Provide
    Arbitrary<Reason> reasons() {
        Arbitrary<String> codes = Arbitraries.of("KEPT", "MERGED", "SHORTFALL", "SPLIT_BY_STOCK", "NEVER_SEEN");
        return Combinators.combine(codes, words(), figures()).as(Reason::new);
    }

    @Provide
    Arbitrary<Map<String, String>> figures() {
        Arbitrary<String> names = Arbitraries.of("sku", "missing", "needed", "with", "source", "parts");
        return Arbitraries.maps(names, Arbitraries.strings().ofMaxLength(12)).ofMaxSize(4);
    }

    private static Arbitrary<String> words() {
        return Arbitraries.strings().ofMinLength(1).ofMaxLength(20).filter(text -> !text.isBlank());
    }

    /** Codes and names are told by hand, letter by letter; this is what they are. */
    @Property
    void codesAndNamesAreWhatThePatternsSay(@ForAll @Chars({'A', 'Z', 'a', 'z', '0', '9', '_', '-', 'É'}) String text) {
        assertEquals(text.matches("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*"), Reason.isCode(text));
        assertEquals(text.matches("[a-z][A-Za-z0-9]*"), Reason.isFigureName(text));
    }
}
