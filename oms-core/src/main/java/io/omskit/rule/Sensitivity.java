package io.omskit.rule;

/**
 * How closely the value of a {@link Field} must be kept, from open to closed. Role views and masks decide by it;
 * traces and {@code toString} never print {@link #PERSONAL} or {@link #SECRET} values unless asked to.
 */
public enum Sensitivity {
    /** Harmless outside the company, for example a platform code or a status. */
    PUBLIC,
    /** Figures of the business, for example amounts and margins. */
    COMMERCIAL,
    /** Data about a person, for example name, phone, address and messages. */
    PERSONAL,
    /** Credentials and the like; rules cannot read such a field. */
    SECRET;

    /**
     * Tells whether a value of this sensitivity may appear in messages, logs and traces.
     *
     * @return true for {@link #PUBLIC} and {@link #COMMERCIAL}
     */
    public boolean isPrintable() {
        return compareTo(PERSONAL) < 0;
    }
}
