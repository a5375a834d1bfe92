package io.omskit.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One HTTP response with its whole, already bounded and unpacked body. Immutable; header names are compared without case. */
public final class HttpAnswer {
    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    private HttpAnswer(int status, Map<String, List<String>> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** An answer of these parts; the body is copied. */
    public static HttpAnswer of(int status, Map<String, List<String>> headers, byte[] body) {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        return new HttpAnswer(status, copy, body.clone());
    }

    /** An answer with a JSON text, as sandboxes give it. */
    public static HttpAnswer json(int status, String body) {
        return of(status, Map.of("Content-Type", List.of("application/json;charset=utf-8")), body.getBytes(UTF_8));
    }

    /** The same answer with one more header. */
    public HttpAnswer withHeader(String name, String value) {
        Map<String, List<String>> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(name, List.of(value));
        return new HttpAnswer(status, more, body);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Says whether the status is 2xx; many platforms report failures under 200 all the same. */
    public boolean isOk() {
        return status >= 200 && status < 300;
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** All values of a header. */
    public List<String> headers(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /** A copy of the body. */
    public byte[] body() {
        return body.clone();
    }

    /** The body as UTF-8 text. */
    public String text() {
        return new String(body, UTF_8);
    }

    /** The size of the body in bytes. */
    public int length() {
        return body.length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HttpAnswer answer
                && status == answer.status
                && headers.equals(answer.headers)
                && Arrays.equals(body, answer.body);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * status + headers.hashCode()) + Arrays.hashCode(body);
    }

    /** Status and length; the body may hold personal data. */
    @Override
    public String toString() {
        return "HttpAnswer(" + status + ", " + body.length + " bytes)";
    }
}
