package io.omskit.order;

/**
 * How far units of a demand have come, in the smallest step of its measure. An allocation owns its progress; a demand's
 * progress is the sum over its allocations, recomputed in the same commit.
 *
 * <p>A command either keeps the guards of domain rule or is refused with an {@link IllegalArgumentException}. A late
 * event sets the counters that it implies.
 *
 * @param released handed to the source for work
 * @param packed packed at the source
 * @param shipped handed to the carrier
 * @param delivered with the buyer
 * @param returnRequested on their way back or announced
 * @param returnedGood back and fit for sale
 * @param returnedDamaged back and not fit for sale
 * @param lost lost on the way
 */
public record Progress(
        long released,
        long packed,
        long shipped,
        long delivered,
        long returnRequested,
        long returnedGood,
        long returnedDamaged,
        long lost) {

    /** Nothing done yet. */
    public static final Progress NONE = new Progress(0, 0, 0, 0, 0, 0, 0, 0);

    public Progress plus(Progress other) {
        return new Progress(
                released + other.released,
                packed + other.packed,
                shipped + other.shipped,
                delivered + other.delivered,
                returnRequested + other.returnRequested,
                returnedGood + other.returnedGood,
                returnedDamaged + other.returnedDamaged,
                lost + other.lost);
    }

    /** Units that came back, in whatever state. */
    public long returned() {
        return returnedGood + returnedDamaged;
    }

    /** Units that left and neither came back, are coming back nor are lost. */
    public long returnable() {
        return shipped - returnRequested - returned() - lost;
    }

    /** The same progress after more units were released. */
    public Progress release(long units) {
        requireUnits("release", units);
        return new Progress(
                released + units, packed, shipped, delivered, returnRequested, returnedGood, returnedDamaged, lost);
    }

    /** The same progress after released units that are not packed were pulled back. */
    public Progress pullBack(long units) {
        requireUnits("pull back", units);
        return new Progress(
                        released - units,
                        packed,
                        shipped,
                        delivered,
                        returnRequested,
                        returnedGood,
                        returnedDamaged,
                        lost)
                .checked("pull back", units, this);
    }

    /** The same progress after more units were packed; units that were never released count as released too. */
    public Progress pack(long units) {
        requireUnits("pack", units);
        return reaching(packed + units, shipped);
    }

    /** The same progress after more units left; a late event sets the counters that it implies (rule ). */
    public Progress ship(long units) {
        requireUnits("ship", units);
        return reaching(packed, shipped + units);
    }

    /** The same progress after more units arrived; what arrived has left, whether we were told or not. */
    public Progress deliver(long units) {
        requireUnits("deliver", units);
        Progress gone = reaching(packed, Math.max(shipped, delivered + units + lost));
        return new Progress(
                        gone.released,
                        gone.packed,
                        gone.shipped,
                        delivered + units,
                        returnRequested,
                        returnedGood,
                        returnedDamaged,
                        lost)
                .checked("deliver", units, this);
    }

    /** The same progress after the buyer announced a return. */
    public Progress requestReturn(long units) {
        requireUnits("announce the return of", units);
        return new Progress(
                        released,
                        packed,
                        shipped,
                        delivered,
                        returnRequested + units,
                        returnedGood,
                        returnedDamaged,
                        lost)
                .checked("announce the return of", units, this);
    }

    /** The same progress after units came back; announced ones are used up first, and what came back has left. */
    public Progress receive(long good, long damaged) {
        requireUnits("receive", good);
        requireUnits("receive", damaged);
        long announced = Math.max(0, returnRequested - good - damaged);
        Progress gone = reaching(packed, Math.max(shipped, announced + returned() + good + damaged + lost));
        return new Progress(
                        gone.released,
                        gone.packed,
                        gone.shipped,
                        delivered,
                        announced,
                        returnedGood + good,
                        returnedDamaged + damaged,
                        lost)
                .checked("receive", good + damaged, this);
    }

    /**
     * The same progress after units were lost on the way. They stop counting as delivered, and as announced where they
     * were lost on their way back.
     */
    public Progress lose(long units) {
        requireUnits("lose", units);
        Progress gone = reaching(packed, Math.max(shipped, lost + units));
        long free = gone.shipped - lost - units;
        return new Progress(
                        gone.released,
                        gone.packed,
                        gone.shipped,
                        Math.min(delivered, free),
                        Math.max(0, Math.min(returnRequested, free - returned())),
                        returnedGood,
                        returnedDamaged,
                        lost + units)
                .checked("lose", units, this);
    }

    private Progress reaching(long nowPacked, long nowShipped) {
        long atLeastPacked = Math.max(nowPacked, nowShipped);
        return new Progress(
                Math.max(released, atLeastPacked),
                atLeastPacked,
                nowShipped,
                delivered,
                returnRequested,
                returnedGood,
                returnedDamaged,
                lost);
    }

    private static void requireUnits(String command, long units) {
        if (units < 0) {
            throw new IllegalArgumentException("cannot " + command + " " + units
                    + " units.\nGive the number of units, zero or more; each command has an opposite of its own.");
        }
    }

    /** This, unless it breaks a guard of; how much is allocated is checked by whoever knows it. */
    private Progress checked(String command, long units, Progress before) {
        OrderInvariants.q1Guards(Long.MAX_VALUE, this).ifPresent(broken -> {
            throw new IllegalArgumentException("cannot " + command + " " + units + " units of " + before + ": " + broken
                    + ".\nCheck which units the message is about; it may have been applied already.");
        });
        return this;
    }
}
