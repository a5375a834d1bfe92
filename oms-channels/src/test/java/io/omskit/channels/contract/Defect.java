package io.omskit.channels.contract;

/** Mistakes that adapters of this field are known to make; the toy adapter makes one at a time, and the contract must see it. */
enum Defect {
    NONE,
    /** Reads page one and calls it the window. */
    READS_FIRST_PAGE_ONLY,
    /** Takes an answer that broke off for a short one. */
    TRUSTS_TRUNCATED_ANSWERS,
    /** Reads a moving list forward without looking at its total. */
    IGNORES_MOVING_LISTS,
    /** Takes an unknown state for "to ship". */
    FRIENDLY_DEFAULT_STATUS,
    /** Takes "this parcel is known" for a refusal. */
    REFUSES_KNOWN_PARCELS,
    /** Calls a lost upload done. */
    CALLS_LOST_UPLOADS_DONE,
    /** Takes everybody for one receiver. */
    GROUPS_STRANGERS,
    /** Puts the secret into an error text. */
    LEAKS_SECRET,
    /** Loses half the freight. */
    HALVES_FREIGHT,
    /** Throws when a member is missing. */
    THROWS_ON_STRANGE_INPUT,
    /** Takes every webhook for genuine. */
    TRUSTS_ALL_WEBHOOKS
}
