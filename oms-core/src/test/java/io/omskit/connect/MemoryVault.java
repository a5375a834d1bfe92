package io.omskit.connect;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A vault for tests that can be told to fail. */
final class MemoryVault implements TokenVault {
    final Map<String, Tokens> kept = new ConcurrentHashMap<>();
    volatile boolean broken;

    @Override
    public @Nullable Tokens load(String platform, String shop) {
        return kept.get(platform + "/" + shop);
    }

    @Override
    public void store(String platform, String shop, Tokens tokens) {
        if (broken) {
            throw new IllegalStateException("vault is closed");
        }
        kept.put(platform + "/" + shop, tokens);
    }
}
