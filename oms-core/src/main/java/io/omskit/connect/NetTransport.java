package io.omskit.connect;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** The network. Bodies are bounded while they arrive and again while they are unpacked, so that neither a flood nor a small bomb fills the heap. */
final class NetTransport implements Transport {
    /** Headers that the client sets itself and refuses from callers. */
    private static final Set<String> OWN_HEADERS = Set.of("host", "content-length", "connection", "accept-encoding");

    private final HttpClient client;
    private final int maxBody;

    NetTransport(HttpClient client, int maxBody) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER || maxBody < 1) {
            throw new IllegalArgumentException("client follows redirects (" + client.followRedirects() + ") or bound "
                    + maxBody + " is not positive\nBuild the client with Redirect.NEVER and give a positive bound.");
        }
        this.client = client;
        this.maxBody = maxBody;
    }

    @Override
    public Answer<HttpAnswer> send(HttpCall call, Duration timeout) {
        HttpRequest request = request(call, timeout);
        CompletableFuture<HttpResponse<byte[]>> pending = client.sendAsync(request, info -> new BoundedBody(maxBody));
        try {
            return unpacked(pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            pending.cancel(true);
            return lost("no-answer", "no whole answer within " + timeout.toMillis() + " ms");
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            return lost("interrupted", "the waiting thread was interrupted");
        } catch (ExecutionException e) {
            return failed(e.getCause() == null ? e : e.getCause());
        }
    }

    private static HttpRequest request(HttpCall call, Duration timeout) {
        String body = call.bodyText();
        URI target = call.target();
        HttpRequest.Builder builder = HttpRequest.newBuilder(target)
                .timeout(timeout)
                .method(
                        call.method(),
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .setHeader("Accept-Encoding", "gzip");
        call.headers().stream()
                .filter(field -> !OWN_HEADERS.contains(field.name().toLowerCase(Locale.ROOT)))
                .forEach(field -> builder.setHeader(field.name(), field.value()));
        call.contentType().ifPresent(type -> builder.setHeader("Content-Type", type));
        return builder.build();
    }

    private Answer<HttpAnswer> unpacked(HttpResponse<byte[]> response) {
        byte[] body = response.body();
        boolean packed = response.headers()
                .firstValue("Content-Encoding")
                .map(coding -> coding.strip().equalsIgnoreCase("gzip"))
                .orElse(false);
        if (packed && body.length > 0) {
            try {
                body = unzip(body);
            } catch (IOException e) {
                return lost(
                        "answer-unreadable",
                        "the packed body is damaged or unpacks to more than " + maxBody + " bytes");
            }
        }
        return Answer.of(HttpAnswer.of(response.statusCode(), response.headers().map(), body));
    }

    private byte[] unzip(byte[] packed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(maxBody, packed.length * 4));
        byte[] block = new byte[8192];
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                if (out.size() + count > maxBody) {
                    throw new IOException("too large");
                }
                out.write(block, 0, count);
            }
        }
        return out.toByteArray();
    }

    /** Whether the call left decides the class; the exception's own text may hold the URL with its signature and stays out. */
    private Answer<HttpAnswer> failed(Throwable cause) {
        boolean before = cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof SSLHandshakeException
                || cause instanceof UnresolvedAddressException
                || cause.getCause() instanceof UnresolvedAddressException;
        String kind = cause.getClass().getSimpleName();
        if (before) {
            return Answer.failed(ErrorClass.RETRY, "not-sent", "no connection: " + kind);
        }
        if (cause instanceof BodyTooLarge) {
            return lost("answer-too-large", "the body has more than " + maxBody + " bytes");
        }
        return lost("no-answer", "the connection broke: " + kind);
    }

    private static Answer<HttpAnswer> lost(String code, String text) {
        return Answer.failed(ErrorClass.UNKNOWN_OUTCOME, code, text);
    }

    private static final class BodyTooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Collects a body and gives up as soon as it exceeds its bound. */
    private static final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {
        private final HttpResponse.BodySubscriber<byte[]> whole = HttpResponse.BodySubscribers.ofByteArray();
        private final CompletableFuture<byte[]> result = new CompletableFuture<>();
        private final int bound;
        private long received;
        private Flow.@Nullable Subscription subscription;

        BoundedBody(int bound) {
            this.bound = bound;
            var unused = whole.getBody().whenComplete((body, failure) -> {
                if (failure == null) {
                    result.complete(body);
                } else {
                    result.completeExceptionally(failure);
                }
            });
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return result;
        }

        @Override
        public void onSubscribe(Flow.Subscription source) {
            subscription = source;
            whole.onSubscribe(source);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            received += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
            if (received <= bound) {
                whole.onNext(buffers);
            } else if (subscription != null) {
                subscription.cancel();
                result.completeExceptionally(new BodyTooLarge());
            }
        }

        @Override
        public void onError(Throwable failure) {
            whole.onError(failure);
        }

        @Override
        public void onComplete() {
            whole.onComplete();
        }
    }
}
