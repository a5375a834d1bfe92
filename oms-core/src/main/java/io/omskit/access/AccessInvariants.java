package io.omskit.access;

import io.omskit.rule.Fields;
import io.omskit.value.Violation;
import java.util.Map;
import java.util.Optional;

/** The invariant of views. Checked where views leave the library, and by properties. */
public final class AccessInvariants {
    private AccessInvariants() {}

    /**
     * V1: what is shown holds no field outside the role's policy, at no depth; masked fields are masked, and no cleaned free
     * text holds what the role does not see in plain. Says which field broke it, never its value.
     *
     * @param role who looks
     * @param fields the catalog of the subject
     * @param subject what is looked at
     * @param shown what the role gets to see
     */
    public static <T> Optional<Violation> v1(Role role, Fields<T> fields, T subject, Map<String, ?> shown) {
        return new ViewCheck<>(role, fields, subject)
                .check(shown)
                .map(detail -> new Violation(
                        "V1", "view of " + fields.subject().getSimpleName() + " for role " + role.name(), detail));
    }
}
