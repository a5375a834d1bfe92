package io.omskit.engine.process;

import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Command.MoveStock;
import io.omskit.store.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Books the stock movements of many threads in common commits: whoever comes while a commit is on its way waits, and the next
 * commit takes everybody who waits along. A hot counter changes once for all of them. Each command is still all or nothing and
 * gets its own answer. Safe for several threads.
 */
public final class Bookings {
    private static final int TOGETHER = 512;

    private final Function<List<MoveStock>, List<Command.Result>> run;
    private final Queue<Booking> waiting = new ArrayDeque<>();
    private boolean committing;

    /**
     * Bookings that are carried out like this.
     *
     * @param run carries commands out in one commit and answers each
     */
    public Bookings(Function<List<MoveStock>, List<Command.Result>> run) {
        this.run = run;
    }

    private record Booking(MoveStock command, CompletableFuture<Command.Result> answer) {}

    /** Books, and returns when it is committed or refused. */
    public Command.Result book(MoveStock command) {
        Booking booking = new Booking(command, new CompletableFuture<>());
        synchronized (waiting) {
            waiting.add(booking);
            while (committing && !booking.answer().isDone()) {
                awaitCommit();
            }
            if (booking.answer().isDone()) {
                return answer(booking);
            }
            committing = true;
        }
        try {
            while (!booking.answer().isDone()) {
                carryOut(next());
            }
        } finally {
            synchronized (waiting) {
                committing = false;
                waiting.notifyAll();
            }
        }
        return answer(booking);
    }

    private void awaitCommit() {
        try {
            waiting.wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted while stock was being booked; whether it was is not known.\n"
                            + "Book it again under the same reference: what is booked already is refused.",
                    e);
        }
    }

    private List<Booking> next() {
        List<Booking> group = new ArrayList<>();
        synchronized (waiting) {
            while (!waiting.isEmpty() && group.size() < TOGETHER) {
                group.add(waiting.remove());
            }
        }
        return group;
    }

    private void carryOut(List<Booking> group) {
        try {
            List<Command.Result> results =
                    run.apply(group.stream().map(Booking::command).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).answer().complete(results.get(i));
            }
        } catch (StoreException | IllegalStateException e) {
            // a commit that failed as a whole failed for each; what went wrong is thrown to every caller
            group.forEach(booking -> booking.answer().completeExceptionally(e));
        } finally {
            group.forEach(booking -> booking.answer()
                    .completeExceptionally(new IllegalStateException(
                            "stock that was booked together with other stock was not booked.\nBook it again.")));
            synchronized (waiting) {
                waiting.notifyAll();
            }
        }
    }

    private static Command.Result answer(Booking booking) {
        try {
            return booking.answer().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }
}
