package io.omskit.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.omskit.fact.OrderFact;
import io.omskit.fact.Revision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Invariant S2: the fold of facts does not depend on their order or repetition. */
class SaleProperties {

    @Property
    void anyPermutationAndRepetitionEndsInTheSameSale(@ForAll long seed) {
        Orders random = new Orders(seed);
        List<Object> facts = random.story();
        Sale once = fold(facts);
        List<Object> again = new ArrayList<>(facts);
        again.addAll(facts.subList(0, random.below(facts.size() + 1)));
        random.shuffle(again);
        Sale shuffled = fold(again);
        assertEquals(once, shuffled);
        Order one = Order.expected(1, Orders.REF, Orders.START).withSale(once);
        Order other = Order.expected(2, Orders.REF, Orders.START).withSale(shuffled);
        assertEquals(Optional.empty(), OrderInvariants.s2(one, other));
    }

    @Property
    void aFactThatIsKnownChangesNothing(@ForAll long seed) {
        List<Object> facts = new Orders(seed).story();
        Sale sale = fold(facts);
        for (Object fact : facts) {
            assertSame(sale, Facts.fold(sale, fact));
        }
    }

    @Property
    void statusComesFromTheNewestReadingWhateverComesLater(@ForAll long seed) {
        List<Object> facts = new Orders(seed).story();
        Revision newest = readings(facts).stream()
                .map(OrderFact::revision)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Sale.Reading latest = fold(facts).latest();
        assertEquals(0, latest.revision().compareTo(newest));
    }

    @Property
    void moneyComesFromTheLowestPaidReadingOfThoseWithTheMostLines(@ForAll long seed) {
        List<Object> facts = new Orders(seed).story();
        Sale.Basis basis = fold(facts).basis();
        List<OrderFact> paid = readings(facts).stream()
                .filter(fact -> fact.paidAt() != null || fact.status().isPaid())
                .toList();
        assertEquals(!paid.isEmpty(), basis.paid());
        int most = paid.stream().mapToInt(fact -> fact.lines().size()).max().orElse(0);
        paid.stream()
                .filter(fact -> fact.lines().size() == most)
                .map(OrderFact::revision)
                .min(Comparator.naturalOrder())
                .ifPresent(lowest -> assertEquals(0, basis.revision().compareTo(lowest)));
    }

    private static List<OrderFact> readings(List<Object> facts) {
        return facts.stream()
                .filter(OrderFact.class::isInstance)
                .map(OrderFact.class::cast)
                .toList();
    }

    private static Sale fold(List<Object> facts) {
        Sale sale = Sale.EXPECTED;
        for (Object fact : facts) {
            sale = Facts.fold(sale, fact);
        }
        return sale;
    }
}
