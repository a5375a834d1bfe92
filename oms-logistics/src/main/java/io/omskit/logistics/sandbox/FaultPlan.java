package io.omskit.logistics.sandbox;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What goes wrong in a sandbox and how often. Whether it goes wrong for one subject depends on the seed, the kind and the
 * subject only, so a run repeats whatever the order of its calls. Immutable.
 */
public final class FaultPlan {
    private static final int OF = 1_000;

    private final long seed;
    private final Map<Kind, Integer> perMille;

    private FaultPlan(long seed, Map<Kind, Integer> perMille) {
        this.seed = seed;
        this.perMille = perMille;
    }

    /** What can go wrong. */
    public enum Kind {
        /** The call is refused because of too many calls. */
        THROTTLE,
        /** The call is refused because a system behind the gateway is busy. */
        BUSY,
        /** The call is processed and its answer never arrives. */
        LOST_ANSWER,
        /** The answer breaks off. */
        TORN_ANSWER,
        /** A push is never sent. */
        LOST_PUSH,
        /** A push is sent twice. */
        REPEATED_PUSH,
        /** A push is sent hours later than its scan. */
        LATE_PUSH,
        /** A scan has a code that no table knows. */
        UNKNOWN_CODE
    }

    /** Nothing goes wrong; the seed still decides the routes. */
    public static FaultPlan none(long seed) {
        return new FaultPlan(seed, Map.of());
    }

    /** Everything goes wrong now and then, each kind up to one time in four. */
    public static FaultPlan seeded(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Kind, Integer> perMille = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            perMille.put(kind, random.nextInt(OF / 4));
        }
        return new FaultPlan(seed, perMille);
    }

    /** The same with this kind going wrong so many times in a thousand. */
    public FaultPlan with(Kind kind, int newPerMille) {
        if (newPerMille < 0 || newPerMille > OF) {
            throw new IllegalArgumentException(
                    "fault " + kind + " is to happen " + newPerMille + " times in 1000.\nGive 0 to 1000.");
        }
        Map<Kind, Integer> changed = new EnumMap<>(Kind.class);
        changed.putAll(perMille);
        changed.put(kind, newPerMille);
        return new FaultPlan(seed, changed);
    }

    /** Whether it goes wrong for this subject. */
    boolean happens(Kind kind, String subject) {
        int share = perMille.getOrDefault(kind, 0);
        return share > 0 && random(kind + "/" + subject).nextInt(OF) < share;
    }

    /** Chance that belongs to a subject. */
    SplittableRandom random(String subject) {
        long mixed = seed;
        for (int i = 0; i < subject.length(); i++) {
            mixed = mixed * 0x5DEECE66DL + subject.charAt(i);
        }
        return new SplittableRandom(mixed);
    }

    @Override
    public String toString() {
        return "FaultPlan[seed " + seed + " " + perMille + "]";
    }
}
