package io.omskit.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request before or after signing: method, address, query, headers and a form or text body. Immutable; each {@code with} method returns a copy.
 * What a signer sees is exactly what goes out: {@link #target()} and {@link #bodyText()} are computed from the same parts every time.
 *
 * <p>A call is repeatable when sending it twice is harmless: {@code GET} is from birth, everything else only after {@link #repeatable()}.
 */
public final class HttpCall {
    /**
     * A named value of a query, a form or a header.
     *
     * @param name not empty
     * @param value may be empty
     */
    public record Field(String name, String value) {
        /** Refuses an empty name. */
        public Field {
            requireNonNull(value, "value");
            if (requireNonNull(name, "name").isEmpty()) {
                throw new IllegalArgumentException("a field has no name\nGive every parameter and header a name.");
            }
        }

        /** The name alone: values may be secret or personal. */
        @Override
        public String toString() {
            return name + "=***";
        }
    }

    private final String method;
    private final URI address;
    private final List<Field> query;
    private final List<Field> headers;
    private final List<Field> form;
    private final @Nullable String text;
    private final boolean repeatable;

    private HttpCall(Draft draft) {
        method = draft.method;
        address = draft.address;
        query = List.copyOf(draft.query);
        headers = List.copyOf(draft.headers);
        form = List.copyOf(draft.form);
        text = draft.text;
        repeatable = draft.repeatable;
    }

    /** A read by {@code GET}. */
    public static HttpCall get(String address) {
        return of("GET", address).repeatable();
    }

    /** A {@code POST}, not repeatable unless {@link #repeatable()} says so. */
    public static HttpCall post(String address) {
        return of("POST", address);
    }

    /**
     * A call of any method.
     *
     * @param address absolute URL; a query in it becomes the first query fields
     * @throws IllegalArgumentException if the address is not an absolute http or https URL
     */
    public static HttpCall of(String method, String address) {
        URI uri = URI.create(address);
        String scheme = uri.getScheme();
        if (scheme == null || uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new IllegalArgumentException("address of host '" + uri.getHost() + "' with scheme '" + scheme
                    + "' cannot be called\nGive an absolute URL that starts with https:// or http://.");
        }
        Draft draft = new Draft(method.toUpperCase(Locale.ROOT), withoutQuery(uri));
        if (uri.getRawQuery() != null) {
            draft.query.addAll(UrlText.parse(uri.getRawQuery()));
        }
        return new HttpCall(draft);
    }

    /** Adds a query parameter. */
    public HttpCall withQuery(String name, String value) {
        Draft draft = new Draft(this);
        draft.query.add(new Field(name, value));
        return new HttpCall(draft);
    }

    /** Sets a header; an earlier one of the same name, in whatever case, is replaced. */
    public HttpCall withHeader(String name, String value) {
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            throw new IllegalArgumentException(
                    "header " + name + " holds a line break\nEncode the value before it goes into a header.");
        }
        Draft draft = new Draft(this);
        draft.headers.removeIf(field -> field.name().equalsIgnoreCase(name));
        draft.headers.add(new Field(name, value));
        return new HttpCall(draft);
    }

    /**
     * Adds a form field.
     *
     * @throws IllegalStateException if a text body is set
     */
    public HttpCall withForm(String name, String value) {
        if (text != null) {
            throw new IllegalStateException(
                    "form field " + name + " on a call with a text body\nUse one kind of body.");
        }
        Draft draft = new Draft(this);
        draft.form.add(new Field(name, value));
        return new HttpCall(draft);
    }

    /**
     * Sets a text body and its content type.
     *
     * @throws IllegalStateException if form fields are set
     */
    public HttpCall withText(String contentType, String body) {
        if (!form.isEmpty()) {
            throw new IllegalStateException(
                    "text body on a call with " + form.size() + " form fields\nUse one kind of body.");
        }
        Draft draft = new Draft(withHeader("Content-Type", contentType));
        draft.text = requireNonNull(body, "body");
        return new HttpCall(draft);
    }

    /** The same call, marked as harmless to send twice: a read, or a write under an idempotency key. */
    public HttpCall repeatable() {
        Draft draft = new Draft(this);
        draft.repeatable = true;
        return new HttpCall(draft);
    }

    /** The method in upper case. */
    public String method() {
        return method;
    }

    /** The address without the query. */
    public URI address() {
        return address;
    }

    /** The query fields in order, not encoded. */
    public List<Field> query() {
        return query;
    }

    /** The headers; for a form the content type is added when the body goes out. */
    public List<Field> headers() {
        return headers;
    }

    /** The form fields in order, not encoded. */
    public List<Field> form() {
        return form;
    }

    /** Says whether sending twice is harmless. */
    public boolean isRepeatable() {
        return repeatable;
    }

    /** A header's value, whatever the case of its name. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst();
    }

    /** Query and form fields by name in byte order, as most signatures want them; of equal names the last counts. */
    public Map<String, String> parameters() {
        Map<String, String> all = new TreeMap<>();
        query.forEach(field -> all.put(field.name(), field.value()));
        form.forEach(field -> all.put(field.name(), field.value()));
        return all;
    }

    /** The address with the RFC 3986 encoded query, as it goes out. */
    public URI target() {
        return query.isEmpty() ? address : URI.create(address + "?" + UrlText.query(query));
    }

    /** The body as it goes out: the encoded form, the text, or empty. */
    public String bodyText() {
        return text != null ? text : UrlText.formBody(form);
    }

    /** The content type as it goes out, if there is a body. */
    public Optional<String> contentType() {
        return form.isEmpty()
                ? header("Content-Type")
                : Optional.of(header("Content-Type").orElse("application/x-www-form-urlencoded;charset=utf-8"));
    }

    /** The size of the body in bytes of UTF-8. */
    int bodyLength() {
        return bodyText().getBytes(UTF_8).length;
    }

    /** Method, host and path; parameters, headers and body may be secret or personal. */
    @Override
    public String toString() {
        return method + " " + address.getHost() + address.getPath();
    }

    private static URI withoutQuery(URI uri) {
        String whole = uri.toString();
        int end = whole.indexOf('#') < 0 ? whole.length() : whole.indexOf('#');
        int query = whole.indexOf('?');
        return URI.create(whole.substring(0, query < 0 ? end : Math.min(query, end)));
    }

    private static final class Draft {
        private final String method;
        private final URI address;
        private final List<Field> query = new ArrayList<>();
        private final List<Field> headers = new ArrayList<>();
        private final List<Field> form = new ArrayList<>();
        private @Nullable String text;
        private boolean repeatable;

        Draft(String method, URI address) {
            this.method = method;
            this.address = address;
        }

        Draft(HttpCall call) {
            this(call.method, call.address);
            query.addAll(call.query);
            headers.addAll(call.headers);
            form.addAll(call.form);
            text = call.text;
            repeatable = call.repeatable;
        }
    }
}
