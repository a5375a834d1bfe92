package io.omskit.engine;

import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.fact.ShopRef;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who carries effects out: one handler for a type and a target, else the one of the type. Safe for several threads. */
final class Handlers {
    private final Map<String, EffectHandler> byName = new ConcurrentHashMap<>();

    /** The last one counts. */
    void put(EffectHandler handler) {
        byName.put(handler.type(), handler);
    }

    void put(String target, EffectHandler handler) {
        byName.put(handler.type() + "\n" + target, handler);
    }

    Optional<EffectHandler> of(Effect effect) {
        EffectHandler own = byName.get(effect.type() + "\n" + effect.target());
        return Optional.ofNullable(own == null ? byName.get(effect.type()) : own);
    }

    /** Whether somebody carries out effects of this type that go to the target. */
    boolean has(String type, String target) {
        return byName.containsKey(type) || byName.containsKey(type + "\n" + target);
    }

    /** The shops for which there is a handler of this type of their own. */
    Set<ShopRef> shops(String type) {
        Set<ShopRef> shops = new HashSet<>();
        String prefix = type + "\n";
        for (String name : byName.keySet()) {
            int slash = name.indexOf('/');
            if (name.startsWith(prefix) && slash > 0) {
                shops.add(new ShopRef(name.substring(prefix.length(), slash), name.substring(slash + 1)));
            }
        }
        return shops;
    }
}
