package io.omskit.address;

/**
 * The keyed hash of a consignee (name, phone, place): equal for equal people under the same {@link HashKey} and the same
 * normalizer, and of no use without the key. Keys of different hash keys or normalizer versions never compare as equal.
 *
 * @param keyId id of the hash key
 * @param normalizerVersion {@link AddressNormalizer#VERSION} at the time of hashing
 * @param text 128 bits in 22 characters of base64url
 */
public record AddressKey(String keyId, int normalizerVersion, String text) {

    /** Checks that the parts are present. */
    public AddressKey {
        if (keyId.isEmpty() || keyId.indexOf('.') >= 0 || normalizerVersion < 1 || text.isEmpty()) {
            throw new IllegalArgumentException("Not an address key: key id '" + keyId + "', normalizer version "
                    + normalizerVersion + ", text of " + text.length() + " characters\nMake keys with AddressKeys.");
        }
    }

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException if the text is not of the form {@code keyId.version.hash}
     */
    public static AddressKey parse(String stored) {
        String[] parts = stored.split("\\.", -1);
        if (parts.length != 3 || !parts[1].matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(
                    "Not a stored address key: '" + stored + "'\nExpected keyId.version.hash, for example k1.1.AbCd.");
        }
        return new AddressKey(parts[0], Integer.parseInt(parts[1]), parts[2]);
    }

    /** The form to store and index: {@code keyId.version.hash}. */
    @Override
    public String toString() {
        return keyId + "." + normalizerVersion + "." + text;
    }
}
