package io.omskit.channels;

import io.omskit.connect.Exchange;
import io.omskit.connect.TokenVault;
import io.omskit.connect.Transport;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a connection gets from its host: the way out, the time, how to wait, where tokens are kept. Immutable.
 *
 * @param transport where calls go: the network, or a sandbox in this process
 * @param time what the time is
 * @param waiter how pauses are spent
 * @param vault where tokens are stored before use
 */
public record Wiring(Transport transport, InstantSource time, Exchange.Waiter waiter, TokenVault vault) {
    /**
     * A wiring whose pauses block the calling thread and whose tokens live in memory only. That is enough where tokens do not
     * change; a platform with rotating refresh tokens needs {@link #withVault}.
     */
    public static Wiring of(Transport transport, InstantSource time) {
        return new Wiring(transport, time, Exchange.Waiter.blocking(), new MemoryVault());
    }

    /** The same with another way to wait. */
    public Wiring withWaiter(Exchange.Waiter other) {
        return new Wiring(transport, time, other, vault);
    }

    /** The same with the host's own vault. */
    public Wiring withVault(TokenVault other) {
        return new Wiring(transport, time, waiter, other);
    }

    private static final class MemoryVault implements TokenVault {
        private final Map<String, Tokens> tokens = new ConcurrentHashMap<>();

        @Override
        public @Nullable Tokens load(String platform, String shop) {
            return tokens.get(platform + "/" + shop);
        }

        @Override
        public void store(String platform, String shop, Tokens fresh) {
            tokens.put(platform + "/" + shop, fresh);
        }
    }
}
