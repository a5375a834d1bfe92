package io.omskit.fact;

/** The one check that every identifying text of this package passes. */
final class Texts {
    private static final int MAX_LENGTH = 256;

    private Texts() {}

    static String required(String name, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(
                    name + " is blank.\nGive the identifier as the platform prints it, or leave the whole fact out.");
        }
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(name + " has " + text.length() + " characters, at most " + MAX_LENGTH
                    + " are allowed.\nCheck that the right field was read: identifiers of platforms are short.");
        }
        return text;
    }
}
