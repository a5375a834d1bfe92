package io.omskit.channels;

import io.omskit.engine.edge.Acceptance;
import io.omskit.engine.edge.Cursor;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.engine.edge.FactMapper;
import io.omskit.engine.edge.Message;
import java.util.List;
import java.util.Optional;

/**
 * Where news goes: the engine, or a collector in tests. All or nothing: a refused call has stored nothing and moved nothing.
 * Implementations are thread-safe.
 */
public interface Inbox {
    /** Stores messages durably and moves cursors, in one commit. */
    Acceptance accept(List<Message> messages, List<Cursor> moves);

    /** How far a source has been read. */
    Optional<String> cursor(String name);

    /** Hears of a mapper that reads messages which may come; the same one may come again. */
    default void register(FactMapper mapper) {}

    /** Hears of a handler for effects whose target is this shop, {@code platform/shop}. */
    default void register(String target, EffectHandler handler) {}

    /**
     * Hears that pulling in the background failed and is tried again.
     *
     * @param work what failed, {@code platform/shop feed}
     * @param reason why, without personal data
     */
    default void failed(String work, String reason) {}
}
