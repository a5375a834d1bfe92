package io.omskit.rule.book;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.rule.Checked;
import io.omskit.rule.Rule;
import io.omskit.rule.RuleBook;
import io.omskit.rule.RuleProblem;
import io.omskit.rule.book.RandomBooks.Said;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RuleBookProperties {
    @Property
    void whatWasWrittenReadsBackAsTheSameBook(@ForAll long seed) {
        RandomBooks random = new RandomBooks(seed);
        RuleBook<Map<String, Object>, Said> book = random.book();
        RuleBookWriter<Said> writer = RuleBookWriter.of(RandomBooks.ACTIONS);
        for (String document : List.of(writer.yaml(book), writer.json(book))) {
            RuleBook<Map<String, Object>, Said> read = read(random, document);
            assertEquals(book.reference(), read.reference(), document);
            assertEquals(bare(book), bare(read), document);
            assertEquals(writer.yaml(book), writer.yaml(read), "the form is fixed");
        }
    }

    @Property
    void whatWasWrittenFollowsTheSchema(@ForAll long seed) {
        RandomBooks random = new RandomBooks(seed);
        String document = RuleBookWriter.of(RandomBooks.ACTIONS).json(random.book());
        SchemaCheck schema = SchemaCheck.of(
                RuleBookReader.of(random.fields(), RandomBooks.ACTIONS).schema());
        assertEquals(List.of(), schema.problems(document), document);
    }

    @Property
    void rulesKnowWhereTheyStand(@ForAll long seed) {
        RandomBooks random = new RandomBooks(seed);
        String document = RuleBookWriter.of(RandomBooks.ACTIONS).yaml(random.book());
        List<String> lines = document.lines().toList();
        for (Rule<Said> rule : read(random, document).rules()) {
            assertTrue(lines.get(rule.place().line() - 1).contains(rule.id()), document);
            assertEquals("book.yaml", rule.place().document());
        }
    }

    @Property
    void aDamagedDocumentIsAnsweredWithPlacesAndNeverWithAnException(@ForAll long seed) {
        RandomBooks random = new RandomBooks(seed);
        byte[] bytes =
                RuleBookWriter.of(RandomBooks.ACTIONS).yaml(random.book()).getBytes(UTF_8);
        Random damage = new Random(seed);
        for (int i = 0; i < 3; i++) {
            bytes[damage.nextInt(bytes.length)] =
                    (byte) (damage.nextBoolean() ? damage.nextInt() : ":-{}[]\n\t \"&*!1".charAt(damage.nextInt(14)));
        }
        int lines = (int) new String(bytes, UTF_8).lines().count() + 2;
        Checked<?> read =
                RuleBookReader.of(random.fields(), RandomBooks.ACTIONS).read("book.yaml", bytes);
        for (RuleProblem problem : read.problems()) {
            assertTrue(problem.place().line() >= 1 && problem.place().line() <= lines, problem::toString);
            assertTrue(problem.place().column() >= 1, problem::toString);
            assertTrue(!problem.problem().isBlank() && !problem.remedy().isBlank());
        }
    }

    private static RuleBook<Map<String, Object>, Said> read(RandomBooks random, String document) {
        Checked<RuleBook<Map<String, Object>, Said>> read =
                RuleBookReader.of(random.fields(), RandomBooks.ACTIONS).read("book.yaml", document.getBytes(UTF_8));
        // seldom a random rule stands behind a broader one
        Assume.that(
                read.problems().stream().noneMatch(problem -> problem.problem().contains("is never reached")));
        assertEquals(List.of(), read.problems(), document);
        return assertNotNullValue(read);
    }

    private static <V> V assertNotNullValue(Checked<V> read) {
        assertNotNull(read.value());
        return read.value();
    }

    private static List<Rule<Said>> bare(RuleBook<?, Said> book) {
        return book.rules().stream()
                .map(rule -> new Rule<>(
                        rule.id(),
                        rule.version(),
                        rule.group(),
                        rule.priority(),
                        rule.validity(),
                        rule.scope(),
                        rule.when(),
                        rule.then(),
                        RuleProblem.Place.of("")))
                .toList();
    }
}
