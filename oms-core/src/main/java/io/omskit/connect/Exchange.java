package io.omskit.connect;

import static java.util.Objects.requireNonNull;

import io.github.resilience4j.retry.Retry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs the calls of one shop on one platform: token, signature, limits, transport, classification, retries, log. Each try is signed anew. An expired token
 * is fetched anew once and a wrong clock corrected once; {@link ErrorClass#RETRY} and {@link ErrorClass#THROTTLED} are repeated as {@link Limits} say; a call
 * whose outcome is unknown is repeated only when it {@linkplain HttpCall#isRepeatable() may be}. Build one for each shop and keep it, for its limits
 * remember past calls. Thread-safe.
 */
public final class Exchange {
    /** Makes a call acceptable for the platform: common parameters, token, time, signature. */
    @FunctionalInterface
    public interface Signer {
        /**
         * Signs a call.
         *
         * @param now the time to send, already corrected for the platform's clock
         * @param accessToken the shop's token, or null when the exchange has no token source
         */
        HttpCall sign(HttpCall call, Instant now, @Nullable Secret accessToken);
    }

    /** Finds the failure that a platform reports in its answer, whatever the HTTP status. */
    @FunctionalInterface
    public interface Envelope {
        /** The reported failure; empty leaves the decision to the HTTP status. */
        Optional<Failure> failureIn(HttpAnswer answer);
    }

    /** Lets time pass: for a host a blocked thread, in a simulation a virtual clock. */
    @FunctionalInterface
    public interface Waiter {
        /**
         * Waits.
         *
         * @return false when the wait was cut short and the call should be given up
         */
        boolean await(Duration time);

        /** Blocks the calling thread; an interrupt ends the wait and stays set. */
        static Waiter blocking() {
            return time -> {
                try {
                    return !new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            };
        }
    }

    private final String platform;
    private final String shop;
    private final Transport transport;
    private final InstantSource clock;
    private final Waiter waiter;
    private final Signer signer;
    private final Envelope envelope;
    private final @Nullable TokenSource tokens;
    private final WireLog log;
    private final Limits limits;
    private final Map<String, Limits> limitsByResource;
    private final Map<String, Throttle> throttles = new ConcurrentHashMap<>();
    private final AtomicReference<Duration> clockLead = new AtomicReference<>(Duration.ZERO);

    private Exchange(Builder parts) {
        platform = parts.platform;
        shop = parts.shop;
        transport = requireNonNull(parts.transport, "transport");
        clock = requireNonNull(parts.clock, "clock");
        waiter = parts.waiter;
        signer = parts.signer;
        envelope = parts.envelope;
        tokens = parts.tokens;
        log = parts.log;
        limits = parts.limits;
        limitsByResource = Map.copyOf(parts.limitsByResource);
    }

    /** Starts an exchange for one shop. */
    public static Builder builder(String platform, String shop) {
        return new Builder(platform, shop);
    }

    /** Runs a call and gives the answer as it came. */
    public Answer<HttpAnswer> run(String resource, HttpCall call) {
        return run(resource, call, Answer::of);
    }

    /**
     * Runs a call and reads its answer.
     *
     * @param resource what the limits count by, usually the API's name
     * @param reader takes the value out of an answer without reported failure; it may fail itself
     */
    public <T> Answer<T> run(String resource, HttpCall call, Function<HttpAnswer, Answer<T>> reader) {
        Throttle throttle = throttles.computeIfAbsent(resource, this::throttle);
        Retry.AsyncContext<Answer<?>> tries = throttle.tries();
        while (true) {
            Answer<T> answer = tried(throttle, resource, call, reader);
            long pauseMillis = tries.onResult(answer);
            if (pauseMillis < 0 || !waiter.await(Duration.ofMillis(pauseMillis))) {
                return answer.fold(Answer::of, failure -> Answer.failed(log.redact(failure)));
            }
        }
    }

    private Throttle throttle(String resource) {
        String name = platform + "/" + shop + "/" + resource;
        return new Throttle(name, limitsOf(resource), clock, waiter, name.hashCode());
    }

    private Limits limitsOf(String resource) {
        return limitsByResource.getOrDefault(resource, limits);
    }

    /** One try, with at most one more for a new token and one more for a corrected clock. */
    private <T> Answer<T> tried(
            Throttle throttle, String resource, HttpCall call, Function<HttpAnswer, Answer<T>> reader) {
        Answer<Optional<Secret>> token = token();
        boolean renewed = false;
        boolean corrected = false;
        while (true) {
            if (token.failure().isPresent()) {
                return Answer.failed(unsent(token.failure().get()));
            }
            Secret access = token.orThrow().orElse(null);
            Answer<HttpAnswer> got = send(throttle, resource, call, access);
            Answer<T> answer = judged(call, got, reader);
            ErrorClass errorClass = answer.failure().map(Failure::errorClass).orElse(null);
            if (errorClass == ErrorClass.TOKEN_EXPIRED && tokens != null && access != null && !renewed) {
                renewed = true;
                token = tokens.renewed(shop, access).map(Optional::of);
            } else if (errorClass == ErrorClass.CLOCK_SKEW && !corrected && learnClock(got)) {
                corrected = true;
            } else {
                return answer;
            }
        }
    }

    private Answer<Optional<Secret>> token() {
        return tokens == null
                ? Answer.of(Optional.empty())
                : tokens.current(shop).map(Optional::of);
    }

    /** A lost token refresh leaves nothing unknown about the call itself, which was not sent. */
    private static Failure unsent(Failure failure) {
        return failure.errorClass() == ErrorClass.UNKNOWN_OUTCOME ? failure.withClass(ErrorClass.RETRY) : failure;
    }

    private Answer<HttpAnswer> send(Throttle throttle, String resource, HttpCall call, @Nullable Secret access) {
        if (access != null) {
            log.hide(access);
        }
        Duration timeout = limitsOf(resource).timeout();
        return throttle.once(() -> {
            Instant start = clock.instant();
            HttpCall signed = signer.sign(call, start.plus(clockLead.get()), access);
            Answer<HttpAnswer> answer = transport.send(signed, timeout);
            log.record(
                    platform + "/" + shop + "/" + resource, signed, answer, Duration.between(start, clock.instant()));
            return answer;
        });
    }

    private <T> Answer<T> judged(HttpCall call, Answer<HttpAnswer> got, Function<HttpAnswer, Answer<T>> reader) {
        Answer<T> answer = got.then(http -> envelope.failureIn(http)
                .or(() -> RetryTable.byStatus(http, call.isRepeatable()))
                .map(Answer::<T>failed)
                .orElseGet(() -> reader.apply(http)));
        return answer.fold(Answer::of, failure -> Answer.failed(settled(call, failure)));
    }

    /** Makes a class final that depends on whether the call is repeatable and whether a new token can be had. */
    private Failure settled(HttpCall call, Failure failure) {
        if (failure.errorClass() == ErrorClass.UNKNOWN_OUTCOME && call.isRepeatable()) {
            boolean hopeless = failure.code().equals("answer-too-large");
            return failure.withClass(hopeless ? ErrorClass.INVALID_REQUEST : ErrorClass.RETRY);
        }
        if (failure.errorClass() == ErrorClass.TOKEN_EXPIRED && tokens == null) {
            return failure.withClass(ErrorClass.UNAUTHORIZED);
        }
        return failure;
    }

    /** Takes the platform's time from the Date header (RFC 9110, 6.6.1); false when it tells nothing new. */
    private boolean learnClock(Answer<HttpAnswer> got) {
        Optional<String> date = got.toOptional().flatMap(answer -> answer.header("Date"));
        if (date.isEmpty()) {
            return false;
        }
        try {
            Instant theirs = ZonedDateTime.parse(date.get(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration lead = Duration.between(clock.instant(), theirs);
            log.note(platform + "/" + shop, "clock corrected by " + lead.toSeconds() + " s");
            return !clockLead.getAndSet(lead).equals(lead);
        } catch (DateTimeParseException e) {
            log.note(platform + "/" + shop, "unreadable Date header");
            return false;
        }
    }

    /** The parts of an exchange; transport and clock must be given. Not thread-safe. */
    public static final class Builder {
        private final String platform;
        private final String shop;
        private final Map<String, Limits> limitsByResource = new HashMap<>();
        private @Nullable Transport transport;
        private @Nullable InstantSource clock;
        private Waiter waiter = Waiter.blocking();
        private Signer signer = (call, now, token) -> call;
        private Envelope envelope = answer -> Optional.empty();
        private @Nullable TokenSource tokens;
        private WireLog log = WireLog.showing();
        private Limits limits = Limits.defaults();

        private Builder(String platform, String shop) {
            this.platform = requireNonNull(platform, "platform");
            this.shop = requireNonNull(shop, "shop");
        }

        /** Where calls go. */
        public Builder transport(Transport value) {
            transport = requireNonNull(value, "transport");
            return this;
        }

        /** What the time is. */
        public Builder clock(InstantSource value) {
            clock = requireNonNull(value, "clock");
            return this;
        }

        /** How pauses are spent; without it the calling thread blocks. */
        public Builder waiter(Waiter value) {
            waiter = requireNonNull(value, "waiter");
            return this;
        }

        /** How calls are signed; without it they go out as they are. */
        public Builder signer(Signer value) {
            signer = requireNonNull(value, "signer");
            return this;
        }

        /** How the platform reports failures; without it the HTTP status alone decides. */
        public Builder envelope(Envelope value) {
            envelope = requireNonNull(value, "envelope");
            return this;
        }

        /** Where access tokens come from; without it the signer gets none. */
        public Builder tokens(TokenSource value) {
            tokens = requireNonNull(value, "tokens");
            return this;
        }

        /** Where exchanges are noted; without it in a log that shows no parameter values. */
        public Builder log(WireLog value) {
            log = requireNonNull(value, "log");
            return this;
        }

        /** Limits of resources that have none of their own. */
        public Builder limits(Limits value) {
            limits = requireNonNull(value, "limits");
            return this;
        }

        /** Limits of one resource. */
        public Builder limits(String resource, Limits value) {
            limitsByResource.put(requireNonNull(resource, "resource"), requireNonNull(value, "limits"));
            return this;
        }

        /**
         * Completes the exchange.
         *
         * @throws IllegalStateException if transport or clock is missing
         */
        public Exchange build() {
            if (transport == null || clock == null) {
                throw new IllegalStateException("exchange for " + platform + "/" + shop + " has no "
                        + (transport == null ? "transport" : "clock")
                        + "\nCall transport(...) and clock(...) before build().");
            }
            return new Exchange(this);
        }
    }
}
