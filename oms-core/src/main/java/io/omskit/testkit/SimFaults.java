package io.omskit.testkit;

import io.omskit.testkit.FaultyStore.Fault;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Which store calls of which process go wrong, and which process is dead. */
final class SimFaults {
    private static final int INTERLUDE_PERCENT = 4;

    private final SplittableRandom random;
    private final int perMille;
    private final Runnable interlude;
    private final Map<Integer, Life> lives = new HashMap<>();
    private boolean calm;
    private boolean paused;
    private boolean between;
    private long struck;

    SimFaults(SplittableRandom random, int perMille, Runnable interlude) {
        this.random = random;
        this.perMille = perMille;
        this.interlude = interlude;
    }

    /** The process died. Not an exception: nothing that an engine guards against may catch it. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1;

        Crash(String what) {
            super(what, null, false, false);
        }
    }

    /** One process from its start to its death; a dead one reaches the store no more. */
    private static final class Life {
        boolean dead;
    }

    /** The plan of a process that starts in this place now. */
    FaultyStore.Plan process(int slot) {
        Life life = new Life();
        lives.put(slot, life);
        return (call, operation) -> at(life, call, operation);
    }

    private Fault at(Life life, long call, String operation) {
        if (life.dead) {
            throw new Crash("it is dead");
        }
        if (calm || paused) {
            return Fault.NONE;
        }
        if (!between && random.nextInt(100) < INTERLUDE_PERCENT) {
            between = true;
            try {
                interlude.run();
            } finally {
                between = false;
            }
        }
        if (random.nextInt(1_000) >= perMille) {
            return Fault.NONE;
        }
        struck++;
        boolean before = random.nextBoolean();
        life.dead = random.nextBoolean();
        if (before && life.dead) {
            throw new Crash("before call " + call + " (" + operation + ")");
        }
        return before ? Fault.BEFORE : Fault.AFTER;
    }

    void kill(int slot) {
        Life life = lives.get(slot);
        if (life != null) {
            life.dead = true;
            struck++;
        }
    }

    boolean isDead(int slot) {
        Life life = lives.get(slot);
        return life == null || life.dead;
    }

    /** From now on nothing goes wrong. */
    void calm() {
        calm = true;
    }

    /** Nothing goes wrong while it is paused. */
    void pause(boolean now) {
        paused = now;
    }

    /** How often something went wrong. */
    long struck() {
        return struck;
    }
}
