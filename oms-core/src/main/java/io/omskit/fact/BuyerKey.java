package io.omskit.fact;

import io.omskit.address.HashKey;

/**
 * A keyed hash that tells whether two orders have the same buyer without telling who it is. One order may have several:
 * by platform account, by phone, by mail.
 *
 * @param keyId the host key that made it; keys of different ids are never comparable
 * @param text the hash as printable text
 */
public record BuyerKey(String keyId, String text) {
    /**
     * The key of one identity of a buyer.
     *
     * @param key the host's key
     * @param kind what identifies the buyer: {@code account}, {@code phone}, {@code mail}
     * @param scope where the identity is unique, for example the platform id; empty for phone and mail
     * @param identity the identity itself; it does not leave this method
     */
    public static BuyerKey of(HashKey key, String kind, String scope, String identity) {
        return new BuyerKey(key.id(), key.digest("buyer", kind, scope, identity));
    }
}
