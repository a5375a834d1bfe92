/**
 * What crosses the edge of the engine: messages that come in, facts that mappers read from them, effects that go out, journal
 * entries that followers read. Adapters and modules need this package only.
 */
@NullMarked
package io.omskit.engine.edge;

import org.jspecify.annotations.NullMarked;
