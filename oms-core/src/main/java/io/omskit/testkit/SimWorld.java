package io.omskit.testkit;

import io.omskit.engine.Oms;
import io.omskit.engine.stored.EngineInvariants;
import io.omskit.store.MemoryStore;
import io.omskit.store.StoreException;
import io.omskit.value.Violation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A small world in one thread: engines on one store, the parties around them, a clock that only the world moves, and faults.
 * Everything follows from the seed. After every step all invariants are checked; at the end the faults stop, everybody does
 * what is left to do, and the world must come to rest in the state it should have.
 *
 * <p>Store calls fail before or after they did their work; processes die at any store call, so also on either side of a
 * commit, and are dropped without being closed; a second process may work on the same store between any two store calls of
 * the first.
 *
 * <p>For one thread. A world runs once.
 */
public final class SimWorld {
    private static final Instant START = Instant.parse("2026-03-02T01:00:00Z");
    private static final Duration SETTLE_ROUND = Duration.ofMinutes(20);
    private static final int SETTLE_ROUNDS = 80;
    private static final int RESTARTS = 50;
    private static final int MOST_AT_ONCE = 4;

    private final long seed;
    private final int steps;
    private final Consumer<Oms.Builder> setUp;
    private final SplittableRandom random;
    private final SimFaults faults;
    private final MemoryStore store = new MemoryStore();
    private final List<SimParticipant> participants = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final List<@Nullable Oms> processes = new ArrayList<>();
    private final InstantSource time;
    private @Nullable EngineInvariants invariants;
    private Instant now = START;
    private int step;
    private int inside = -1;
    private @Nullable Violation told;

    private SimWorld(Builder builder) {
        this.seed = builder.seed;
        this.steps = builder.steps;
        this.setUp = builder.setUp;
        this.time = () -> now;
        this.random = new SplittableRandom(seed);
        this.faults = new SimFaults(random.split(), builder.faultsPerMille, this::interlude);
        for (int i = 0; i < builder.processes; i++) {
            processes.add(null);
        }
        builder.participants.forEach(maker -> participants.add(maker.apply(this)));
    }

    /** A world of this seed, to be filled. */
    public static Builder of(long seed) {
        return new Builder(seed);
    }

    /** The engine that works now: within a handler the one that called it. */
    public Oms oms() {
        return Objects.requireNonNull(processes.get(Math.max(0, inside)), "no process runs");
    }

    /** The clock of the world. */
    public InstantSource time() {
        return time;
    }

    /** Lets time pass, for those who wait. */
    public boolean pass(Duration by) {
        now = now.plus(by);
        return true;
    }

    /** Writes a line into the log. */
    public void tell(String who, String what) {
        events.add(
                String.format(Locale.ROOT, "%4d %s %s: %s", step, now.toString().substring(5, 19), who, what));
    }

    /** Reports what must never happen and was seen outside of a check, for example in a handler. The first one counts. */
    public void accuse(String invariant, String subject, String detail) {
        told = told == null ? new Violation(invariant, subject, detail) : told;
    }

    /**
     * Runs the world to its end.
     *
     * <p>This is a named boundary: whatever an engine or a participant throws is the failure of this seed, and the next seed
     * is to be tried.
     */
    public SimOutcome run() {
        String failure = null;
        try {
            live();
            settle();
        } catch (RuntimeException | AssertionError | SimFaults.Crash e) {
            StackTraceElement[] trace = e.getStackTrace();
            String place = e instanceof Broken || trace.length == 0 ? "" : " at " + trace[0];
            failure = (e instanceof Broken ? "" : e.getClass().getSimpleName() + ": ") + e.getMessage() + place;
        }
        return new SimOutcome(seed, faults.struck(), events, failure);
    }

    // ---- life

    private void live() {
        restartTheDead();
        for (step = 1; step <= steps; step++) {
            pass(Duration.ofMillis(random.nextLong(random.nextInt(20) == 0 ? 7_200_000 : 180_000)));
            inside = random.nextInt(processes.size());
            int dice = random.nextInt(100);
            if (dice < 14) {
                attempt("engine", oms -> "processed " + oms.process());
            } else if (dice < 26) {
                attempt("engine", oms -> "effects " + oms.runEffects());
            } else if (dice < 32) {
                attempt("engine", oms -> {
                    oms.drain();
                    return "drained";
                });
            } else if (dice < 34) {
                faults.kill(inside);
                tell("engine", "killed");
            } else {
                SimParticipant who = participants.get(random.nextInt(participants.size()));
                for (int i = random.nextInt(MOST_AT_ONCE); i >= 0 && !faults.isDead(inside); i--) {
                    attempt(who.name(), oms -> who.step(now, random));
                }
            }
            restartTheDead();
            check();
        }
    }

