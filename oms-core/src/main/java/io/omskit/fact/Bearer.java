package io.omskit.fact;

/** Who pays for a discount. Source: channel reference, "Money of one order". */
public enum Bearer {
    /** The shop itself. */
    SELLER,
    /** The marketplace. */
    PLATFORM,
    /** An influencer who sells for the shop. */
    INFLUENCER,
    /** A bank or payment channel. */
    BANK,
    /** The payload does not tell; it never counts as money that others owe the shop. */
    UNKNOWN;

    /** Whether the shop receives this part of the price from somebody else. */
    public boolean paysTheShop() {
        return this == PLATFORM || this == INFLUENCER || this == BANK;
    }
}
