package io.omskit.logistics.sf;

import io.omskit.connect.Digests;
import io.omskit.connect.Exchange;
import io.omskit.connect.HttpCall;
import io.omskit.connect.Secret;
import io.omskit.connect.UrlText;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Adds SF's common fields to a call that has {@code serviceCode} and {@code msgData}, and signs it: Base64 of the raw MD5 of the
 * form-encoded text of message, timestamp and check word. Source: the SF page of the logistics reference.
 */
final class SfSigner implements Exchange.Signer {
    /** Counts for the whole process: two connections of one account must not make the same request id. */
    private static final AtomicLong CALLS = new AtomicLong();

    private final String partnerId;
    private final Secret checkWord;

    SfSigner(String partnerId, Secret checkWord) {
        this.partnerId = partnerId;
        this.checkWord = checkWord;
    }

    /** The digest of a message. The encoder is that of HTML forms; another one fails for {@code *}, {@code ~} and blanks. */
    static String digest(String msgData, String timestamp, String checkWord) {
        return Digests.MD5.hash(UrlText.form(msgData + timestamp + checkWord), Digests.Encoding.BASE64);
    }

    @Override
    public HttpCall sign(HttpCall call, Instant now, @Nullable Secret accessToken) {
        String msgData = call.parameters().getOrDefault("msgData", "");
        String timestamp = Long.toString(now.toEpochMilli());
        return call.withForm("partnerID", partnerId)
                .withForm("requestID", requestId(msgData, timestamp))
                .withForm("timestamp", timestamp)
                .withForm("msgDigest", digest(msgData, timestamp, checkWord.reveal()));
    }

    /** 32 hexadecimal digits, as a UUID without dashes has; another one for every call of this process. */
    private String requestId(String msgData, String timestamp) {
        String seed = partnerId + "\n" + timestamp + "\n" + CALLS.incrementAndGet() + "\n" + msgData;
        return Digests.SHA256.hash(seed, Digests.Encoding.LOWER_HEX).substring(0, 32);
    }
}
