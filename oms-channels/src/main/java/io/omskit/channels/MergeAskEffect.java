package io.omskit.channels;

import com.google.common.collect.Lists;
import io.omskit.channels.ReceiverGrouping.Receiver;
import io.omskit.connect.Answer;
import io.omskit.connect.Failure;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.fact.Fact.SameReceiver;
import io.omskit.fact.Fact.SameReceiver.Asked;
import io.omskit.fact.Provenance;
import io.omskit.fact.ShopRef;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a shop's platform which orders go to one receiver, and tells its answer as a fact that names every order that was asked
 * about. What the platform says of other orders is dropped, and an order that it puts into two groups travels alone: goods that
 * travel apart cost freight, goods that travel wrongly reach somebody else.
 */
final class MergeAskEffect implements EffectHandler {
    private static final Logger LOG = LoggerFactory.getLogger(MergeAskEffect.class);
    private static final int SHOWN = 5;

    private final ShopRef shop;
    private final ReceiverGrouping platform;
    private final Channels.Receivers receivers;
    private final InstantSource time;

    MergeAskEffect(ShopRef shop, ReceiverGrouping platform, Channels.Receivers receivers, InstantSource time) {
        this.shop = shop;
        this.platform = platform;
        this.receivers = receivers;
        this.time = time;
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
        Instant now = time.instant();
        List<Receiver> orders = new ArrayList<>();
        for (String number : new LinkedHashSet<>(List.of(effect.datum("numbers").split(";", -1)))) {
            receivers.addressId(shop.order(number)).ifPresent(id -> orders.add(new Receiver(number, id)));
        }
        if (orders.size() < 2) {
            return Outcome.Done.of("nobody is left to travel with");
        }
        List<List<Asked>> groups = new ArrayList<>();
        Set<String> problems = new TreeSet<>();
        for (List<Receiver> part : Lists.partition(orders, platform.most())) {
            Answer<List<List<String>>> answer = part.size() < 2 ? Answer.of(List.of()) : platform.group(part);
            Failure failure = answer.failure().orElse(null);
            if (failure != null) {
                return ShopEffects.failed(withoutIds(failure, part));
            }
            groups.addAll(groups(part, answer.orThrow(), problems));
        }
        if (!problems.isEmpty()) {
            LOG.warn("the answer of {} about receivers was not taken as a whole: {}", shop, problems);
        }
        SameReceiver told = new SameReceiver(shop, now, new Provenance(Effect.MERGE_ASK, now), groups);
        String result = orders.size() + " orders, " + groups.size() + " receivers";
        return new Outcome.Done(
                problems.isEmpty() ? result : result + "; " + String.join("; ", problems), List.of(Oms.message(told)));
    }

    /** Platforms like to quote what they do not take. */
    private static Failure withoutIds(Failure failure, List<Receiver> asked) {
        String said = failure.code() + failure.text();
        return asked.stream().noneMatch(order -> said.contains(order.addressId()))
                ? failure
                : new Failure(
                        failure.errorClass(), "hidden", "the platform's words name a receiver", failure.retryAfter());
    }

    /** The answer about what was asked: every order in one group. */
    private static List<List<Asked>> groups(List<Receiver> asked, List<List<String>> told, Set<String> problems) {
        Map<String, Asked> open = new LinkedHashMap<>();
        asked.forEach(one -> open.put(one.number(), new Asked(one.number(), one.addressId())));
        Set<String> twice = namedTwice(told, problems);
        List<List<Asked>> groups = new ArrayList<>();
        for (List<String> together : told) {
            List<Asked> group = new ArrayList<>();
            for (String number : new LinkedHashSet<>(together)) {
                Asked one = twice.contains(number) ? null : open.remove(number);
                if (one != null) {
                    group.add(one);
                } else if (!twice.contains(number)) {
                    note(problems, "order " + number + " was not asked about");
                }
            }
            if (!group.isEmpty()) {
                groups.add(group);
            }
        }
        open.values().forEach(alone -> groups.add(List.of(alone)));
        return groups;
    }

    private static Set<String> namedTwice(List<List<String>> told, Set<String> problems) {
        Map<String, Integer> lists = new HashMap<>();
        for (List<String> together : told) {
            Set<String> named = new HashSet<>();
            for (String number : together) {
                if (!named.add(number)) {
                    note(problems, "order " + number + " is named twice");
                }
            }
            named.forEach(number -> lists.merge(number, 1, Integer::sum));
        }
        Set<String> twice = new HashSet<>();
        lists.forEach((number, count) -> {
            if (count > 1) {
                twice.add(number);
                note(problems, "order " + number + " is in " + count + " groups and travels alone");
            }
        });
        return twice;
    }

    /** A few are enough to see what is wrong, and a number of a strange answer may be any text. */
    private static void note(Set<String> problems, String text) {
        if (problems.size() < SHOWN) {
            problems.add(text.substring(0, Math.min(text.length(), 80)));
        }
    }
}
