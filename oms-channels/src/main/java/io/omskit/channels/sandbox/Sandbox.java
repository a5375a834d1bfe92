package io.omskit.channels.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.omskit.channels.Channel;
import io.omskit.connect.HttpAnswer;
import io.omskit.connect.HttpCall;
import io.omskit.connect.Transport;
import io.omskit.connect.UrlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A platform that runs in this process. Implementations answer as the platform does, refuse what it would refuse, and verify
 * signatures with code that the adapter does not share. Thread-safe when served by {@link SandboxServer}.
 */
public interface Sandbox {
    /** Answers one call. Faults of the protocol (throttle, expired token, clock) are the sandbox's own business. */
    HttpAnswer handle(Request request);

    /** The webhooks that are due at the sandbox's time; each is given out once per delivery. */
    default List<Channel.WebhookCall> webhooks() {
        return List.of();
    }

    /** A transport that calls this sandbox directly, with faults of the line. */
    default Transport inProcess(FaultPlan faults) {
        return new SandboxTransport(this, faults);
    }

    /**
     * A call as a server sees it.
     *
     * @param method HTTP method in upper case
     * @param path path of the address, not decoded
     * @param rawQuery the query as sent, empty if there is none
     * @param headers by name in lower case
     * @param body the bytes as sent
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on as it came, never compared
    record Request(String method, String path, String rawQuery, Map<String, String> headers, byte[] body) {
        public Request {
            Map<String, String> lower = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            lower.putAll(headers);
            headers = lower;
        }

        /** The request that a client's call makes. */
        static Request of(HttpCall call) {
            Map<String, String> headers = new LinkedHashMap<>();
            call.headers().forEach(header -> headers.put(header.name(), header.value()));
            call.contentType().ifPresent(type -> headers.put("Content-Type", type));
            String query = call.target().getRawQuery();
            return new Request(
                    call.method(),
                    call.address().getRawPath(),
                    query == null ? "" : query,
                    headers,
                    call.bodyText().getBytes(UTF_8));
        }

        /** A header, whatever the case of its name. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        /** The query parameters, decoded; of equal names the last counts. */
        public Map<String, String> query() {
            return fields(rawQuery);
        }

        /** The form fields of the body, decoded; of equal names the last counts. */
        public Map<String, String> form() {
            return fields(text());
        }

        /** The body as UTF-8 text. */
        public String text() {
            return new String(body, UTF_8);
        }

        private static Map<String, String> fields(String encoded) {
            Map<String, String> fields = new TreeMap<>();
            UrlText.parse(encoded).forEach(field -> fields.put(field.name(), field.value()));
            return fields;
        }

        @Override
        public String toString() {
            return "Request[" + method + " " + path + " " + body.length + " bytes]";
        }
    }
}
