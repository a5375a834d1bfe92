package io.omskit.engine.process;

import com.google.common.collect.Lists;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Spreads messages over lanes by what they are about, so that news of one order stays in order and several workers can
 * share the rest. A lane is never a consistency boundary: correctness rests on row versions and counters.
 *
 * @param count how many lanes there are
 * @param threads the host's, which may take a share of the work; absent where the caller works alone
 */
public record Lanes(int count, @Nullable Executor threads) {
    /** Less than this is made faster than it is handed over. */
    private static final int SHARE = 64;

    public Lanes {
        if (count < 1 || count > 1_024) {
            throw new IllegalArgumentException(
                    "the engine has " + count + " lanes.\nGive 1 to 1,024; 1 is right for one process.");
        }
    }

    public long of(String ref) {
        return count == 1
                ? 0
                : Hashing.consistentHash(Hashing.murmur3_32_fixed().hashString(ref, StandardCharsets.UTF_8), count);
    }

    /** Works on every lane once and adds up what was done: one lane computes while another waits for its commit. */
    public int each(IntUnaryOperator work) {
        return share(count, work);
    }

    /** Makes one thing of each in the order that was given, several at once where there are many. */
    public <A, B> List<B> together(List<A> all, Function<A, B> make) {
        if (threads == null || all.size() < 2 * SHARE) {
            return all.stream().map(make).toList();
        }
        List<List<A>> shares = Lists.partition(all, SHARE);
        List<List<B>> made = new ArrayList<>(Collections.nCopies(shares.size(), List.of()));
        share(shares.size(), share -> {
            made.set(share, shares.get(share).stream().map(make).toList());
            return 1;
        });
        return made.stream().flatMap(List::stream).toList();
    }

    /**
     * Does every part of some work once. Threads of the executor help where they are free. The caller works too and never waits
     * for a hand that has not begun, so a busy executor only means less help.
     */
    private int share(int parts, IntUnaryOperator work) {
        AtomicInteger next = new AtomicInteger();
        IntSupplier turn = () -> {
            int done = 0;
            for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
                done += work.applyAsInt(part);
            }
            return done;
        };
        List<Hand> hands = new ArrayList<>();
        int wanted = threads == null ? 0 : Math.min(parts, Runtime.getRuntime().availableProcessors()) - 1;
        for (int i = 0; threads != null && i < wanted; i++) {
            Hand.of(threads, turn).ifPresent(hands::add);
        }
        int done;
        try {
            done = turn.getAsInt();
        } finally {
            hands.forEach(Hand::settle);
        }
        for (Hand hand : hands) {
            done += hand.done();
        }
        return done;
    }

    /**
     * A turn that another thread may take.
     *
     * @param begun set by whoever comes first: the thread that takes the turn, or the caller who no longer needs it
     * @param result what the turn did, nothing where it was not taken
     */
    private record Hand(AtomicBoolean begun, CompletableFuture<Integer> result) {
        /** Empty where the executor takes no more work. */
        static Optional<Hand> of(Executor executor, IntSupplier turn) {
            AtomicBoolean begun = new AtomicBoolean();
            try {
                return Optional.of(new Hand(
                        begun,
                        CompletableFuture.supplyAsync(
                                () -> begun.compareAndSet(false, true) ? turn.getAsInt() : 0, executor)));
            } catch (RejectedExecutionException e) {
                return Optional.empty();
            }
        }

        /** Waits until the turn has ended, if it has begun; how it ended is told by {@link #done}. */
        void settle() {
            if (begun.compareAndSet(false, true)) {
                result.complete(0);
            } else {
                result.exceptionally(failure -> 0).join();
            }
        }

        int done() {
            try {
                return result.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException failure ? failure : e;
            }
        }
    }
}
