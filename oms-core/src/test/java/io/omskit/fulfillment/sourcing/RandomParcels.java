package io.omskit.fulfillment.sourcing;

import io.omskit.fulfillment.sourcing.ParcelInput.Draw;
import io.omskit.fulfillment.sourcing.ParcelInput.Line;
import io.omskit.fulfillment.sourcing.ParcelInput.Load;
import io.omskit.fulfillment.sourcing.ParcelInput.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Invented questions of parcels from a seed, with every constraint now and then. */
final class RandomParcels {
    private final Random random;
    private final int skus;
    private final int places;
    private final int levels;

    private RandomParcels(Random random, int skus, int places) {
        this.random = random;
        this.skus = skus;
        this.places = places;
        this.levels = random.nextInt(4);
    }

    /** Small enough to be answered by definition. */
    static ParcelInput tiny(Random random) {
        return new RandomParcels(random, 1 + random.nextInt(3), 1 + random.nextInt(3)).input(3, 5);
    }

    static ParcelInput large(Random random) {
        return new RandomParcels(random, 1 + random.nextInt(8), 1 + random.nextInt(20)).input(10, 40);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private ParcelInput input(int mostLines, int mostUnits) {
        int count = 1 + random.nextInt(mostLines);
        int guests = chance(30) ? 1 : 0;
        List<Line> lines = new ArrayList<>();
        int units = mostUnits;
        for (int i = 0; i < count && units > 0; i++) {
            int quantity = 1 + random.nextInt(Math.min(units, 3));
            units -= quantity;
            boolean guest = i > 0 && i >= count - guests;
            lines.add(line(quantity, i, guest));
        }
        List<Place> all = new ArrayList<>();
        for (int s = 0; s < places; s++) {
            all.add(place());
        }
        return new ParcelInput(all, lines, chance(50) ? Load.ANY : limit(), chance(20) ? random.nextInt(12) : 0);
    }

    private Load limit() {
        return new Load(
                chance(70) ? 1 + random.nextInt(12) : ParcelInput.UNLIMITED,
                ParcelInput.UNLIMITED,
                chance(50) ? 1 + random.nextInt(4) : ParcelInput.UNLIMITED,
                chance(20) ? 3 + random.nextInt(12) : ParcelInput.UNLIMITED);
    }

    private Place place() {
        List<Long> free = new ArrayList<>();
        for (int k = 0; k < skus; k++) {
            free.add(chance(70) ? (long) random.nextInt(5) : 0);
        }
        return new Place(free, chance(80) ? 9 : random.nextInt(3), costs());
    }

    private List<Long> costs() {
        List<Long> costs = new ArrayList<>();
        for (int level = 0; level < levels; level++) {
            costs.add((long) random.nextInt(3));
        }
        return costs;
    }

    private Line line(int quantity, int number, boolean guest) {
        List<Draw> draws = new ArrayList<>();
        int first = random.nextInt(skus);
        draws.add(new Draw(first, 1 + random.nextInt(chance(20) ? 2 : 1)));
        if (skus > 1 && chance(15)) {
            draws.add(new Draw((first + 1) % skus, 1));
        }
        List<Integer> apart = new ArrayList<>();
        List<Integer> company = new ArrayList<>();
        for (int other = 0; other < number; other++) {
            if (chance(20)) {
                apart.add(other);
            } else if (guest) {
                company.add(other);
            }
        }
        List<@Nullable List<Long>> costs = new ArrayList<>();
        for (int s = 0; s < places; s++) {
            costs.add(chance(85) ? costs() : null);
        }
        Load load = new Load(random.nextInt(8), random.nextInt(3), 1, random.nextInt(8));
        return new Line(quantity, draws, load, chance(10), apart, company, costs);
    }
}
