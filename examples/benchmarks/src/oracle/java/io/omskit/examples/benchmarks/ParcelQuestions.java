package io.omskit.examples.benchmarks;

import io.omskit.fulfillment.sourcing.FreightRate;
import io.omskit.fulfillment.sourcing.ParcelInput;
import io.omskit.fulfillment.sourcing.ParcelInput.Draw;
import io.omskit.fulfillment.sourcing.ParcelInput.Line;
import io.omskit.fulfillment.sourcing.ParcelInput.Load;
import io.omskit.fulfillment.sourcing.ParcelInput.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Invented orders with every hard constraint now and then: limits of weight, volume, pieces and worth, classes that exclude
 * each other, goods that travel alone, sets, gifts, sources with little room or without a licence, parts that must be worth
 * something. Costs are those of the usual objective: units late, parcels, freight, preference of places. Lines stand in the order in which
 * planning asks: gifts last, goods that travel alone first, then the bulkiest.
 */
final class ParcelQuestions {
    /** What sources share no parcel of: glass and food, food and solvents. */
    private static final int FOOD = 2;

    private static final int CLASSES = 4;
    private static final int[] SHARES_IN_STOCK = {35, 60, 90};

    private final Random random;
    private final int places;
    private final Load limit;

    private ParcelQuestions(Random random, int places) {
        this.random = random;
        this.places = places;
        this.limit = new Load(
                chance(60) ? 5_000 + random.nextInt(20_000) : ParcelInput.UNLIMITED,
                chance(25) ? 10_000 + random.nextInt(40_000) : ParcelInput.UNLIMITED,
                chance(40) ? 3 + random.nextInt(8) : ParcelInput.UNLIMITED,
                chance(25) ? 20_000 + random.nextInt(60_000) : ParcelInput.UNLIMITED);
    }

    /** The question of a seed, with so many places. */
    static ParcelInput of(long seed, int places) {
        return new ParcelQuestions(new Random(seed), places).question();
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** Goods of an order before they are numbered. */
    private record Goods(int kind, boolean alone, boolean gift, boolean promised, int quantity, Load load) {}

    /** A place before stock is dealt out. */
    private record Start(FreightRate rate, boolean slow) {}

    private ParcelInput question() {
        List<Goods> goods = new ArrayList<>();
        int count = 1 + random.nextInt(chance(70) ? 5 : 10);
        for (int i = 0; i < count; i++) {
            goods.add(goods(i > 0 && chance(10)));
        }
        goods.sort(Comparator.comparing(Goods::gift)
                .thenComparing(one -> !one.alone)
                .thenComparing(one -> -bulk(one.load)));
        List<Start> starts = new ArrayList<>();
        for (int s = 0; s < places; s++) {
            starts.add(new Start(new FreightRate(300 + random.nextInt(900), 50 + random.nextInt(550)), chance(20)));
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(line(goods, i, starts));
        }
        int inStock = SHARES_IN_STOCK[random.nextInt(SHARES_IN_STOCK.length)];
        List<Place> all = new ArrayList<>();
        for (Start start : starts) {
            all.add(place(start, goods, inStock));
        }
        return new ParcelInput(all, lines, limit, chance(15) ? 2_000 + random.nextInt(8_000) : 0);
    }

    private Goods goods(boolean gift) {
        int quantity = gift ? 1 : 1 + random.nextInt(chance(80) ? 2 : 6);
        Load load = new Load(
                50 + random.nextInt(chance(10) ? 15_000 : 3_000),
                100 + random.nextInt(8_000),
                1,
                gift ? 0 : 500 + random.nextInt(15_000));
        int kind = chance(50) ? 0 : random.nextInt(CLASSES);
        return new Goods(kind, !gift && chance(8), gift, chance(50), quantity, load);
    }

    // costs may be null for a place; the checker does not see that in the class file of the record
    @SuppressWarnings("NullAway")
    private Line line(List<Goods> goods, int at, List<Start> starts) {
        Goods own = goods.get(at);
        List<Draw> draws = new ArrayList<>(List.of(new Draw(at, 1)));
        if (at > 0 && !own.gift && chance(10)) {
            draws.add(new Draw(at - 1, 1 + random.nextInt(2)));
        }
        List<Integer> apart = new ArrayList<>();
        List<Integer> company = new ArrayList<>();
        for (int other = 0; other < at; other++) {
            if (areApart(own.kind, goods.get(other).kind)) {
                apart.add(other);
            }
            if (own.gift && !goods.get(other).gift) {
                company.add(other);
            }
        }
        long steps = draws.stream().mapToLong(Draw::steps).sum();
        List<@Nullable List<Long>> costs = new ArrayList<>();
        for (Start start : starts) {
            long late = own.promised && start.slow ? steps : 0;
            long freight = start.rate.unitCost(own.load.weight());
            long priority = own.gift ? 0 : steps * costs.size();
            costs.add(chance(7) ? null : List.of(late, 0L, freight, priority));
        }
        return new Line(own.quantity, draws, own.load, own.alone, apart, company, costs);
    }

    private static boolean areApart(int one, int other) {
        return (one == FOOD && other % 2 == 1) || (other == FOOD && one % 2 == 1);
    }

    private Place place(Start start, List<Goods> goods, int inStock) {
        List<Long> free = new ArrayList<>();
        for (Goods one : goods) {
            free.add(chance(inStock) ? (long) random.nextInt(2 * one.quantity + 1) : 0);
        }
        List<Long> fee = List.of(0L, 1L, start.rate.parcelCost(), 0L);
        return new Place(free, chance(80) ? ParcelInput.MAX : random.nextInt(3), fee);
    }

    private long bulk(Load load) {
        long most = 0;
        for (long[] pair : new long[][] {
            {load.weight(), limit.weight()},
            {load.volume(), limit.volume()},
            {load.pieces(), limit.pieces()},
            {load.worth(), limit.worth()}
        }) {
            most = Math.max(most, pair[1] == ParcelInput.UNLIMITED ? 0 : pair[0] * 1024 / pair[1]);
        }
        return most;
    }
}
