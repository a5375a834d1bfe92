package io.omskit.rule.book;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.rule.Outcome;
import io.omskit.rule.RuleBook;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackTestTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static RuleBook<Goods, String> upTo(String version, String limit) {
        String document = """
            book: b
            version: %s
            rules:
              - {id: small, version: 1, group: MONEY, when: {field: goods.price, "<=": %s}, then: [approve]}
            """;
        return Goods.READER
                .read(version, document.formatted(version, limit).getBytes(UTF_8))
                .orThrow();
    }

    @Test
    void onlyWhatIsTreatedDifferentlyIsListedWithBothExplanations() {
        List<Goods> subjects = List.of(Goods.of(5_000), Goods.of(15_000), Goods.of(25_000));
        BackTest<Goods, String> test = BackTest.of(
                upTo("1", "100.00 CNY"), upTo("2", "200.00 CNY"), subjects, goods -> NOON, Outcome::actions);
        assertEquals("b@1", test.before());
        assertEquals("b@2", test.after());
        assertEquals(3, test.subjects());
        assertEquals(1, test.differences().size());
        BackTest.Difference<Goods, String> difference = test.differences().get(0);
        assertEquals(Goods.of(15_000), difference.subject());
        assertTrue(difference.before().decision().plan().isUnmatched());
        assertEquals(List.of("APPROVE"), difference.after().decision().plan().actions());
        for (BackTest.DryRun<String> run : List.of(difference.before(), difference.after())) {
            assertTrue(run.trace().agreesWith(run.decision()));
            assertEquals(
                    "CNY 150.00",
                    run.trace()
                            .attempts()
                            .get(0)
                            .readings()
                            .get(0)
                            .values()
                            .get(0)
                            .text());
        }
    }

    @Test
    void theCallerSaysWhatCountsAsTheSameTreatment() {
        BackTest<Goods, String> test = BackTest.of(
                upTo("1", "100.00 CNY"),
                upTo("2", "200.00 CNY"),
                List.of(Goods.of(15_000)),
                goods -> NOON,
                outcome -> "whatever");
        assertEquals(List.of(), test.differences());
    }

    @Test
    void equalBooksTreatEverythingAlike() {
        BackTest<Goods, String> test = BackTest.of(
                upTo("1", "100.00 CNY"),
                upTo("1", "100.00 CNY"),
                List.of(Goods.of(1)),
                goods -> NOON,
                Outcome::actions);
        assertEquals(List.of(), test.differences());
    }

    @Test
    void oneSubjectAtATimeIsAskedForWhatItMeansToIt() {
        RuleBook<Goods, String> before = upTo("1", "100.00 CNY");
        RuleBook<Goods, String> after = upTo("2", "200.00 CNY");
        Goods dear = Goods.of(15_000);
        BackTest.Difference<Goods, String> difference = BackTest.difference(
                        before, after, dear, NOON, (goods, outcome) -> List.of(goods, outcome.actions()))
                .orElseThrow();
        assertEquals(dear, difference.subject());
        assertEquals("b@2", difference.after().trace().book());
        assertTrue(BackTest.difference(before, after, dear, NOON, (goods, outcome) -> goods)
                .isEmpty());
    }
}
