package io.omskit.channels;

import io.omskit.engine.edge.FactMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The adapter of one platform: what it can do, how well that is proven, how payloads are read, how calls are signed, and how
 * a shop is connected. Found by {@link java.util.ServiceLoader}; implementations have a public constructor without
 * parameters, hold no state and are safe for several threads.
 */
public interface Channel {
    /** The platform id, as the channel reference names it: {@code taobao}, {@code woocommerce}. */
    String id();

    /** The platform's name for people. */
    String name();

    /** How far the adapter goes. */
    Tier tier();

    /** What the adapter can do; {@link #connect} gives a connection that really does it. */
    Set<Capability> capabilities();

    /** What the mapping and the signature were proven with. */
    Set<Evidence> evidence();

    /** Checks of the contract that do not apply to this platform, each with the reason. */
    List<Skipped> skipped();

    /**
     * Reads this platform's payloads. Under an API's name it takes one object of that API or a whole answer body; under the
     * empty name it recognizes an answer body, a list of order objects, or a bundle {@code {apiName: body or [body, ...]}}.
     */
    FactMapper mapper();

    /** Signs calls by the platform's rule; empty where calls are not signed. */
    Optional<Signer> signer();

    /** Verifies the platform's webhooks; empty where it sends none. */
    Optional<Verifier> verifier();

    /**
     * Connects a shop. Does not call the platform yet.
     *
     * @throws IllegalArgumentException if the account misses a credential; the message names it
     */
    ShopConnection connect(ShopAccount account, Wiring wiring);

    /**
     * A credential that a signature needs.
     *
     * @throws IllegalArgumentException if it is missing; the message names it and shows no value
     */
    static String credential(Map<String, String> credentials, String name) {
        String value = credentials.get(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(
                    "credential " + name + " is missing.\nGive it beside " + new TreeSet<>(credentials.keySet()) + ".");
        }
        return value;
    }

    /** How far an adapter goes. */
    enum Tier {
        /** Everything the platform offers to an order system, with a sandbox. */
        DEEP,
        /** Orders, refunds, ship notice and stock. */
        CORE,
        /** Mapping only, or unproven. */
        EXPERIMENTAL
    }

    /** What an adapter can do. */
    enum Capability {
        PARSE,
        SIGN,
        WEBHOOK,
        ORDER_FEED,
        ORDER_LOOKUP,
        REFUND_FEED,
        SHIP_NOTICE,
        STOCK_PUSH,
        /** Telling which orders go to one receiver. */
        RECEIVER_GROUPING,
        SANDBOX
    }

    /** What an adapter was proven with, the weakest first. */
    enum Evidence {
        DOCUMENTED_PAYLOAD,
        SDK_VECTOR,
        OFFICIAL_VECTOR,
        LIVE_PEER
    }

    /**
     * A check that does not apply.
     *
     * @param check its name in the contract
     * @param reason why it does not apply to this platform
     */
    record Skipped(String check, String reason) {}

    /** Computes the signature of a call as the platform wants it. */
    @FunctionalInterface
    interface Signer {
        /**
         * Signs.
         *
         * @throws IllegalArgumentException if a credential or a part that is signed is missing; the message names it
         */
        Signature sign(Unsigned call);
    }

    /** Tells a genuine webhook from a forged one, and what it is about. */
    @FunctionalInterface
    interface Verifier {
        /**
         * Verifies a webhook.
         *
         * @param credentials by the names the account uses, secrets included
         * @throws IllegalArgumentException if a credential is missing; the message names it
         */
        Verdict verify(Map<String, String> credentials, WebhookCall call);
    }

    /**
     * A call before signing.
     *
     * @param credentials by the names the account uses, secrets included
     * @param method HTTP method
     * @param path path of the address, or the absolute address where the signature covers the host
     * @param query parameters, not encoded
     * @param headers as sent
     * @param body as sent, empty if there is none
     * @param timestamp in the platform's own form, absent where it is among the parameters
     */
    record Unsigned(
            Map<String, String> credentials,
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            String body,
            @Nullable String timestamp) {
        public Unsigned {
            credentials = Map.copyOf(credentials);
            query = Map.copyOf(query);
            headers = Map.copyOf(headers);
        }

        /** A credential that the signature needs; as {@link Channel#credential}. */
        public String credential(String name) {
            return Channel.credential(credentials, name);
        }

        @Override
        public String toString() {
            return "Unsigned[" + method + " " + path + "]";
        }
    }

    /**
     * A computed signature.
     *
     * @param signature as it goes out
     * @param where its place: {@code query:sign}, {@code header:X-Sign}
     */
    record Signature(String signature, String where) {}

    /**
     * A webhook as it came.
     *
     * @param headers as received
     * @param query parameters, decoded
     * @param body the bytes as received
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on as it came, never compared
    record WebhookCall(Map<String, String> headers, Map<String, String> query, byte[] body) {
        public WebhookCall {
            headers = Map.copyOf(headers);
            query = Map.copyOf(query);
        }

        /** A header's value, whatever the case of its name. */
        public Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }

        @Override
        public String toString() {
            return "WebhookCall[" + body.length + " bytes]";
        }
    }

    /**
     * What a webhook is worth.
     *
     * @param valid whether it is genuine
     * @param orders numbers of the orders to look at again; empty unless valid
     */
    record Verdict(boolean valid, List<String> orders) {
        public Verdict {
            orders = List.copyOf(orders);
        }

        /** A forged or broken webhook. */
        public static Verdict invalid() {
            return new Verdict(false, List.of());
        }
    }
}
