package io.omskit.fulfillment.sourcing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * An input arranged for searching: of each line the sources that can ship some of it for less than an unmet unit costs,
 * cheapest first, equal rates by number. For a set of open sources the best plan takes these offers in their order, because
 * fees do not depend on what a parcel holds and lines share nothing but the fees.
 */
final class Offers {
    final int sources;
    final int lines;
    final long unmetCost;

    /** Of each source: cost of its parcel. */
    final long[] fee;

    /** Of each line: units wanted. */
    final long[] need;

    /** Of each line: sources in the order of their offers. */
    final int[][] source;

    /** Of each line: cost of a unit, by offer. */
    final long[][] price;

    /** Of each line: units at most worth taking, by offer. */
    final long[][] units;

    /** Of each source: lines that it has offers for. */
    final int[][] linesOf;

    Offers(SourcingInput input) {
        sources = input.rates().size();
        lines = input.lines().size();
        unmetCost = input.unmetCost();
        fee = new long[sources];
        long[] perKilogram = new long[sources];
        for (int s = 0; s < sources; s++) {
            FreightRate rate = input.rates().get(s);
            fee[s] = rate.parcelCost();
            perKilogram[s] = rate.perKilogram();
        }
        int[] byRate = byRate(perKilogram);
        need = new long[lines];
        source = new int[lines][];
        price = new long[lines][];
        units = new long[lines][];
        int[] offered = new int[sources];
        for (int line = 0; line < lines; line++) {
            read(input, line, byRate, offered);
        }
        linesOf = new int[sources][];
        for (int s = 0; s < sources; s++) {
            linesOf[s] = new int[offered[s]];
        }
        for (int line = lines - 1; line >= 0; line--) {
            for (int s : source[line]) {
                linesOf[s][--offered[s]] = line;
            }
        }
    }

    /** Sources by rate, then number: the order of the offers of every line. */
    private static int[] byRate(long[] perKilogram) {
        return IntStream.range(0, perKilogram.length)
                .boxed()
                .sorted(Comparator.comparingLong(s -> perKilogram[s]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private void read(SourcingInput input, int line, int[] byRate, int[] offered) {
        SourcingInput.Line wanted = input.lines().get(line);
        int[] who = new int[sources];
        long[] cost = new long[sources];
        long[] much = new long[sources];
        int count = 0;
        for (int s : byRate) {
            long free = Math.min(input.stock(s, line), wanted.quantity());
            long one = free == 0 ? 0 : input.rates().get(s).unitCost(wanted.weightGrams());
            if (free > 0 && one < unmetCost) {
                who[count] = s;
                cost[count] = one;
                much[count++] = free;
                offered[s]++;
            }
        }
        need[line] = wanted.quantity();
        source[line] = Arrays.copyOf(who, count);
        price[line] = Arrays.copyOf(cost, count);
        units[line] = Arrays.copyOf(much, count);
    }

    /** Least cost of a line when these sources are open, without fees. */
    long fill(int line, boolean[] open) {
        int[] who = source[line];
        long[] much = units[line];
        long[] cost = price[line];
        long rest = need[line];
        long sum = 0;
        for (int i = 0; i < who.length && rest > 0; i++) {
            if (open[who[i]]) {
                long take = Math.min(rest, much[i]);
                sum += take * cost[i];
                rest -= take;
            }
        }
        return sum + rest * unmetCost;
    }
}
