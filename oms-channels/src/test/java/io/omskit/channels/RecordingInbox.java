package io.omskit.channels;

import io.omskit.engine.edge.Acceptance;
import io.omskit.engine.edge.Cursor;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.engine.edge.FactMapper;
import io.omskit.engine.edge.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes down what it is given, and is full when told so. */
final class RecordingInbox implements Inbox {
    final List<Message> messages = new ArrayList<>();
    final Map<String, String> cursors = new HashMap<>();
    final Map<String, EffectHandler> handlers = new HashMap<>();
    final List<String> failures = new ArrayList<>();
    final List<String> mappers = new ArrayList<>();
    int callsUntilFull = Integer.MAX_VALUE;

    @Override
    public Acceptance accept(List<Message> offered, List<Cursor> moves) {
        if (!offered.isEmpty() && callsUntilFull-- <= 0) {
            return Acceptance.LATER;
        }
        messages.addAll(offered);
        moves.forEach(move -> cursors.put(move.name(), move.value()));
        return Acceptance.ACCEPTED;
    }

    @Override
    public Optional<String> cursor(String name) {
        return Optional.ofNullable(cursors.get(name));
    }

    @Override
    public void register(FactMapper mapper) {
        mappers.add(mapper.id());
    }

    @Override
    public void register(String target, EffectHandler handler) {
        handlers.put(target + " " + handler.type(), handler);
    }

    @Override
    public void failed(String work, String reason) {
        failures.add(work + ": " + reason);
    }

    List<String> numbers() {
        return messages.stream().map(Message::subject).toList();
    }
}
