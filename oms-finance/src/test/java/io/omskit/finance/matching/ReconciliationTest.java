package io.omskit.finance.matching;

import static io.omskit.finance.matching.Records.OPTIONS;
import static io.omskit.finance.matching.Records.hour;
import static io.omskit.finance.matching.Records.paid;
import static io.omskit.finance.matching.Records.refund;
import static io.omskit.finance.matching.Records.refunded;
import static io.omskit.finance.matching.Records.row;
import static io.omskit.finance.matching.Records.rows;
import static io.omskit.finance.matching.Records.sale;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.fact.SettlementFact.Kind;
import io.omskit.finance.matching.Reconciliation.Options;
import io.omskit.finance.matching.Reconciliation.Ours;
import io.omskit.value.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    private static Ours withFee(String id, String order, long minor, long fee, double hour) {
        return new Ours(id, order, Kind.SALE, Money.of(minor, "CNY"), Money.of(fee, "CNY"), hour(hour));
    }

    @Test
    void stagesGoFromExactOverToleranceToAnotherDay() {
        assertEquals(
                List.of(
                        "o1|x1 MATCHED 0 KEY_EXACT",
                        "o2|x2 MATCHED_WITH_TOLERANCE 2 KEY_TOLERANCE",
                        "o3|x3 MATCHED 0 KEY_WINDOW",
                        "o4|x4 MATCHED_WITH_TOLERANCE -2 KEY_WINDOW"),
                rows(
                        List.of(
                                sale("o1", "A", 100, 1),
                                sale("o2", "B", 100, 1),
                                sale("o3", "C", 100, 23),
                                sale("o4", "D", 100, 23)),
                        List.of(
                                paid("x1", "A", 100, 2),
                                paid("x2", "B", 102, 2),
                                paid("x3", "C", 100, 25),
                                paid("x4", "D", 98, 71))));
    }

    @Test
    void limitsAreInclusive() {
        assertEquals(
                List.of("o|x MATCHED 0 KEY_WINDOW"),
                rows(List.of(sale("o", "A", 100, 0)), List.of(paid("x", "A", 100, 48))));
        assertEquals(
                List.of("o| MISSING_IN_CHANNEL -100 NONE", "|x MISSING_IN_OMS 100 NONE"),
                rows(List.of(sale("o", "A", 100, 0)), List.of(paid("x", "A", 100, 48.001))));
        assertEquals(List.of("o| PENDING_TIMING 0 NONE"), rows(List.of(sale("o", "A", 100, 192)), List.of()));
        assertEquals(List.of("o| MISSING_IN_CHANNEL -100 NONE"), rows(List.of(sale("o", "A", 100, 191.99)), List.of()));
        assertEquals(
                List.of("o|x AMOUNT_MISMATCH 3 KEY"),
                rows(List.of(sale("o", "A", 100, 0)), List.of(paid("x", "A", 103, 0))));
    }

    @Test
    void anExactPairIsNotTakenByACloserTime() {
        assertEquals(
                List.of("o|x2 MATCHED 0 KEY_EXACT", "|x1 MISSING_IN_OMS 101 NONE"),
                rows(List.of(sale("o", "A", 100, 5)), List.of(paid("x1", "A", 101, 5), paid("x2", "A", 100, 9))));
    }

    @Test
    void theNearerTimeWinsBetweenEqualAmountsAndTheOtherIsADuplicate() {
        assertEquals(
                List.of("o|x1+x2 DUPLICATE_IN_CHANNEL 100 KEY"),
                rows(List.of(sale("o", "A", 100, 5)), List.of(paid("x1", "A", 100, 500), paid("x2", "A", 100, 6))));
    }

    @Test
    void aDuplicateReplacesEveryMatchOfItsAmountAndTheirFindings() {
        assertEquals(
                List.of("o1+o2|x1+x2+x3 DUPLICATE_IN_CHANNEL 100 KEY"),
                rows(
                        List.of(withFee("o1", "A", 100, 50, 1), sale("o2", "A", 100, 2)),
                        List.of(paid("x1", "A", 100, 1), paid("x2", "A", 100, 2), paid("x3", "A", 100, 3))));
        assertEquals(
                List.of("o1+o2|x1 DUPLICATE_IN_OMS -100 KEY"),
                rows(List.of(sale("o1", "A", 100, 1), sale("o2", "A", 100, 2)), List.of(paid("x1", "A", 100, 1))));
    }

    @Test
    void surplusOnBothSidesOfOnePairIsOneRow() {
        assertEquals(
                List.of("o1+o2|x1+x2 DUPLICATE_IN_CHANNEL 0 KEY"),
                rows(
                        List.of(sale("o1", "A", 100, 1), sale("o2", "A", 100, 100)),
                        List.of(paid("x1", "A", 100, 1), paid("x2", "A", 100, 200))));
    }

    @Test
    void sumsOfOneKeyMatch() {
        assertEquals(
                List.of("o1|x1+x2 MATCHED_GROUP 0 KEY_SUM"),
                rows(List.of(sale("o1", "A", 300, 1)), List.of(paid("x1", "A", 100, 2), paid("x2", "A", 200, 3))));
        assertEquals(
                List.of("o1+o2|x1 MATCHED_GROUP -1 KEY_SUM"),
                rows(List.of(sale("o1", "A", 100, 1), sale("o2", "A", 200, 1)), List.of(paid("x1", "A", 299, 3))));
    }

    @Test
    void aSumLeavesOutWhatIsOutsideTheWindow() {
        assertEquals(
                List.of("o1|x1+x2 MATCHED_GROUP 0 KEY_SUM", "|x3 MISSING_IN_OMS 50 NONE"),
                rows(
                        List.of(sale("o1", "A", 300, 1)),
                        List.of(paid("x1", "A", 100, 2), paid("x2", "A", 200, 3), paid("x3", "A", 50, 100))));
    }

    @Test
    void salesAndRefundsOfAKeyAreSeparateCells() {
        assertEquals(
                List.of("o1|x1 MATCHED 0 KEY_EXACT", "o2|x2 MATCHED 0 KEY_EXACT"),
                rows(
                        List.of(sale("o1", "A", 100, 1), refund("o2", "A", 40, 9)),
                        List.of(paid("x1", "A", 100, 1), refunded("x2", "A", 40, 9))));
    }

    @Test
    void aGroupPaymentPaysItsOrders() {
        Options options = OPTIONS.withGroups(Map.of("G", Set.of("A", "B")));
        assertEquals(
                List.of("o1+o2|x MATCHED_GROUP 1 GROUP_KEY", "o3| MISSING_IN_CHANNEL -7 NONE"),
                rows(
                        List.of(sale("o1", "A", 100, 1), sale("o2", "B", 200, 1), sale("o3", "C", 7, 1)),
                        List.of(paid("x", "G", 301, 3)),
                        options));
        assertEquals(
                List.of("o1+o2|x AMOUNT_MISMATCH 50 GROUP_KEY"),
                rows(
                        List.of(sale("o1", "A", 100, 1), sale("o2", "B", 200, 1)),
                        List.of(paid("x", "G", 350, 3)),
                        options));
    }

    @Test
    void overlappingGroupsAreDecidedByTheBetterSum() {
        Options options = OPTIONS.withGroups(Map.of("G", Set.of("A", "B"), "H", Set.of("B", "C")));
        assertEquals(
                List.of("o1|g AMOUNT_MISMATCH 201 GROUP_KEY", "o2+o3|h MATCHED_GROUP 0 GROUP_KEY"),
                rows(
                        List.of(sale("o1", "A", 100, 1), sale("o2", "B", 200, 1), sale("o3", "C", 300, 1)),
                        List.of(paid("g", "G", 301, 3), paid("h", "H", 500, 3)),
                        options));
    }

    @Test
    void aUniqueSubsetExplainsALumpDeposit() {
        assertEquals(
                List.of("o1+o3|x MATCHED_GROUP 0 SUBSET_SUM", "o2| MISSING_IN_CHANNEL -222 NONE"),
                rows(
                        List.of(sale("o1", "A", 111, 1), sale("o2", "B", 222, 1), sale("o3", "C", 444, 1)),
                        List.of(paid("x", "LUMP-1", 555, 20))));
    }

    @Test
    void twoExplanationsAreMatchedByNobody() {
        assertEquals(
                List.of("o1+o2+o3|x AMBIGUOUS 0 SUBSET_SUM"),
                rows(
                        List.of(sale("o1", "A", 100, 1), sale("o2", "B", 200, 1), sale("o3", "C", 300, 1)),
                        List.of(paid("x", "LUMP-1", 300, 20))));
    }

    @Test
    void depositsThatShareARecordAreOneAmbiguousRow() {
        assertEquals(
                List.of("o1|x1+x2 AMBIGUOUS 0 SUBSET_SUM", "o2|x3 MATCHED_GROUP 0 SUBSET_SUM"),
                rows(
                        List.of(sale("o1", "A", 100, 1), sale("o2", "B", 250, 1)),
                        List.of(
                                paid("x1", "LUMP-1", 100, 20),
                                paid("x2", "LUMP-2", 100, 21),
                                paid("x3", "LUMP-3", 250, 22))));
    }

    @Test
    void aPoolThatIsTooLargeIsNotSearched() {
        List<Ours> ours = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ours.add(sale("o" + i, "A" + i, 1L << i, 1));
        }
        assertEquals(
                List.of("o0+o1+o2|x AMBIGUOUS 0 SUBSET_SUM"),
                rows(ours, List.of(paid("x", "LUMP-1", 5, 20)), OPTIONS.withLumps("LUMP-", 2)));
        assertThrows(IllegalArgumentException.class, () -> OPTIONS.withLumps("LUMP-", 37));
    }

    @Test
    void aRecordWithAKeyOnTheirSideIsNoPartOfALump() {
        assertEquals(
                List.of("o1| MISSING_IN_CHANNEL -100 NONE", "|x MISSING_IN_OMS 100 NONE", "|y MISSING_IN_OMS 100 NONE"),
                rows(List.of(sale("o1", "A", 100, 1)), List.of(paid("x", "LUMP-1", 100, 20), paid("y", "A", 100, 99))));
    }

    @Test
    void aKeyInTwoCurrenciesLeavesAsAWhole() {
        assertEquals(
                List.of("o1+o2|x AMBIGUOUS 0 KEY".replace("AMBIGUOUS", "CURRENCY_MISMATCH")),
                rows(
                        List.of(sale("o1", "A", 100, 1), refund("o2", "A", 10, 1)),
                        List.of(row("x", "A", Kind.SALE, 100, 0, 100, "USD", 1, true))));
    }

    @Test
    void refundsBeyondTheSaleAreUrgent() {
        assertEquals(
                List.of("o1|x1+x2+x3 OVER_REFUND -20 KEY"),
                rows(
                        List.of(sale("o1", "A", 100, 1)),
                        List.of(paid("x1", "A", 100, 1), refunded("x2", "A", 60, 3), refunded("x3", "A", 60, 4))));
        assertEquals(List.of("|x1 REFUND_NOT_BOOKED -60 NONE"), rows(List.of(), List.of(refunded("x1", "A", 60, 3))));
    }

    @Test
    void feesAreAllowedToDifferByRecord() {
        var ours = List.of(withFee("o1", "A", 100, 3, 1), withFee("o2", "A", 200, 3, 1));
        assertEquals(
                List.of("o1+o2|x MATCHED_GROUP 0 KEY_SUM"),
                rows(ours, List.of(row("x", "A", Kind.SALE, 300, 8, 292, "CNY", 1, true))));
        assertEquals(
                List.of("o1+o2|x FEE_MISMATCH -3 KEY_SUM"),
                rows(ours, List.of(row("x", "A", Kind.SALE, 300, 9, 291, "CNY", 1, true))));
    }

    @Test
    void aSaleThatIsDueAndNotSettledIsShortPaid() {
        var theirs = List.of(row("x", "A", Kind.SALE, 100, 1, 99, "CNY", 1, false));
        assertEquals(List.of("o|x SHORT_PAID -99 KEY_EXACT"), rows(List.of(sale("o", "A", 100, 1)), theirs));
        assertEquals(
                List.of("o|x MATCHED 0 KEY_EXACT"),
                rows(List.of(sale("o", "A", 100, 1)), theirs, OPTIONS.withSettleWithin(Duration.ofDays(10))));
    }

    @Test
    void netThatIsNotGrossLessFeeIsShortOrOverPaid() {
        var ours = List.of(sale("o", "A", 100, 1));
        assertEquals(
                List.of("o|x SHORT_PAID -9 KEY_EXACT"),
                rows(ours, List.of(row("x", "A", Kind.SALE, 100, 1, 90, "CNY", 1, true))));
        assertEquals(
                List.of("o|x OVER_PAID 3 KEY_EXACT"),
                rows(ours, List.of(row("x", "A", Kind.SALE, 100, 1, 102, "CNY", 1, true))));
        assertEquals(
                List.of("o|x MATCHED 0 KEY_EXACT"),
                rows(ours, List.of(row("x", "A", Kind.SALE, 100, 1, 101, "CNY", 1, true))));
    }

    @Test
    void otherKindsAreReportedWithTheirWholeAmount() {
        assertEquals(
                List.of("|x UNKNOWN_KIND -500 NONE"),
                rows(List.of(), List.of(row("x", "A", Kind.WITHDRAWAL, -500, 0, -500, "CNY", 1, true))));
    }

    @Test
    void aBlankKeyIsNoKeyThatTwoRecordsShare() {
        assertEquals(
                List.of("o| MISSING_IN_CHANNEL -100 NONE", "|x MISSING_IN_OMS 100 NONE"),
                rows(List.of(sale("o", " ", 100, 1)), List.of(paid("x", "", 100, 1))));
    }

    @Test
    void anAbsurdAmountIsRefusedWhereItEnters() {
        var error =
                assertThrows(IllegalArgumentException.class, () -> sale("o", "A", Reconciliation.MAX_AMOUNT + 1, 1));
        assertTrue(error.getMessage().contains("record o"));
    }
}
