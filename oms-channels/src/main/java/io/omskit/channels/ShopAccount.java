package io.omskit.channels;

import io.omskit.connect.Secret;
import io.omskit.fact.ShopRef;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of one shop, in one line: {@code ShopAccount.of("taobao", "flagship").with("appKey",
 * "123").secret("appSecret", env)}. Immutable; {@link #toString} shows names and never values of secrets.
 */
public final class ShopAccount {
    /** Option that replaces the platform's address, for a sandbox or a shop's own server. */
    public static final String ENDPOINT = "endpoint";

    private final ShopRef shop;
    private final Map<String, String> options;
    private final Map<String, Secret> secrets;
    private final @Nullable Instant since;
    private final Duration every;
    private final @Nullable ZoneId zone;

    private ShopAccount(
            ShopRef shop,
            Map<String, String> options,
            Map<String, Secret> secrets,
            @Nullable Instant since,
            Duration every,
            @Nullable ZoneId zone) {
        this.shop = shop;
        this.options = Map.copyOf(options);
        this.secrets = Map.copyOf(secrets);
        this.since = since;
        this.every = every;
        this.zone = zone;
    }

    /** An account that is read every minute, at first from one day back. */
    public static ShopAccount of(String platform, String shop) {
        return new ShopAccount(new ShopRef(platform, shop), Map.of(), Map.of(), null, Duration.ofMinutes(1), null);
    }

    /** Adds an option that is no secret. */
    public ShopAccount with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(options);
        more.put(name, value);
        return new ShopAccount(shop, more, secrets, since, every, zone);
    }

    /** Adds a secret. */
    public ShopAccount secret(String name, String value) {
        Map<String, Secret> more = new LinkedHashMap<>(secrets);
        more.put(name, Secret.of(value));
        return new ShopAccount(shop, options, more, since, every, zone);
    }

    /** From when the first read starts; without it one day before it. */
    public ShopAccount since(Instant instant) {
        return new ShopAccount(shop, options, secrets, instant, every, zone);
    }

    /** How often the shop is read; zero means at every call of {@link Channels#sync}. */
    public ShopAccount every(Duration interval) {
        if (interval.isNegative()) {
            throw new IllegalArgumentException(
                    "interval " + interval + " of shop " + shop + " is negative.\nGive zero or more.");
        }
        return new ShopAccount(shop, options, secrets, since, interval, zone);
    }

    /** The zone of a shop whose platform prints times in the shop's own zone. */
    public ShopAccount zone(ZoneId shopZone) {
        return new ShopAccount(shop, options, secrets, since, every, shopZone);
    }

    /** The shop. */
    public ShopRef shop() {
        return shop;
    }

    /** From when the first read starts. */
    public Optional<Instant> since() {
        return Optional.ofNullable(since);
    }

    /** How often the shop is read. */
    public Duration every() {
        return every;
    }

    /** The shop's own zone. */
    public Optional<ZoneId> zone() {
        return Optional.ofNullable(zone);
    }

    /** An option that may be missing. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** A secret that may be missing. */
    public Optional<Secret> findSecret(String name) {
        return Optional.ofNullable(secrets.get(name));
    }

    /**
     * An option that the platform needs.
     *
     * @throws IllegalArgumentException if it is missing
     */
    public String option(String name) {
        return find(name).orElseThrow(() -> missing("with", name));
    }

    /**
     * A secret that the platform needs.
     *
     * @throws IllegalArgumentException if it is missing
     */
    public Secret secret(String name) {
        return findSecret(name).orElseThrow(() -> missing("secret", name));
    }

    /** Whether a text holds one of the secrets; for tests and for filters of logs. */
    public boolean isBetrayedBy(String text) {
        return secrets.values().stream().anyMatch(secret -> text.contains(secret.reveal()));
    }

    /** Options and revealed secrets by name, for signers and verifiers; never log it. */
    Map<String, String> credentials() {
        Map<String, String> all = new LinkedHashMap<>(options);
        secrets.forEach((name, value) -> all.put(name, value.reveal()));
        return all;
    }

    private IllegalArgumentException missing(String method, String name) {
        return new IllegalArgumentException("shop " + shop + " has no " + name + ".\nAdd ." + method + "(\"" + name
                + "\", ...) to its ShopAccount; it has " + new TreeSet<>(options.keySet()) + " and the secrets "
                + new TreeSet<>(secrets.keySet()) + ".");
    }

    @Override
    public String toString() {
        return "ShopAccount[" + shop + " options " + new TreeSet<>(options.keySet()) + " secrets "
                + new TreeSet<>(secrets.keySet()) + "]";
    }
}
