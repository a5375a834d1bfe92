package io.omskit.connect;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads all pages of a list and says whether it got them all. Rows may be delivered more than once, since lists move while they are read; the receiver keeps
 * the newest revision. Nothing is ever silently partial: a failed page, a list that keeps moving, a cursor that stands still and a receiver that refuses all
 * end in a {@link Sweep} that is not complete. Immutable.
 *
 * <p>Which form is right depends on how the platform sorts. Lists sorted by modified time, newest first, in a closed window lose rows as orders are touched:
 * what follows moves up. Read those from the last page to the first, so that the moving rows meet pages that are still to be read.
 */
public final class Pager {
    /**
     * One page of a list.
     *
     * @param rows may be empty
     * @param total rows of the whole list, or -1 when the platform does not say
     * @param more whether the platform says that more follow; null when it does not say
     * @param next the next cursor, or null when there is none
     */
    public record Page<T>(
            List<T> rows,
            long total,
            @Nullable Boolean more,
            @Nullable String next) {
        /** Copies the rows. */
        public Page {
            rows = List.copyOf(rows);
        }

        /** A page of a list whose total is told. */
        public static <T> Page<T> ofTotal(List<T> rows, long total) {
            return new Page<>(rows, total, null, null);
        }

        /** A page that says whether more follow. */
        public static <T> Page<T> ofMore(List<T> rows, boolean more) {
            return new Page<>(rows, -1, more, null);
        }

        /** A page with the cursor of the next one; null or empty ends the list. */
        public static <T> Page<T> ofCursor(List<T> rows, @Nullable String next) {
            return new Page<>(rows, -1, null, next == null || next.isEmpty() ? null : next);
        }

        /** A page that says nothing about the rest: the list ends with the first empty page. */
        public static <T> Page<T> bare(List<T> rows) {
            return new Page<>(rows, -1, null, null);
        }
    }

    /** How a sweep over a list ended. */
    public enum Outcome {
        /** Every row was delivered and accepted. */
        COMPLETE,
        /** The list has more pages than allowed; ask for a smaller window. */
        TOO_LONG,
        /** A page could not be read. */
        FAILED,
        /** The receiver did not accept a page. */
        REFUSED,
        /** The cursor came back to a page that was read before. */
        STUCK,
        /** The total changed during every round. */
        MOVING
    }

    /**
     * The result of reading a list.
     *
     * @param outcome how it ended
     * @param pages pages that were read, repeated ones included
     * @param rows rows that were delivered, repeated ones included
     * @param failure why it is not complete; null when it is
     */
    public record Sweep(
            Outcome outcome, int pages, long rows, @Nullable Failure failure) {
        /** Says whether everything was delivered, so that a cursor may move. */
        public boolean isComplete() {
            return outcome == Outcome.COMPLETE;
        }
    }

    /** Reads the page with a number, counted from 1. */
    @FunctionalInterface
    public interface ByNumber<T> {
        /** One page. */
        Answer<Page<T>> read(int pageNumber);
    }

    /** Reads the page at a cursor. */
    @FunctionalInterface
    public interface ByCursor<T> {
        /** One page; the cursor is null for the first. */
        Answer<Page<T>> read(@Nullable String cursor);
    }

    private static final int MAX_ROUNDS = 3;
    private static final Pattern LINK = Pattern.compile("<([^>]*)>([^<]*)");
    private static final Pattern NEXT =
            Pattern.compile(";\\s*rel\\s*=\\s*\"?[^\";]*\\bnext\\b", Pattern.CASE_INSENSITIVE);

    private final int pageSize;
    private final int maxPages;

    private Pager(int pageSize, int maxPages) {
        this.pageSize = pageSize;
        this.maxPages = maxPages;
    }

    /**
     * A pager.
     *
     * @param pageSize rows that are asked for in each page
     * @param maxPages most pages of one list
     */
    public static Pager of(int pageSize, int maxPages) {
        if (pageSize < 1 || maxPages < 1) {
            throw new IllegalArgumentException("pageSize " + pageSize + " or maxPages " + maxPages
                    + " is not positive\nGive at least 1 for both.");
        }
        return new Pager(pageSize, maxPages);
    }

    /** Rows that are asked for in each page. */
    public int pageSize() {
        return pageSize;
    }

    /**
     * Reads pages 1, 2, 3 and so on. When the total is told and changes meanwhile, the list is read again, at most three times in all.
     *
     * @param receiver gets the rows of each page that has any, and says whether it took them
     */
    public <T> Sweep fromFirst(ByNumber<T> source, Predicate<List<T>> receiver) {
        Run<T> run = new Run<>(receiver);
        for (int round = 1; round <= MAX_ROUNDS; round++) {
            Optional<Sweep> ended = run.forward(source);
            if (ended.isPresent()) {
                return ended.get();
            }
        }
        return run.moving();
    }

    /**
     * Asks page 1 for the total, then reads the pages from the last to the first. When the list grows meanwhile, it is read again, at most three times in all.
     *
     * @param receiver gets the rows of each page that has any, and says whether it took them
     */
    public <T> Sweep fromLast(ByNumber<T> source, Predicate<List<T>> receiver) {
        Run<T> run = new Run<>(receiver);
        for (int round = 1; round <= MAX_ROUNDS; round++) {
            Optional<Sweep> ended = run.backward(source);
            if (ended.isPresent()) {
                return ended.get();
            }
        }
        return run.moving();
    }

