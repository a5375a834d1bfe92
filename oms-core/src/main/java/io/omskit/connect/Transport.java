package io.omskit.connect;

import java.net.http.HttpClient;
import java.time.Duration;

/**
 * Sends one call and brings back the whole answer. The network is one transport; a sandbox that answers inside the process is another, so tests and the
 * simulation need no sockets.
 *
 * <p>A transport throws nothing for what may happen on a network. It answers {@link ErrorClass#RETRY} when the call surely did not leave,
 * {@link ErrorClass#UNKNOWN_OUTCOME} when it left and no usable answer came back. Implementations are thread-safe unless they say otherwise.
 */
@FunctionalInterface
public interface Transport {
    /** The largest body that {@link #network()} accepts, after unpacking: 32 MiB. */
    int DEFAULT_MAX_BODY = 32 << 20;

    /**
     * Sends a call.
     *
     * @param timeout longest wait for the whole answer
     */
    Answer<HttpAnswer> send(HttpCall call, Duration timeout);

    /** The network over a client of its own that follows no redirects: a redirect would carry signatures to another host. */
    static Transport network() {
        return network(
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(Duration.ofSeconds(10))
                        .build(),
                DEFAULT_MAX_BODY);
    }

    /**
     * The network over the host's client.
     *
     * @param client the host keeps it and closes it
     * @param maxBody largest body in bytes, after unpacking
     * @throws IllegalArgumentException if the client follows redirects or the bound is not positive
     */
    static Transport network(HttpClient client, int maxBody) {
        return new NetTransport(client, maxBody);
    }
}
