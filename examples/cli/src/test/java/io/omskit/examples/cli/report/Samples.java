package io.omskit.examples.cli.report;

import io.omskit.examples.cli.report.DayReport.Span;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** A small invented report. */
final class Samples {
    private Samples() {}

    static DayReport report(String language, String shop) {
        Span span = new Span(3, 1.0, 2.5);
        return new DayReport(
                new DayReport.Run(
                        42,
                        language,
                        ZoneId.of("Asia/Shanghai"),
                        Instant.parse("2026-06-01T00:00:00Z"),
                        Instant.parse("2026-06-08T00:00:00Z")),
                new DayReport.Totals(5, 4, 3, 1, 1, 2, 40, 0, 0),
                List.of(new DayReport.Count("DELIVERED", 4), new DayReport.Count("SOMETHING_NEW", 1)),
                List.of(new DayReport.ShopSales("taobao", shop, 5, 123_456, 0, "CNY")),
                List.of(new DayReport.Story(
                        "split",
                        List.of("taobao/" + shop + "/1"),
                        List.of("A ships in 2 parts"),
                        List.of(new DayReport.WorkPart("W1", "SHIPPED", List.of("2 × CUP"), List.of("SF 1"))))),
                new DayReport.Parcel(
                        "sf",
                        "SF1",
                        List.of("taobao/" + shop + "/1"),
                        "DELIVERED",
                        List.of(new DayReport.Scan(Instant.parse("2026-06-02T00:00:00Z"), "DELIVERED", "杭州市", null))),
                List.of(
                        new DayReport.RegionSales(
                                "330000000000", "Zhejiang", "CNY", 3, 90_000, 120_153_576, 30_287_459),
                        new DayReport.RegionSales("US-CA", "California", "USD", 1, 2_000, -119_400_000, 36_700_000),
                        new DayReport.RegionSales("(none)", "(none)", "CNY", 1, 100, null, null)),
                new DayReport.Delivery(
                        span, span, span, List.of(0L, 1L, 2L, 0L), List.of(new DayReport.SourceSpan("W1", span))),
                new DayReport.Reconciliation(
                        List.of(new DayReport.Bill("taobao/" + shop, "csv", 9, 10_000, -60, 9_940, "CNY", 8, 0)),
                        List.of(new DayReport.Break(
                                "taobao/" + shop, "MISSING_IN_CHANNEL", -500, "CNY", List.of("1/SALE"), "", "OPEN"))),
                List.of(new DayReport.Alert("UNMAPPED", "order 9")),
                List.of(new DayReport.FaultCount("Taobao", "THROTTLED", 7)),
                Map.of(
                        "merge",
                        new DayReport.Capability(
                                2, "taobao/" + shop + "/1", "A ships with B", List.of("A ships with B"))));
    }
}