    /**
     * Follows cursors, keys or next links until a page has none.
     *
     * @param receiver gets the rows of each page that has any, and says whether it took them
     */
    public <T> Sweep byCursor(ByCursor<T> source, Predicate<List<T>> receiver) {
        Run<T> run = new Run<>(receiver);
        Set<String> seen = new HashSet<>();
        String cursor = null;
        while (run.roundPages < maxPages) {
            Page<T> page = run.take(source.read(cursor), true);
            if (page == null) {
                return run.ended();
            }
            cursor = page.next();
            if (cursor == null) {
                return run.end(Outcome.COMPLETE, null);
            }
            if (!seen.add(cursor)) {
                return run.end(
                        Outcome.STUCK,
                        failure("cursor-stands-still", "the cursor of page " + run.pages + " was used before"));
            }
        }
        return run.tooLong();
    }

    /** The address of the next page in {@code Link} headers (RFC 8288), relative addresses resolved against the page's own. */
    public static Optional<URI> nextLink(HttpAnswer answer, URI own) {
        for (String header : answer.headers("Link")) {
            Matcher link = LINK.matcher(header);
            while (link.find()) {
                if (NEXT.matcher(link.group(2)).find()) {
                    try {
                        return Optional.of(own.resolve(link.group(1).strip()));
                    } catch (IllegalArgumentException e) {
                        return Optional.empty();
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Failure failure(String code, String text) {
        return Failure.of(ErrorClass.INVALID_REQUEST, code, text);
    }

    /** One sweep under way: counts, and the way it ended once it has. */
    private final class Run<T> {
        private final Predicate<List<T>> receiver;
        private int pages;
        private int roundPages;
        private long rows;
        private @Nullable Sweep ended;

        Run(Predicate<List<T>> receiver) {
            this.receiver = requireNonNull(receiver, "receiver");
        }

        /** One round from page 1 on; empty when the total changed and the list has to be read again. */
        Optional<Sweep> forward(ByNumber<T> source) {
            roundPages = 0;
            long first = -1;
            while (roundPages < maxPages) {
                Page<T> page = take(source.read(roundPages + 1), true);
                if (page == null) {
                    return Optional.of(ended());
                }
                first = roundPages == 1 ? page.total() : first;
                if (page.total() > (long) pageSize * maxPages) {
                    return Optional.of(tooLong());
                }
                if (isLast(page)) {
                    return page.total() == first ? Optional.of(end(Outcome.COMPLETE, null)) : Optional.empty();
                }
                if (page.rows().isEmpty() && page.more() == null) {
                    return Optional.empty();
                }
            }
            return Optional.of(tooLong());
        }

        /** One round from the last page down; empty when the list grew and has to be read again. */
        Optional<Sweep> backward(ByNumber<T> source) {
            roundPages = 0;
            Page<T> probe = take(source.read(1), false);
            if (probe == null) {
                return Optional.of(ended());
            }
            long total = probe.total();
            if (total < 0) {
                return Optional.of(end(
                        Outcome.FAILED,
                        failure(
                                "no-total",
                                "page 1 tells no total, so the last page is unknown; read forward or ask for it")));
            }
            long last = (total + pageSize - 1) / pageSize;
            if (last > maxPages) {
                return Optional.of(tooLong());
            }
            if (last <= 1) {
                return Optional.of(delivered(probe) ? end(Outcome.COMPLETE, null) : ended());
            }
            for (int number = (int) last; number >= 1; number--) {
                Page<T> page = take(source.read(number), true);
                if (page == null) {
                    return Optional.of(ended());
                }
                if (page.total() > total) {
                    return Optional.empty();
                }
            }
            return Optional.of(end(Outcome.COMPLETE, null));
        }

        /** Counts a page and delivers its rows; null when the sweep has ended with it. */
        @Nullable
        Page<T> take(Answer<Page<T>> answer, boolean deliver) {
            Page<T> page = answer.toOptional().orElse(null);
            if (page == null) {
                ended = end(Outcome.FAILED, answer.failure().orElse(null));
                return null;
            }
            pages++;
            roundPages++;
            return !deliver || delivered(page) ? page : null;
        }

        private boolean delivered(Page<T> page) {
            if (page.rows().isEmpty()) {
                return true;
            }
            if (!receiver.test(page.rows())) {
                ended = end(
                        Outcome.REFUSED,
                        Failure.of(ErrorClass.RETRY, "not-accepted", "the receiver did not take page " + pages));
                return false;
            }
            rows += page.rows().size();
            return true;
        }

        private boolean isLast(Page<T> page) {
            if (page.more() != null) {
                return !page.more();
            }
            if (page.total() >= 0) {
                return (long) roundPages * pageSize >= page.total();
            }
            return page.rows().isEmpty();
        }

        Sweep ended() {
            return requireNonNull(ended, "ended");
        }

        Sweep tooLong() {
            return end(
                    Outcome.TOO_LONG,
                    failure(
                            "too-many-pages",
                            "the list has more than " + maxPages + " pages; ask for a smaller window"));
        }

        Sweep moving() {
            return end(
                    Outcome.MOVING,
                    Failure.of(
                            ErrorClass.RETRY, "list-moves", "the total changed in each of " + MAX_ROUNDS + " rounds"));
        }

        Sweep end(Outcome outcome, @Nullable Failure failure) {
            return new Sweep(outcome, pages, rows, failure);
        }
    }
}
