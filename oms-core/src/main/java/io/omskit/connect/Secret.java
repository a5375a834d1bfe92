package io.omskit.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A key, password or token that must not reach a log, a message or a debugger's tooltip: {@link #toString()} hides it and comparison takes the same time
 * wherever two secrets differ. Immutable.
 */
public final class Secret {
    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /**
     * Wraps a secret text.
     *
     * @throws IllegalArgumentException if the text is empty: a missing secret is better noticed here than as a wrong signature
     */
    public static Secret of(String text) {
        if (requireNonNull(text, "text").isEmpty()) {
            throw new IllegalArgumentException(
                    "secret is empty\nCheck the credentials of the shop; a value is missing.");
        }
        return new Secret(text);
    }

    /** The secret itself; call this only where it goes into a signature or onto the wire. */
    public String reveal() {
        return text;
    }

    /** The secret's UTF-8 bytes. */
    public byte[] revealBytes() {
        return text.getBytes(UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(revealBytes(), secret.revealBytes());
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "Secret(***)";
    }
}
