package io.omskit.catalog;

/**
 * The host's own code of one thing that can be stocked. Compared exactly: upper and lower case differ.
 *
 * @param code 1 to 100 characters without spaces around it
 */
public record Sku(String code) implements Comparable<Sku> {
    private static final int MAX_LENGTH = 100;

    public Sku {
        code = Codes.required("SKU", code, MAX_LENGTH);
    }

    @Override
    public int compareTo(Sku other) {
        return code.compareTo(other.code);
    }

    /** The code itself. */
    @Override
    public String toString() {
        return code;
    }
}
