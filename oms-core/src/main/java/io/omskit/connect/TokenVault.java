package io.omskit.connect;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the host keeps the tokens of its shops, sealed and shared by all its processes. Many platforms accept a refresh token once only, so
 * {@link #store} must be durable before it returns. Implementations are thread-safe and may throw their own unchecked exceptions, which reach the caller.
 */
public interface TokenVault {
    /**
     * The tokens of one shop.
     *
     * @param access what calls are made with
     * @param accessUntil when it expires
     * @param refresh what the next tokens are fetched with, or null where the platform has none
     * @param refreshUntil when that expires, or null where the platform does not say
     */
    record Tokens(
            Secret access,
            Instant accessUntil,
            @Nullable Secret refresh,
            @Nullable Instant refreshUntil) {
        /** Refuses tokens without access or end. */
        public Tokens {
            requireNonNull(access, "access");
            requireNonNull(accessUntil, "accessUntil");
        }
    }

    /** The stored tokens of a shop, or null when it was never authorized. */
    @Nullable
    Tokens load(String platform, String shop);

    /** Stores the tokens of a shop durably in place of earlier ones. */
    void store(String platform, String shop, Tokens tokens);
}
