package io.omskit.access;

import io.omskit.value.Sealed;

/** Seals nothing; for tests. */
final class OpenSealer implements Sealer {
    static final String KEY_ID = "unsealed";

    @Override
    public Sealed seal(byte[] plain, String context) {
        return new Sealed(KEY_ID, plain);
    }

    @Override
    public byte[] open(Sealed sealed, String context) {
        if (!sealed.keyId().equals(KEY_ID)) {
            throw new SealException("A block is sealed under key " + sealed.keyId()
                    + ", but no key was given.\nBuild the engine with the sealer that wrote the store.");
        }
        return sealed.bytes();
    }
}
