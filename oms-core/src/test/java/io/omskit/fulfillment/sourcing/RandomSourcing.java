package io.omskit.fulfillment.sourcing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Invented sourcing questions from a seed: fees and freight of like size, stock from scarce to plenty. */
final class RandomSourcing {
    private RandomSourcing() {}

    /** A question small enough to be answered by definition. */
    static SourcingInput tiny(Random random) {
        long[] unmet = {0, 700, 6_000, 1_000_000};
        return of(random, random.nextInt(6), random.nextInt(5), 3, unmet[random.nextInt(4)]);
    }

    /** A question of ten sources that are much alike, each with a few of the lines: many sets of them cost nearly the same. */
    static SourcingInput alike(Random random) {
        List<FreightRate> rates = new ArrayList<>();
        List<SourcingInput.Line> wanted = new ArrayList<>();
        int lines = 4 + random.nextInt(7);
        for (int line = 0; line < lines; line++) {
            wanted.add(new SourcingInput.Line(100 + random.nextInt(900), 1 + random.nextInt(6)));
        }
        int spread = 1 + random.nextInt(400);
        int filled = 2 + random.nextInt(7);
        int most = 1 + random.nextInt(4);
        long[][] stock = new long[10][lines];
        for (long[] row : stock) {
            rates.add(new FreightRate(500 + random.nextInt(spread), 300 + random.nextInt(spread)));
            for (int line = 0; line < lines; line++) {
                row[line] = random.nextInt(10) < filled ? 1 + random.nextInt(most) : 0;
            }
        }
        return SourcingInput.of(rates, wanted, stock, 100_000_000);
    }

    /** A question of the size of an order of a large shop. */
    static SourcingInput large(Random random) {
        int[] sources = {3, 10, 30, 50};
        long[] unmet = {20_000, 100_000_000};
        return of(random, sources[random.nextInt(4)], 1 + random.nextInt(10), 8, unmet[random.nextInt(2)]);
    }

    private static SourcingInput of(Random random, int sources, int lines, int most, long unmet) {
        List<FreightRate> rates = new ArrayList<>();
        for (int source = 0; source < sources; source++) {
            rates.add(new FreightRate(random.nextInt(8), random.nextInt(60)));
        }
        List<SourcingInput.Line> wanted = new ArrayList<>();
        for (int line = 0; line < lines; line++) {
            wanted.add(new SourcingInput.Line(random.nextInt(50), random.nextInt(most + 1)));
        }
        int scarce = random.nextInt(10);
        long[][] stock = new long[sources][lines];
        for (long[] row : stock) {
            for (int line = 0; line < lines; line++) {
                row[line] = random.nextInt(10) < scarce ? 0 : random.nextInt(most + 2);
            }
        }
        return SourcingInput.of(rates, wanted, stock, unmet);
    }

    /** The same question with sources and lines in another order. */
    static SourcingInput shuffled(SourcingInput input, Random random) {
        List<Integer> sources = numbers(input.rates().size(), random);
        List<Integer> lines = numbers(input.lines().size(), random);
        long[][] stock = new long[sources.size()][lines.size()];
        for (int source = 0; source < stock.length; source++) {
            for (int line = 0; line < lines.size(); line++) {
                stock[source][line] = input.stock(sources.get(source), lines.get(line));
            }
        }
        return SourcingInput.of(
                sources.stream().map(input.rates()::get).toList(),
                lines.stream().map(input.lines()::get).toList(),
                stock,
                input.unmetCost());
    }

    private static List<Integer> numbers(int count, Random random) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(i);
        }
        Collections.shuffle(numbers, random);
        return numbers;
    }
}
