package io.omskit.engine.edge;

/**
 * How far a source has been read. Moves in the same commit that stores what was read, so it never passes a lost message.
 *
 * @param name what is read, for example {@code taobao/flagship/orders}
 * @param value the position in the source's own terms
 */
public record Cursor(String name, String value) {}