    private void attempt(String who, Function<Oms, String> action) {
        long struck = faults.struck();
        try {
            String done = action.apply(oms());
            if (!done.isEmpty()) {
                tell(who, done);
            }
        } catch (StoreException e) {
            if (struck == faults.struck()) {
                throw e;
            }
            tell(who, "failed: " + firstLine(e));
        } catch (SimFaults.Crash e) {
            tell(who, "died: " + e.getMessage());
        }
    }

    private static String firstLine(StoreException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** Between two store calls of one process another may do a piece of work. */
    private void interlude() {
        if (processes.size() < 2 || inside < 0 || processes.contains(null)) {
            return;
        }
        int outside = inside;
        int other = (outside + 1) % processes.size();
        if (faults.isDead(other)) {
            return;
        }
        inside = other;
        try {
            boolean effects = random.nextBoolean();
            attempt("meanwhile", oms -> effects ? "effects " + oms.runEffects() : "processed " + oms.process());
        } finally {
            inside = outside;
        }
    }

    private void restartTheDead() {
        for (int slot = 0; slot < processes.size(); slot++) {
            if (processes.get(slot) == null || faults.isDead(slot)) {
                processes.set(slot, null);
                restart(slot);
            }
        }
        inside = -1;
    }

    private void restart(int slot) {
        for (int attempt = 0; attempt < RESTARTS; attempt++) {
            pass(Duration.ofSeconds(1 + random.nextInt(30)));
            inside = -1;
            try {
                Oms.Builder builder = Oms.builder()
                        .store(FaultyStore.of(store, faults.process(slot)))
                        .time(time)
                        .node(slot);
                setUp.accept(builder);
                Oms oms = builder.build();
                participants.forEach(one -> one.attach(oms));
                processes.set(slot, oms);
                invariants = invariants == null ? EngineInvariants.of(store) : invariants;
                tell("process " + slot, "started");
                return;
            } catch (StoreException | SimFaults.Crash e) {
                tell(
                        "process " + slot,
                        "did not start: "
                                + String.valueOf(e.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse(""));
            }
        }
        throw new Broken("process " + slot + " did not start in " + RESTARTS + " attempts");
    }

    // ---- the end

    private void settle() {
        faults.calm();
        restartTheDead();
        int good = 0;
        Optional<Violation> open = Optional.empty();
        for (int round = 1; round <= SETTLE_ROUNDS && good < 2; round++) {
            step = steps + round;
            pass(SETTLE_ROUND);
            inside = round % processes.size();
            participants.forEach(SimParticipant::settle);
            oms().drain();
            check();
            open = unsettled();
            good = open.isEmpty() ? good + 1 : 0;
        }
        open.ifPresent(violation -> {
            throw new Broken("does not come to rest: " + violation);
        });
    }

    private Optional<Violation> unsettled() {
        for (SimParticipant participant : participants) {
            Optional<Violation> open = participant.checkSettled();
            if (open.isPresent()) {
                return open;
            }
        }
        return Objects.requireNonNull(invariants).settled(now);
    }

    private void check() {
        Optional<Violation> broken = Optional.ofNullable(told)
                .or(() -> Objects.requireNonNull(invariants).check());
        // whoever looks is not to be disturbed
        faults.pause(true);
        for (SimParticipant participant : participants) {
            broken = broken.or(participant::check);
        }
        faults.pause(false);
        broken.ifPresent(violation -> {
            throw new Broken(violation.toString());
        });
    }

    /** An invariant does not hold. */
    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;

        Broken(String what) {
            super(what, null, false, false);
        }
    }

    /** Collects who lives in a world. Not for several threads. */
    public static final class Builder {
        private final long seed;
        private final List<Function<SimWorld, SimParticipant>> participants = new ArrayList<>();
        private Consumer<Oms.Builder> setUp = builder -> {};
        private int steps = 120;
        private int faultsPerMille = 10;
        private int processes = 1;

        private Builder(long seed) {
            this.seed = seed;
        }

        /** What every process is built with, besides store, time and node: catalog, sources, policy. */
        public Builder engine(Consumer<Oms.Builder> how) {
            this.setUp = how;
            return this;
        }

        /** Somebody who lives there; made when the world is, and it may keep the world to look at. */
        public Builder with(Function<SimWorld, SimParticipant> maker) {
            this.participants.add(maker);
            return this;
        }

        /** How many steps it lives before it must come to rest. */
        public Builder steps(int count) {
            this.steps = count;
            return this;
        }

        /** How many of a thousand store calls go wrong; 0 for a world without faults. */
        public Builder faultsPerMille(int rate) {
            this.faultsPerMille = rate;
            return this;
        }

        /** How many processes share the store. */
        public Builder processes(int count) {
            this.processes = count;
            return this;
        }

        /**
         * The world, before anything happened.
         *
         * @throws IllegalStateException if nobody lives there
         */
        public SimWorld build() {
            if (participants.isEmpty() || processes < 1) {
                throw new IllegalStateException("the world has " + participants.size() + " participants and "
                        + processes + " processes.\nGive it at least one of each.");
            }
            return new SimWorld(this);
        }
    }
}
