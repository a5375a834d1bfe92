package io.omskit.rule.document;

import io.omskit.rule.Rule;
import io.omskit.rule.document.Node.Mapping;
import io.omskit.rule.document.Node.Member;
import io.omskit.rule.document.Node.Scalar;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The members of a mapping by key; unknown and missing keys become problems. */
public final class Keys {
    private final Mapping mapping;
    private final Findings findings;
    private final String path;

    /**
     * Reads the members of a mapping.
     *
     * @param path where the mapping is, for problems
     */
    public Keys(Mapping mapping, Findings findings, String path) {
        this.mapping = mapping;
        this.findings = findings;
        this.path = path;
    }

    /** The value of a key, or null where it is absent. */
    public @Nullable Node get(String name) {
        Member member = member(name);
        return member == null ? null : member.value();
    }

    /** The value of a key that must be there, or null and a problem. */
    public @Nullable Node require(String name, String remedy) {
        Node value = get(name);
        if (value == null) {
            findings.add(mapping, path, "'" + name + "' is missing.", remedy);
        }
        return value;
    }

    /** The member of a key, or null where it is absent. */
    public @Nullable Member member(String name) {
        for (Member member : mapping.members()) {
            if (member.key().text().equals(name)) {
                return member;
            }
        }
        return null;
    }

    /** The name that must stand at a key, else a stand-in and a problem. */
    public String name(String key, String remedy) {
        Node node = require(key, remedy);
        String name = node == null ? null : nameOf(node);
        if (name != null) {
            return name;
        }
        if (node != null) {
            findings.add(
                    node,
                    path.isEmpty() ? key : path + "." + key,
                    "'" + key + "' is not a name.",
                    "Use letters, digits, dots, dashes and underscores, and begin with a letter or digit.");
        }
        return "unnamed";
    }

    /** The name that a node gives, composed, or null; a bare number is one, but true, false and null are values. */
    public static @Nullable String nameOf(Node node) {
        if (!(node instanceof Scalar scalar)
                || (scalar.type() != Node.Type.TEXT && scalar.type() != Node.Type.NUMBER)) {
            return null;
        }
        String name = Normalizer.normalize(scalar.text(), Normalizer.Form.NFC);
        return isName(name) ? name : null;
    }

    /** Whether a text can name a document, a version or a part of a document. */
    public static boolean isName(String text) {
        return Rule.isName(text);
    }

    /** The members whose keys are among these, in the order of the document. */
    public List<Member> among(Collection<String> names) {
        List<Member> found = new ArrayList<>();
        for (Member member : mapping.members()) {
            if (names.contains(member.key().text())) {
                found.add(member);
            }
        }
        return found;
    }

    /** Reports every key that is not among the known ones. */
    public void allowOnly(String kind, Collection<String> known) {
        allowOnly(kind, known, List.of());
    }

    /** Reports every key that is neither among the known ones nor was reported already. */
    public void allowOnly(String kind, Collection<String> known, Collection<String> reported) {
        for (Member member : mapping.members()) {
            Scalar key = member.key();
            if (!known.contains(key.text()) && !reported.contains(key.text())) {
                findings.unknown(key, path, kind, key.text(), known);
            }
        }
    }
}
