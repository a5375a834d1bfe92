package io.omskit.finance.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.omskit.finance.matching.Reconciliation.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The golden case of the reference. */
class ReconCaseTest {
    @Test
    void everyRowComesOutAsExpected() throws IOException {
        ZoneOffset zone = ZoneOffset.ofHours(8);
        Options options = Options.asOf(Instant.parse("2025-06-04T16:00:00Z"), zone)
                .withGroups(RecordFiles.groups(Shared.sample("recon-case/groups.csv")));
        var ours = RecordFiles.ours(Shared.sample("recon-case/ours.csv"), zone);
        var theirs = RecordFiles.theirs(Shared.sample("recon-case/theirs.csv"), zone);
        assertEquals(List.of(), ours.problems());
        assertEquals(List.of(), theirs.problems());

        List<String> rows = new ArrayList<>();
        for (Outcome outcome : Reconciliation.of(ours.records(), theirs.records(), options)) {
            rows.add(String.join(
                    ",",
                    String.join(";", outcome.ourIds()),
                    String.join(";", outcome.theirIds()),
                    outcome.verdict().name(),
                    Long.toString(outcome.difference()),
                    outcome.rule().name()));
        }
        assertEquals(expected(), rows);
    }

    /** The first column is a label and the last a remark; one label is quoted with a comma in it. */
    private static List<String> expected() throws IOException {
        List<String> rows = new ArrayList<>();
        String text = new String(Shared.sample("recon-case/expected.csv"), StandardCharsets.UTF_8);
        for (String line : text.lines().skip(1).toList()) {
            String unlabeled = line.startsWith("\"")
                    ? line.substring(line.indexOf("\",") + 2)
                    : line.substring(line.indexOf(',') + 1);
            rows.add(String.join(",", Arrays.asList(unlabeled.split(",", -1)).subList(0, 5)));
        }
        return rows;
    }
}
