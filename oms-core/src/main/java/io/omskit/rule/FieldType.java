package io.omskit.rule;

/** The type of a {@link Field}: it decides which operators and literals a rule may use and how a value is written. */
public enum FieldType {
    /** Text; compared exactly, case included. Written as a string. */
    TEXT,
    /** A whole number that fits a {@code long}; its unit is stated by the field. Written as an integer. */
    INTEGER,
    /** An exact decimal; its unit is stated by the field. Compared by value, so 1.0 equals 1. Written as a string. */
    DECIMAL,
    /** {@link io.omskit.value.Money}; comparable within one currency only. Written as minor units and currency. */
    MONEY,
    /** {@link io.omskit.value.Quantity}; comparable within one measure only. Written as an integer, or a string if weighed. */
    QUANTITY,
    /** A {@link java.time.Instant}. Written as ISO-8601 text in UTC. */
    INSTANT,
    /** True or false. */
    BOOLEAN,
    /** A set of texts, such as tags or labels. Written as a sorted list of strings. */
    TEXT_SET,
    /** A list of parts, each with a catalog of its own, such as order lines. Written as a list of objects. */
    LINES
}
