package io.omskit.logistics;

import io.omskit.connect.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The configuration of one account at a carrier, in one line: {@code CarrierAccount.of("sf").with("partnerID",
 * "SHOP").secret("checkWord", env)}. Immutable; {@link #toString} shows names and never values of secrets.
 */
public final class CarrierAccount {
    /** Option that replaces the carrier's address, for its test gateway or a sandbox. */
    public static final String ENDPOINT = "endpoint";

    private final String carrier;
    private final Map<String, String> options;
    private final Map<String, Secret> secrets;

    private CarrierAccount(String carrier, Map<String, String> options, Map<String, Secret> secrets) {
        this.carrier = carrier;
        this.options = new TreeMap<>(options);
        this.secrets = new TreeMap<>(secrets);
    }

    /** An account without options. */
    public static CarrierAccount of(String carrier) {
        return new CarrierAccount(carrier, Map.of(), Map.of());
    }

    /** Adds an option that is no secret. */
    public CarrierAccount with(String name, String value) {
        CarrierAccount more = new CarrierAccount(carrier, options, secrets);
        more.options.put(name, value);
        return more;
    }

    /** Adds a secret. */
    public CarrierAccount secret(String name, String value) {
        CarrierAccount more = new CarrierAccount(carrier, options, secrets);
        more.secrets.put(name, Secret.of(value));
        return more;
    }

    /** The carrier id. */
    public String carrier() {
        return carrier;
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
     * An option that the carrier needs.
     *
     * @throws IllegalArgumentException if it is missing
     */
    public String option(String name) {
        return find(name).orElseThrow(() -> missing("with", name));
    }

    /**
     * A secret that the carrier needs.
     *
     * @throws IllegalArgumentException if it is missing
     */
    public Secret secret(String name) {
        return findSecret(name).orElseThrow(() -> missing("secret", name));
    }

    private IllegalArgumentException missing(String method, String name) {
        return new IllegalArgumentException(
                "the account at " + carrier + " has no " + name + ".\nAdd ." + method + "(\""
                        + name + "\", ...) to its CarrierAccount; it has " + options.keySet() + " and the secrets "
                        + secrets.keySet() + ".");
    }

    @Override
    public String toString() {
        return "CarrierAccount[" + carrier + " options " + options.keySet() + " secrets " + secrets.keySet() + "]";
    }
}
