package io.omskit.rule;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.omskit.rule.Condition.Operator;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final int ROUNDS = 20_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void decidingAboutOneMoreSaleMakesNoObject() {
        RuleBook<Sale, String> book =
                RuleBook.compile("review", "1", Sale.FIELDS, mixedRules()).orThrow();
        List<Sale> sales = new ArrayList<>();
        RandomRules random = new RandomRules(42);
        for (int i = 0; i < 50; i++) {
            sales.add(random.sale());
        }
        Consumer<Integer> work = i -> book.evaluate(sales.get(i % sales.size()), RandomRules.NOON);
        double bytes = bytesPerRound(work);
        assertTrue(bytes < 1, () -> bytes + " bytes for each decision");
    }

    @Test
    void theMeasurementSeesOneSmallObject() {
        Object[] sink = new Object[1];
        assertTrue(bytesPerRound(i -> sink[0] = new Object()) >= 8);
    }

    /** Random conditions but for sums of decimals, which add decimals, and one of each kind for certain. */
    private static List<Rule<String>> mixedRules() {
        List<Condition> conditions = new ArrayList<>(List.of(
                new Condition.Compare("sale.age", Operator.GREATER, Literal.of(5)),
                new Condition.Compare("sale.discount", Operator.LESS, Literal.of(new BigDecimal("-7.25"), "")),
                new Condition.In("sale.shop", Set.of(Literal.of("x"), Literal.of("y"))),
                new Condition.Contains("sale.tags", "never"),
                new Condition.Between("sale.goods", Literal.of(Quantity.pieces(7)), Literal.of(Quantity.pieces(9))),
                new Condition.SumLines(
                        "sale.parts",
                        Condition.always(),
                        "part.price",
                        Operator.EQUAL,
                        Literal.of(Money.of(77, "CNY"))),
                new Condition.CountLines("sale.parts", new Condition.IsPresent("part.pieces"), Operator.GREATER, 9)));
        RandomRules random = new RandomRules(7);
        while (conditions.size() < 100) {
            Condition condition = random.condition(3);
            if (!condition.toString().contains("field=part.kilos, operator")) {
                conditions.add(condition);
            }
        }
        List<Rule<String>> rules = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            RuleGroup group = RuleGroup.values()[i % RuleGroup.values().length];
            rules.add(Rule.<String>builder("r" + i, 1, group, conditions.get(i))
                    .then("x")
                    .build());
        }
        return rules;
    }

    /** The least of several runs, so that what the JIT or the runtime allocates in passing does not count. */
    private static double bytesPerRound(Consumer<Integer> work) {
        Integer[] numbers = new Integer[100];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        long least = Long.MAX_VALUE;
        for (int run = 0; run < 5; run++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < ROUNDS; i++) {
                work.accept(numbers[i % numbers.length]);
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return (double) least / ROUNDS;
    }
}
