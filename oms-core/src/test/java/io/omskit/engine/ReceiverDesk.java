package io.omskit.engine;

import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.fact.Fact.SameReceiver;
import io.omskit.fact.Fact.SameReceiver.Asked;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PersonalData;
import io.omskit.fact.Provenance;
import io.omskit.fact.Revision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A platform that knows behind which opaque id who lives, and answers when it is asked. */
final class ReceiverDesk implements EffectHandler {
    final List<List<String>> questions = new ArrayList<>();
    /** What happens instead of an answer. */
    Optional<Outcome> outcome = Optional.empty();
    /** Answers by numbers; by where the ids live unless a test says otherwise. */
    Function<List<String>, List<List<String>>> answers = this::byPlace;

    private final Shelf shelf;
    private final Map<String, String> places = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();

    ReceiverDesk(Shelf shelf) {
        this.shelf = shelf;
    }

    ReceiverDesk lives(String addressId, String place) {
        places.put(addressId, place);
        return this;
    }

    /** A paid order of a buyer whose receiver is an opaque id and masked text. */
    OrderFact order(String number, String buyer, String addressId, Instant told) {
        ids.put(number, addressId);
        OrderFact plain = Shelf.paid(number, buyer, Shelf.START, Shelf.line("1", "X", 1, 5000));
        PersonalData masked = new PersonalData(buyer, "L*", "138****0001", null, null, addressId, null, null, null);
        return new OrderFact(
                plain.ref(),
                Revision.at(told, 1),
                plain.provenance(),
                plain.kind(),
                plain.status(),
                plain.rawStatus(),
                plain.terms(),
                plain.placedAt(),
                plain.paidAt(),
                plain.shipBy(),
                plain.closedAt(),
                plain.presale(),
                plain.amounts(),
                plain.lines(),
                plain.blocks(),
                plain.related(),
                plain.flags(),
                plain.region(),
                masked,
                plain.problems());
    }

    /** One answer that groups all of these. */
    SameReceiver answer(List<String> numbers, List<String> ids) {
        List<Asked> together = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            together.add(new Asked(numbers.get(i), ids.get(i)));
        }
        return new SameReceiver(
                Shelf.SHOP, shelf.instant(), new Provenance("desk", shelf.instant()), List.of(together));
    }

    private List<List<String>> byPlace(List<String> numbers) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (String number : numbers) {
            String place = places.getOrDefault(ids.get(number), number);
            groups.computeIfAbsent(place, none -> new ArrayList<>()).add(number);
        }
        return List.copyOf(groups.values());
    }

    @Override
    public String type() {
        return Effect.MERGE_ASK;
    }

    @Override
    public RepeatRule repeat() {
        return RepeatRule.SAME_KEY;
    }

    @Override
    public Outcome run(Effect effect) {
        List<String> numbers = List.of(effect.datum("numbers").split(";", -1));
        questions.add(numbers);
        if (outcome.isPresent()) {
            return outcome.get();
        }
        List<List<Asked>> groups = answers.apply(numbers).stream()
                .map(group -> group.stream()
                        .map(number -> new Asked(number, String.valueOf(ids.get(number))))
                        .toList())
                .toList();
        SameReceiver answer =
                new SameReceiver(Shelf.SHOP, shelf.instant(), new Provenance("desk", shelf.instant()), groups);
        return new Outcome.Done(groups.size() + " receivers", List.of(Oms.message(answer)));
    }
}
