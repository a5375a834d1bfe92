package io.omskit.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.omskit.channels.Channels.Report;
import io.omskit.channels.Channels.Trouble;
import io.omskit.connect.Answer;
import io.omskit.connect.Digests;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.Failure;
import io.omskit.connect.WindowSplitter;
import io.omskit.engine.edge.Acceptance;
import io.omskit.engine.edge.Cursor;
import io.omskit.engine.edge.Message;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pulling of one shop: orders that webhooks pointed at, then every feed window by window. A feed's cursor moves when the
 * last page of a window is accepted; a full inbox stops the shop until the next time. One run at a time.
 */
final class ShopSync {
    private static final Logger LOG = LoggerFactory.getLogger(ShopSync.class);
    private static final Duration FIRST_READ = Duration.ofDays(1);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(10);
    private static final int MAX_HINTS = 10_000;
    private static final int REMEMBERED_ROWS = 20_000;

    private final Channel channel;
    private final ShopConnection connection;
    private final ShopAccount account;
    private final Inbox inbox;
    /** Rows accepted lately: windows overlap, so most of a quiet shop's rows come again unchanged. */
    private final Cache<String, Boolean> accepted = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_ROWS)
            .executor(Runnable::run)
            .build();

    private final Set<String> hints = new LinkedHashSet<>();
    private Instant due = Instant.MIN;

    ShopSync(Channel channel, ShopConnection connection, ShopAccount account, Inbox inbox) {
        this.channel = channel;
        this.connection = connection;
        this.account = account;
        this.inbox = inbox;
    }

    Channel channel() {
        return channel;
    }

    ShopAccount account() {
        return account;
    }

    /** Remembers orders to look at again. They need not survive a crash, for the next window holds them too. */
    void hint(List<String> numbers) {
        synchronized (hints) {
            for (String number : numbers) {
                if (hints.size() < MAX_HINTS) {
                    hints.add(number);
                }
            }
        }
    }

    /** Pulls what is due. */
    synchronized Report run(Instant now) {
        Run run = new Run(now);
        run.lookUpHinted();
        if (!due.isAfter(now)) {
            for (Feed feed : connection.feeds()) {
                if (!run.full) {
                    run.pull(feed);
                }
            }
            due = now.plus(run.pause());
        }
        return run.report();
    }

    private static String text(Failure failure) {
        return failure.errorClass() + " " + failure.code() + ": " + failure.text();
    }

    private final class Run {
        private final Instant now;
        private final List<Trouble> troubles = new ArrayList<>();
        private long rows;
        private long messages;
        private boolean full;
        private @Nullable Duration asked;

        Run(Instant now) {
            this.now = now;
        }

        void lookUpHinted() {
            if (!(connection instanceof OrderLookup lookup)) {
                // without a look-up a hint means: read the feeds now
                synchronized (hints) {
                    due = hints.isEmpty() ? due : Instant.MIN;
                    hints.clear();
                }
                return;
            }
            for (String number : hinted()) {
                Answer<List<Feed.Row>> found = lookup.lookUp(number);
                boolean taken = found.fold(this::take, failure -> {
                    troubles.add(new Trouble(connection.shop(), "look-up", text(failure)));
                    return failure.errorClass() == ErrorClass.NOT_FOUND;
                });
                if (taken) {
                    synchronized (hints) {
                        hints.remove(number);
                    }
                }
                if (full) {
                    return;
                }
            }
        }

        void pull(Feed feed) {
            String name = connection.shop() + "/" + feed.name();
            Instant start = start(name, feed);
            if (start == null) {
                return;
            }
            WindowSplitter.Coverage coverage = feed.windows()
                    .sweep(
                            start,
                            now,
                            window -> feed.read(window, this::take),
                            until -> inbox.accept(List.of(), List.of(new Cursor(name, until.toString()))));
            Failure failure = coverage.failure();
            if (failure != null) {
                asked = failure.retryAfter();
                troubles.add(new Trouble(connection.shop(), feed.name(), text(failure)));
                LOG.warn("{} was read until {} only: {}", name, coverage.completeUntil(), text(failure));
            }
        }

        /** Where the feed was left; an unreadable cursor stops this feed, for guessing could pass orders. */
        private @Nullable Instant start(String name, Feed feed) {
            String cursor = inbox.cursor(name).orElse(null);
            if (cursor == null) {
                return account.since().orElse(now.minus(FIRST_READ));
            }
            try {
                return Instant.parse(cursor);
            } catch (DateTimeException e) {
                troubles.add(new Trouble(
                        connection.shop(),
                        feed.name(),
                        "cursor " + name + " is '" + cursor + "', which is no time; set it to an instant such as "
                                + now));
                return null;
            }
        }

        private boolean take(List<Feed.Row> page) {
            List<Message> fresh = new ArrayList<>(page.size());
            List<String> marks = new ArrayList<>(page.size());
            for (Feed.Row row : page) {
                String mark = row.api() + ' ' + row.number() + ' ' + hash(row.payload());
                if (accepted.getIfPresent(mark) == null && !marks.contains(mark)) {
                    marks.add(mark);
                    fresh.add(message(row));
                }
            }
            rows += page.size();
            if (!fresh.isEmpty() && inbox.accept(fresh, List.of()) == Acceptance.LATER) {
                full = true;
                troubles.add(new Trouble(connection.shop(), "inbox", "is full; the rest is read later"));
                return false;
            }
            marks.forEach(mark -> accepted.put(mark, true));
            messages += fresh.size();
            return true;
        }

        /** An order beyond the limit of messages becomes a message that cannot be read, so that it is seen and nothing waits. */
        private Message message(Feed.Row row) {
            if (row.payload().length <= Message.MAX_PAYLOAD) {
                return ShopEffects.message(channel, connection, row);
            }
            String note = "{\"oversized\":" + row.payload().length + "}";
            return ShopEffects.message(
                    channel, connection, new Feed.Row(row.api(), row.number(), row.modified(), note.getBytes(UTF_8)));
        }

        private List<String> hinted() {
            synchronized (hints) {
                return List.copyOf(hints);
            }
        }

        Duration pause() {
            if (asked != null) {
                return asked;
            }
            boolean soon = !troubles.isEmpty() && account.every().compareTo(AFTER_TROUBLE) > 0;
            return soon ? AFTER_TROUBLE : account.every();
        }

        Report report() {
            return new Report(rows, messages, troubles);
        }

        private static String hash(byte[] payload) {
            return Digests.Encoding.BASE64.encode(Digests.SHA256.hash(payload));
        }
    }
}
