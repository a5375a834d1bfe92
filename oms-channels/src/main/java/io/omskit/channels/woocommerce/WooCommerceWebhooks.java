package io.omskit.channels.woocommerce;

import io.omskit.channels.Channel;
import io.omskit.connect.Digests;
import io.omskit.connect.Secret;
import io.omskit.connect.payload.Payload;
import java.util.List;
import java.util.Map;

/**
 * Webhooks are signed over the raw body with the hook's own secret, {@code base64(HMAC-SHA256)}. The first delivery of a new
 * hook, {@code webhook_id=N}, carries no signature and is refused like any other unsigned call; answer it with 200 all the same.
 */
final class WooCommerceWebhooks {
    private WooCommerceWebhooks() {}

    static Channel.Verdict verify(Map<String, String> credentials, Channel.WebhookCall call) {
        Secret secret = Secret.of(WooCommerceSignature.credential(credentials, "webhookSecret", "webhook_secret"));
        String expected = Digests.Encoding.BASE64.encode(Digests.SHA256.hmac(secret, call.body()));
        String actual = call.header("X-WC-Webhook-Signature").orElse("").strip();
        if (!Digests.same(expected, actual)) {
            return Channel.Verdict.invalid();
        }
        String topic = call.header("X-WC-Webhook-Topic").orElse("order.");
        return new Channel.Verdict(true, topic.startsWith("order.") ? orders(call.body()) : List.of());
    }

    private static List<String> orders(byte[] body) {
        Payload root = WooCommerceOrders.READER.read(body);
        String number = root.isObject() ? root.get("id").id() : null;
        return number == null ? List.of() : List.of(number);
    }
}
