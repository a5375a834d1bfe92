package io.omskit.connect;

import static java.util.Objects.requireNonNull;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each exchange, at debug level and in a small ring for tests and support. Nothing is shown unless it is known to be harmless: of parameters the
 * names, and values only for the names a profile lists as open; of headers nothing; of bodies length and hash. Registered secrets, digit runs and
 * mail addresses are taken out of whatever remains. Thread-safe.
 */
public final class WireLog {
    private static final Logger LOG = LoggerFactory.getLogger(WireLog.class);
    private static final int RING = 256;
    private static final int MIN_SECRET = 4;

    private final Set<String> openNames;
    private final Deque<String> ring = new ArrayDeque<>();
    private volatile List<String> hidden = List.of();

    private WireLog(Set<String> openNames) {
        this.openNames = Set.copyOf(openNames);
    }

    /** A log that shows the values of these parameters, such as {@code method} and {@code page_no}, and of no others. */
    public static WireLog showing(String... openNames) {
        return new WireLog(Set.of(openNames));
    }

    /** Registers a secret whose text, plain or URL-encoded, never appears in a line or in a failure's text. */
    public synchronized void hide(Secret secret) {
        String text = requireNonNull(secret, "secret").reveal();
        if (text.length() < MIN_SECRET || hidden.contains(text)) {
            return;
        }
        List<String> more = new ArrayList<>(hidden);
        more.add(text);
        more.add(URLEncoder.encode(text, StandardCharsets.UTF_8));
        more.add(UrlText.rfc3986(text));
        hidden = more.stream()
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** The text without registered secrets, digit runs of seven and more, and mail addresses. */
    public String redact(String text) {
        return Failure.masked(withoutSecrets(text));
    }

    /** The same failure without registered secrets. */
    Failure redact(Failure failure) {
        return failure.withTexts(withoutSecrets(failure.code()), withoutSecrets(failure.text()));
    }

    /** The last lines, oldest first, at most 256. */
    public synchronized List<String> recent() {
        return List.copyOf(ring);
    }

    void record(String lane, HttpCall call, Answer<HttpAnswer> answer, Duration took) {
        String result = answer.fold(
                got -> got.status() + " " + got.length() + " bytes " + hash(got.body()),
                failure -> failure.errorClass() + " " + failure.code());
        add(lane + " " + described(call) + " -> " + result + " in " + took.toMillis() + " ms");
    }

    void note(String lane, String text) {
        add(lane + " " + text);
    }

    private void add(String line) {
        String safe = withoutSecrets(line);
        LOG.debug("{}", safe);
        synchronized (this) {
            if (ring.size() == RING) {
                ring.removeFirst();
            }
            ring.addLast(safe);
        }
    }

    private String described(HttpCall call) {
        List<HttpCall.Field> fields = new ArrayList<>(call.query());
        fields.addAll(call.form());
        String parameters = fields.stream().map(this::shown).collect(Collectors.joining("&"));
        int length = call.bodyLength();
        String body = length == 0 ? "" : " " + length + " bytes";
        return call + (parameters.isEmpty() ? "" : "?" + parameters) + body;
    }

    private String shown(HttpCall.Field field) {
        return field.name() + "=" + (openNames.contains(field.name()) ? Failure.masked(field.value()) : "***");
    }

    private String withoutSecrets(String text) {
        String safe = text;
        for (String secret : hidden) {
            safe = safe.replace(secret, "***");
        }
        return safe;
    }

    private static String hash(byte[] body) {
        return Digests.Encoding.LOWER_HEX.encode(Digests.SHA256.hash(body)).substring(0, 12);
    }
}
