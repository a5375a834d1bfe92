package io.omskit.connect;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A profile's table from platform codes to error classes: exact codes first, then the longest matching prefix. A code that is in neither is
 * {@link ErrorClass#REJECTED} with the raw code, because repeating what nobody understands is never right. Immutable.
 */
public final class RetryTable {
    private final Map<String, ErrorClass> codes;
    private final Map<String, ErrorClass> prefixes;

    private RetryTable(Map<String, ErrorClass> codes, Map<String, ErrorClass> prefixes) {
        this.codes = Map.copyOf(codes);
        this.prefixes = Map.copyOf(prefixes);
    }

    /** A table without entries. */
    public static RetryTable empty() {
        return new RetryTable(Map.of(), Map.of());
    }

    /** Adds codes of one class. */
    public RetryTable with(ErrorClass errorClass, String... exactCodes) {
        return new RetryTable(extended(codes, errorClass, exactCodes), prefixes);
    }

    /** Adds code prefixes of one class, such as {@code isp.}. */
    public RetryTable withPrefix(ErrorClass errorClass, String... codePrefixes) {
        return new RetryTable(codes, extended(prefixes, errorClass, codePrefixes));
    }

    /** The class of a code, if the table knows it. */
    public Optional<ErrorClass> find(@Nullable String code) {
        if (code == null || code.isEmpty()) {
            return Optional.empty();
        }
        ErrorClass exact = codes.get(code);
        if (exact != null) {
            return Optional.of(exact);
        }
        return prefixes.entrySet().stream()
                .filter(entry -> code.startsWith(entry.getKey()))
                .max((a, b) -> Integer.compare(a.getKey().length(), b.getKey().length()))
                .map(Map.Entry::getValue);
    }

    /** The failure of a platform code. */
    public Failure failure(String code, String text) {
        return Failure.of(find(code).orElse(ErrorClass.REJECTED), code, text);
    }

    /** The failure of a main code and a finer one, which decides where the table knows it. */
    public Failure failure(String code, @Nullable String subCode, String text) {
        String whole = subCode == null || subCode.isEmpty() ? code : code + "/" + subCode;
        ErrorClass errorClass = find(subCode).or(() -> find(code)).orElse(ErrorClass.REJECTED);
        return Failure.of(errorClass, whole, text);
    }

    /** What an HTTP status alone says; empty for 2xx. Used where the body holds no code. */
    public static Optional<Failure> byStatus(HttpAnswer answer, boolean repeatable) {
        if (answer.isOk()) {
            return Optional.empty();
        }
        int status = answer.status();
        Optional<Duration> wait = retryAfter(answer);
        ErrorClass lost = repeatable ? ErrorClass.RETRY : ErrorClass.UNKNOWN_OUTCOME;
        ErrorClass errorClass =
                switch (status) {
                    case 400, 405, 406, 411, 413, 414, 415, 422 -> ErrorClass.INVALID_REQUEST;
                    case 401 -> ErrorClass.TOKEN_EXPIRED;
                    case 403 -> ErrorClass.UNAUTHORIZED;
                    case 404, 410 -> ErrorClass.NOT_FOUND;
                    case 429 -> ErrorClass.THROTTLED;
                    case 502, 503 -> wait.isPresent() ? ErrorClass.THROTTLED : ErrorClass.RETRY;
                    case 408, 500, 504 -> lost;
                    default -> status >= 500 ? lost : status < 400 ? ErrorClass.INVALID_REQUEST : ErrorClass.REJECTED;
                };
        return Optional.of(new Failure(errorClass, "http-" + status, "HTTP status " + status, wait.orElse(null)));
    }

    /** The seconds of a {@code Retry-After} header; the date form is not used by the platforms and reads as absent. */
    private static Optional<Duration> retryAfter(HttpAnswer answer) {
        return answer.header("Retry-After")
                .map(String::strip)
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    private static Map<String, ErrorClass> extended(
            Map<String, ErrorClass> old, ErrorClass errorClass, String... keys) {
        Map<String, ErrorClass> more = new LinkedHashMap<>(old);
        for (String key : keys) {
            ErrorClass before = more.put(requireNonNull(key, "code"), requireNonNull(errorClass, "errorClass"));
            if (before != null && before != errorClass) {
                throw new IllegalArgumentException("code " + key + " is listed as " + before + " and as " + errorClass
                        + "\nList every code of a platform once.");
            }
        }
        return more;
    }
}
