package io.omskit.fulfillment.sourcing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** First plans by simple rules. Each offers its plan and leaves the packing empty. Belongs to one planning run. */
final class ParcelStart {
    private final Packing packing;
    private final Runnable adopt;
    private final Integer[][] hosts;

    /**
     * Packs by simple rules.
     *
     * @param adopt looks at a plan while it is packed
     */
    ParcelStart(Packing packing, Runnable adopt) {
        this.packing = packing;
        this.adopt = adopt;
        this.hosts = new Integer[packing.lines][];
    }

    /** Packs what places have, one after the other, into the first parcel that takes it. */
    void first(List<Integer> some) {
        for (int line = 0; line < packing.lines; line++) {
            for (int at = 0; at < packing.parcels && packing.rest[line] > 0; at++) {
                int parcel = packing.guest[line] ? host(line, at) : at;
                packing.put(line, parcel, packing.fits(line, parcel));
            }
            for (int s : some) {
                for (long count = packing.fitsNew(line, s); count > 0; count = packing.fitsNew(line, s)) {
                    packing.put(line, packing.open(s), count);
                }
            }
            packing.giveUp(line, packing.rest[line]);
        }
        adopt.run();
        packing.clear();
    }

    /** Packs what some places have, each line where it costs least. */
    void cheapest(Set<Integer> some) {
        Integer[] order = some.toArray(Integer[]::new);
        for (int line = 0; line < packing.lines; line++) {
            long[][] each = packing.unitCost[line];
            Arrays.sort(order, (one, other) -> Arrays.compare(each[one], each[other]));
            for (int s : order) {
                for (int at = 0; at < packing.parcels && packing.rest[line] > 0; at++) {
                    int parcel = packing.guest[line] ? host(line, at) : at;
                    if (packing.place[parcel] == s) {
                        packing.put(line, parcel, packing.fits(line, parcel));
                    }
                }
                for (long count = packing.fitsNew(line, s); count > 0; count = packing.fitsNew(line, s)) {
                    packing.put(line, packing.open(s), count);
                }
            }
            packing.giveUp(line, packing.rest[line]);
        }
        adopt.run();
        packing.clear();
    }

    /** Packs the parcel that takes the most of what is left, again and again. */
    void fullest() {
        for (int at = fullestPlace(); at >= 0; at = fullestPlace()) {
            fill(packing.open(at));
        }
        for (int line = 0; line < packing.lines; line++) {
            packing.giveUp(line, packing.rest[line]);
        }
        adopt.run();
        packing.clear();
    }

    private int fullestPlace() {
        int best = -1;
        long most = 0;
        for (int s = 0; s < packing.places && packing.parcels < packing.most; s++) {
            if (packing.room[s] > 0) {
                int parcel = packing.open(s);
                long taken = fill(parcel);
                best = taken > most ? s : best;
                most = Math.max(most, taken);
                packing.drop(parcel);
            }
        }
        return best;
    }

    private long fill(int parcel) {
        long taken = 0;
        for (int line = 0; line < packing.lines; line++) {
            boolean empty = packing.units[parcel] == 0;
            long count = empty ? packing.fitsEmpty(line, packing.place[parcel]) : packing.fits(line, parcel);
            packing.put(line, parcel, count);
            taken += count * packing.steps[line];
        }
        return taken;
    }

    /** The parcel with so many larger ones before it, counting units that the line may keep company with. */
    int host(int line, int rank) {
        if (rank == 0) {
            hosts[line] = IntStream.range(0, packing.parcels)
                    .boxed()
                    .sorted(Comparator.comparingLong(parcel -> -size(line, parcel)))
                    .toArray(Integer[]::new);
        }
        return hosts[line][rank];
    }

    private long size(int line, int parcel) {
        long size = 0;
        for (int other = 0; other < packing.lines; other++) {
            size += packing.company[line][other] ? packing.held[parcel][other] : 0;
        }
        return size;
    }
}
