package io.omskit.stock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.omskit.catalog.Sku;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DrawdownProperties {
    private static final List<Source> SOURCES = Stream.of("W1", "W2", "W3")
            .map(id -> Source.of(id, Source.Kind.OWN, ZoneOffset.UTC))
            .toList();

    record Line(Sku sku, long steps) {}

    /** Q2 and Q3 for the plainest planner: line by line, source by source, whatever is left. */
    @Property
    void takingLineByLineNeverOversellsAndMissesOnlyWhatIsShort(
            @ForAll("lines") List<Line> lines, @ForAll("stock") Map<StockCell, Long> free) {
        Drawdown plan = StockSnapshot.of(SOURCES, free).drawdown();
        Map<Sku, Long> missing = new HashMap<>();
        for (Line line : lines) {
            long open = line.steps();
            for (Source source : SOURCES) {
                open -= plan.take(source.id(), line.sku(), open);
            }
            missing.merge(line.sku(), open, Long::sum);
        }
        assertEquals(Optional.empty(), StockInvariants.allocatedWithinAvailable(plan.taken(), free));
        Map<Sku, Long> needed = Drawdown.bySku(lines, Line::sku, Line::steps);
        assertEquals(Optional.empty(), StockInvariants.missingOnlyWhatIsShort(needed, missing, free));
    }

    @Property
    void splittingALineChangesNothing(@ForAll("lines") List<Line> lines, @ForAll("stock") Map<StockCell, Long> free) {
        Drawdown whole = StockSnapshot.of(SOURCES, free).drawdown();
        Drawdown parts = StockSnapshot.of(SOURCES, free).drawdown();
        for (Line line : lines) {
            whole.take("W1", line.sku(), line.steps());
            parts.take("W1", line.sku(), line.steps() / 2);
            parts.take("W1", line.sku(), line.steps() - line.steps() / 2);
        }
        assertEquals(whole.taken(), parts.taken());
    }

    @Provide
    Arbitrary<List<Line>> lines() {
        return Combinators.combine(skus(), Arbitraries.longs().between(0, 12))
                .as(Line::new)
                .list()
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<Map<StockCell, Long>> stock() {
        Arbitrary<StockCell> cells =
                Combinators.combine(Arbitraries.of("W1", "W2", "W3"), skus()).as(StockCell::new);
        return Arbitraries.maps(cells, Arbitraries.longs().between(-3, 12));
    }

    private static Arbitrary<Sku> skus() {
        return Arbitraries.of("X", "Y", "Z").map(Sku::new);
    }
}
