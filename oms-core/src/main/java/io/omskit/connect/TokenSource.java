package io.omskit.connect;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.omskit.connect.TokenVault.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Valid access tokens of one platform's shops. Tokens are cached, fetched anew shortly before they expire, by one thread per shop while the others wait for
 * its result, and new tokens are stored in the {@link TokenVault} before anybody uses them. If storing fails, the new tokens are kept and stored first
 * thing at the next request: a refresh token that works once only must not be lost. Thread-safe.
 */
public final class TokenSource {
    /** Fetches new tokens from the platform. */
    @FunctionalInterface
    public interface Refresher {
        /**
         * Asks the platform for new tokens.
         *
         * @param old the last known ones, whose refresh token may work once only
         */
        Answer<Tokens> refresh(String shop, Tokens old);
    }

    private static final int MAX_CACHED = 10_000;

    private final String platform;
    private final TokenVault vault;
    private final Refresher refresher;
    private final InstantSource clock;
    private final Duration margin;
    private final Cache<String, Tokens> valid = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED)
            .executor(Runnable::run)
            .build();
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final Map<String, Tokens> unstored = new ConcurrentHashMap<>();

    /**
     * A source for one platform.
     *
     * @param margin how long before its end a token is fetched anew; some platforms refuse to refresh earlier than a certain time before the end
     */
    public TokenSource(String platform, TokenVault vault, Refresher refresher, InstantSource clock, Duration margin) {
        this.platform = requireNonNull(platform, "platform");
        this.vault = requireNonNull(vault, "vault");
        this.refresher = requireNonNull(refresher, "refresher");
        this.clock = requireNonNull(clock, "clock");
        this.margin = requireNonNull(margin, "margin");
    }

    /** A token that is valid now, fetched anew where needed. Until its end, an old token is given when no new one can be had. */
    public Answer<Secret> current(String shop) {
        Tokens known = valid.getIfPresent(shop);
        if (known != null && isFresh(known)) {
            return Answer.of(known.access());
        }
        return locked(shop, () -> {
            Tokens tokens = known(shop);
            if (tokens == null) {
                return unauthorized(shop, "was never authorized");
            }
            if (isFresh(tokens)) {
                return Answer.of(tokens.access());
            }
            Answer<Secret> renewed = renew(shop, tokens);
            boolean usable = tokens.accessUntil().isAfter(clock.instant());
            return renewed.isSuccess() || !usable ? renewed : Answer.of(tokens.access());
        });
    }

    /**
     * A token in place of one that the platform refused. When another thread or process has already fetched a new one, that is the answer.
     *
     * @param refused the token the platform did not accept
     */
    public Answer<Secret> renewed(String shop, Secret refused) {
        return locked(shop, () -> {
            Tokens tokens = known(shop);
            if (tokens != null && !tokens.access().equals(refused) && isFresh(tokens)) {
                return Answer.of(tokens.access());
            }
            valid.invalidate(shop);
            tokens = known(shop);
            if (tokens == null) {
                return unauthorized(shop, "was never authorized");
            }
            return tokens.access().equals(refused) || !isFresh(tokens)
                    ? renew(shop, tokens)
                    : Answer.of(tokens.access());
        });
    }

    /** The latest tokens that are safely stored; the caller holds the shop's lock. */
    private @Nullable Tokens known(String shop) {
        Tokens pending = unstored.get(shop);
        if (pending != null) {
            keep(shop, pending);
            return pending;
        }
        Tokens cached = valid.getIfPresent(shop);
        if (cached != null && isFresh(cached)) {
            return cached;
        }
        Tokens stored = vault.load(platform, shop);
        if (stored != null) {
            valid.put(shop, stored);
        }
        return stored;
    }

    private Answer<Secret> renew(String shop, Tokens old) {
        Instant end = old.refreshUntil();
        if (end != null && !end.isAfter(clock.instant())) {
            return unauthorized(shop, "has a refresh token that expired at " + end);
        }
        Answer<Tokens> answer = refresher.refresh(shop, old);
        Tokens tokens = answer.toOptional().orElse(null);
        if (tokens == null) {
            return fromElsewhere(shop, old).orElseGet(() -> answer.map(Tokens::access));
        }
        unstored.put(shop, tokens);
        keep(shop, tokens);
        return Answer.of(tokens.access());
    }

    /** Another process may have used the refresh token at the same moment; then its result is in the vault. */
    private Optional<Answer<Secret>> fromElsewhere(String shop, Tokens old) {
        Tokens stored = vault.load(platform, shop);
        if (stored == null || stored.access().equals(old.access()) || !isFresh(stored)) {
            return Optional.empty();
        }
        valid.put(shop, stored);
        return Optional.of(Answer.of(stored.access()));
    }

    /** Stores first, then lets the tokens be used. */
    private void keep(String shop, Tokens tokens) {
        vault.store(platform, shop, tokens);
        unstored.remove(shop);
        valid.put(shop, tokens);
    }

    private boolean isFresh(Tokens tokens) {
        return tokens.accessUntil().minus(margin).isAfter(clock.instant());
    }

    private Answer<Secret> unauthorized(String shop, String why) {
        return Answer.failed(
                ErrorClass.UNAUTHORIZED,
                "no-token",
                "shop " + shop + " of " + platform + " " + why + "; authorize it again");
    }

    private Answer<Secret> locked(String shop, Supplier<Answer<Secret>> work) {
        ReentrantLock lock = locks.computeIfAbsent(shop, key -> new ReentrantLock());
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
