package io.omskit.channels.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.channels.contract.ChannelContract.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelContractTest {
    private static final int SEEDS = 4;

    @Test
    void aRightAdapterKeepsTheContractUnderEveryPlan() {
        assertEquals(List.of(), findings(Defect.NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "READS_FIRST_PAGE_ONLY, complete",
        "READS_FIRST_PAGE_ONLY, cursor",
        "TRUSTS_TRUNCATED_ANSWERS, cursor",
        "IGNORES_MOVING_LISTS, cursor",
        "FRIENDLY_DEFAULT_STATUS, unknown-status",
        "REFUSES_KNOWN_PARCELS, ship-notice",
        "CALLS_LOST_UPLOADS_DONE, stock",
        "GROUPS_STRANGERS, merge-ask",
        "LEAKS_SECRET, secrets",
        "HALVES_FREIGHT, complete",
        "THROWS_ON_STRANGE_INPUT, broken-payload",
        "TRUSTS_ALL_WEBHOOKS, webhook"
    })
    void aWrongAdapterIsFound(Defect defect, String check) {
        ChannelContract contract = ChannelContract.of(new ToyChannel(defect));
        Set<String> checks = new TreeSet<>();
        for (long seed = 1; seed <= SEEDS && !checks.contains(check); seed++) {
            contract.run(seed).forEach(finding -> checks.add(finding.check()));
        }
        assertTrue(checks.contains(check), defect + " was found by " + checks + " only");
    }

    @Test
    void aFindingCanBeRepeatedByItsSeed() {
        ChannelContract contract = ChannelContract.of(new ToyChannel(Defect.READS_FIRST_PAGE_ONLY));
        assertEquals(contract.run(3), contract.run(3));
    }

    @Test
    void everyFindingNamesAKnownCheckItsPlanAndItsSeed() {
        for (Finding finding : findings(Defect.READS_FIRST_PAGE_ONLY)) {
            assertTrue(ChannelContract.checks().contains(finding.check()), finding.check());
            assertTrue(finding.toString().contains("seed " + finding.seed()), finding.toString());
        }
    }

    private static List<Finding> findings(Defect defect) {
        List<Finding> findings = new ArrayList<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            findings.addAll(ChannelContract.of(new ToyChannel(defect)).run(seed));
        }
        return findings;
    }
}
