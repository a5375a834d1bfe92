package io.omskit.fulfillment.sourcing;

/** The objective by definition: every set of sources, and of each line every way to share it over them. For tiny inputs. */
final class SlowSourcing {
    private final SourcingInput input;

    private SlowSourcing(SourcingInput input) {
        this.input = input;
    }

    static long cheapest(SourcingInput input) {
        SlowSourcing slow = new SlowSourcing(input);
        long cheapest = Long.MAX_VALUE;
        for (int set = 0; set < 1 << input.rates().size(); set++) {
            cheapest = Math.min(cheapest, slow.cost(set));
        }
        return cheapest;
    }

    /** The same for somewhat larger inputs: of each line the cheapest units of a set of sources first, unit by unit. */
    static long cheapestBySets(SourcingInput input) {
        SlowSourcing slow = new SlowSourcing(input);
        int sources = input.rates().size();
        long cheapest = Long.MAX_VALUE;
        for (int set = 0; set < 1 << sources; set++) {
            long cost = slow.fees(set);
            for (int line = 0; line < input.lines().size() && cost < cheapest; line++) {
                cost += slow.unitByUnit(set, line);
            }
            cheapest = Math.min(cheapest, cost);
        }
        return cheapest;
    }

    private long unitByUnit(int set, int line) {
        long rest = input.lines().get(line).quantity();
        long cost = 0;
        for (int left = set; rest > 0; ) {
            int best = -1;
            long least = input.unmetCost();
            for (int source = 0; source < input.rates().size(); source++) {
                long unit = input.rates().get(source).perKilogram()
                        * input.lines().get(line).weightGrams();
                if ((left >> source & 1) == 1 && unit < least) {
                    least = unit;
                    best = source;
                }
            }
            long taken = best < 0 ? rest : Math.min(rest, input.stock(best, line));
            cost += taken * least;
            rest -= taken;
            left &= best < 0 ? 0 : ~(1 << best);
        }
        return cost;
    }

    private long fees(int set) {
        long fees = 0;
        for (int source = 0; source < input.rates().size(); source++) {
            fees += (set >> source & 1) * input.rates().get(source).perParcel() * 1000;
        }
        return fees;
    }

    private long cost(int set) {
        long cost = fees(set);
        for (int line = 0; line < input.lines().size(); line++) {
            cost += share(set, line, 0, input.lines().get(line).quantity());
        }
        return cost;
    }

    private long share(int set, int line, int source, long rest) {
        if (source == input.rates().size()) {
            return rest * input.unmetCost();
        }
        long most = (set >> source & 1) * Math.min(rest, input.stock(source, line));
        long unit = input.rates().get(source).perKilogram()
                * input.lines().get(line).weightGrams();
        long cheapest = Long.MAX_VALUE;
        for (long units = 0; units <= most; units++) {
            cheapest = Math.min(cheapest, units * unit + share(set, line, source + 1, rest - units));
        }
        return cheapest;
    }
}
