package io.omskit.rule.document;

import io.omskit.rule.action.ActionCatalog;
import io.omskit.rule.action.ActionCatalog.Arguments;
import io.omskit.value.Money;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The form of actions and their arguments in a document; the inverse of {@link ActionReading}. */
public final class ActionWriting {
    private ActionWriting() {}

    /** The name of an action, with its arguments where it takes some. */
    public static <A> Object form(A action, ActionCatalog<A> catalog) {
        Map.Entry<String, Arguments> named = catalog.named(action);
        Map<String, Object> arguments = form(named.getValue());
        return arguments.isEmpty() ? named.getKey() : Map.of(named.getKey(), new DocumentWriter.Line(arguments));
    }

    /** Arguments as a mapping. */
    public static Map<String, Object> form(Arguments arguments) {
        Map<String, Object> form = new LinkedHashMap<>();
        arguments.values().forEach((name, value) -> form.put(name, form(value)));
        return form;
    }

    private static Object form(Object value) {
        if (value instanceof Money money) {
            return DocumentWriter.text(money);
        }
        return value instanceof Duration ? value.toString() : value;
    }
}
