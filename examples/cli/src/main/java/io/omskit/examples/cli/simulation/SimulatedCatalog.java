package io.omskit.examples.cli.simulation;

import io.omskit.catalog.InMemoryCatalog;
import io.omskit.catalog.Item;
import io.omskit.testkit.SimParticipant;
import java.time.Instant;
import java.util.SplittableRandom;

/** The product table, in which one of the goods is entered late: its orders wait until then. */
final class SimulatedCatalog implements SimParticipant {
    private final InMemoryCatalog catalog;
    private final String late;
    private boolean listed;

    SimulatedCatalog(InMemoryCatalog catalog, String late) {
        this.catalog = catalog;
        this.late = late;
    }

    @Override
    public String name() {
        return "catalog";
    }

    @Override
    public String step(Instant now, SplittableRandom random) {
        if (listed || random.nextInt(4) > 0) {
            return "";
        }
        settle();
        return "lists " + late;
    }

    @Override
    public void settle() {
        if (!listed) {
            listed = true;
            catalog.change(edit -> edit.item(Item.of(late, "Late goods", 150)));
        }
    }
}
