package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.engine.edge.Command;
import io.omskit.stock.StockMovement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Parts that presale has split are merged again when their goods have come (R-7.4, row 7 of ). */
class ActivePresaleTest {
    private static final Instant SOON = Shelf.START.plus(Duration.ofDays(5));

    private final Scene scene = Scene.of(Scene.waiting()).stock("W1", "X", 20);

    @AfterEach
    void close() {
        scene.close();
    }

    private void arrive(String sku, long pieces) {
        scene.stock("W1", sku, pieces);
        scene.oms.drain();
    }

    @Test
    void whatHasComeTravelsWithTheSpotGoodsThatAreStillThereAndWithTheSibling() {
        scene.sell("1001", "Li", Shelf.line("1", "X", 2, 500), Shelf.presale("2", "Y", 3, SOON));
        scene.sell("1002", "Li", Shelf.line("1", "X", 1, 500));
        assertEquals(Set.of("W1[1001/0x2, 1002/0x1]"), scene.grouping("1001", "1002"));
        arrive("Y", 3);
        assertEquals(Set.of("W1[1001/0x2, 1001/1x3, 1002/0x1]"), scene.grouping("1001", "1002"));
        scene.later();
        assertEquals(1, scene.outbox.releases().size());
    }

    @Test
    void aPresalePartWhoseSpotGoodsHaveLeftMeetsALaterOrder() {
        scene.sell("1001", "Li", Shelf.line("1", "X", 2, 500), Shelf.presale("2", "Y", 3, SOON));
        scene.later();
        assertEquals(1, scene.outbox.releases().size(), "the spot goods do not wait");
        scene.sell(Shelf.paid("1002", "Li", scene.time.instant(), Shelf.line("1", "X", 1, 500)));
        assertEquals(Set.of("W1[1001/0x2]", "W1[1002/0x1]"), scene.grouping("1001", "1002"));
        arrive("Y", 3);
        assertEquals(Set.of("W1[1001/0x2]", "W1[1001/1x3, 1002/0x1]"), scene.grouping("1001", "1002"));
    }

    @Test
    void twoPresalePartsMeetWhenBothAreActive() {
        scene.sell("1001", "Li", Shelf.line("1", "X", 2, 500), Shelf.presale("2", "Y", 3, SOON));
        scene.sell("1002", "Li", Shelf.line("1", "X", 1, 500), Shelf.presale("2", "Z", 1, SOON));
        scene.later();
        assertTrue(scene.oms
                .submit(new Command.MoveStock(List.of(
                        StockMovement.receive(Scene.cell("W1", "Y"), 3, "ship"),
                        StockMovement.receive(Scene.cell("W1", "Z"), 1, "ship"))))
                .done());
        scene.oms.drain();
        assertEquals(Set.of("W1[1001/0x2, 1002/0x1]", "W1[1001/1x3, 1002/1x1]"), scene.grouping("1001", "1002"));
    }

    @Test
    void whatHasComeInPartOnlyGoesOnWaiting() {
        scene.sell("1001", "Li", Shelf.line("1", "X", 2, 500), Shelf.presale("2", "Y", 3, SOON));
        arrive("Y", 2);
        assertEquals(Set.of("W1[1001/0x2]", "W1[1001/1x2]"), scene.grouping("1001"));
    }
}
