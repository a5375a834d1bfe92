package io.omskit.finance;

import static io.omskit.finance.Orders.cny;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.finance.LedgerTransaction.Account;
import io.omskit.finance.LedgerTransaction.Posting;
import io.omskit.finance.matching.MatchRule;
import io.omskit.finance.matching.Outcome;
import io.omskit.finance.matching.Verdict;
import io.omskit.value.Money;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

class FinanceInvariantsProperties {
    private static Outcome row(List<String> ours, List<String> theirs) {
        return new Outcome(ours, theirs, Verdict.MATCHED, 0, MatchRule.KEY_EXACT, "");
    }

    @Property
    void postingsBalanceUntilOneOfThemIsTouched(@ForAll @NotEmpty @Size(max = 9) List<Integer> amounts) {
        List<Posting> postings = new ArrayList<>();
        long sum = 0;
        for (int amount : amounts) {
            postings.add(new Posting(Account.RECEIVABLE, cny(amount)));
            sum += amount;
        }
        postings.add(new Posting(Account.CHANNEL_BALANCE, cny(-sum)));
        assertTrue(FinanceInvariants.balances("x", postings).isEmpty());
        assertEquals(
                amounts.size() + 1,
                new LedgerTransaction("x", Orders.START, "TEST", postings)
                        .postings()
                        .size());

        postings.set(0, new Posting(Account.RECEIVABLE, cny(amounts.get(0) + 1L)));
        assertEquals(
                "M5", FinanceInvariants.balances("x", postings).orElseThrow().invariant());
        assertThrows(IllegalArgumentException.class, () -> new LedgerTransaction("x", Orders.START, "TEST", postings));
    }

    @Example
    void currenciesBalanceEachForItself() {
        List<Posting> mixed = List.of(
                new Posting(Account.RECEIVABLE, cny(5)), new Posting(Account.CHANNEL_BALANCE, Money.of(-5, "USD")));
        assertTrue(FinanceInvariants.balances("x", mixed).isPresent());
        assertTrue(FinanceInvariants.balances("x", List.of()).isPresent());
    }

    @Example
    void aRecordInNoRowOrInTwoIsFound() {
        List<Outcome> rows = List.of(row(List.of("o1"), List.of("x1")), row(List.of("o2"), List.of("x2")));
        assertTrue(FinanceInvariants.eachRecordInOneRow(List.of("o2", "o1"), List.of("x1", "x2"), rows)
                .isEmpty());
        var lost = FinanceInvariants.eachRecordInOneRow(List.of("o1", "o2", "o3"), List.of("x1", "x2"), rows);
        assertEquals("our record o3", lost.orElseThrow().subject());
        List<Outcome> twice = List.of(row(List.of("o1"), List.of("x1")), row(List.of("o2"), List.of("x1")));
        var doubled = FinanceInvariants.eachRecordInOneRow(List.of("o1", "o2"), List.of("x1"), twice);
        assertEquals("their record x1", doubled.orElseThrow().subject());
        assertEquals("stands in too many rows", doubled.orElseThrow().detail());
        var invented = FinanceInvariants.eachRecordInOneRow(List.of("o2"), List.of("x1", "x2"), rows);
        assertEquals("our record o1", invented.orElseThrow().subject());
    }
}
