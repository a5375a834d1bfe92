package io.omskit.rule.book;

import io.omskit.rule.book.Node.Mapping;
import io.omskit.rule.book.Node.Member;
import io.omskit.rule.book.Node.Scalar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The members of a mapping by key; unknown and missing keys become problems. */
final class Keys {
    private final Mapping mapping;
    private final Findings findings;
    private final String path;

    Keys(Mapping mapping, Findings findings, String path) {
        this.mapping = mapping;
        this.findings = findings;
        this.path = path;
    }

    @Nullable
    Node get(String name) {
        Member member = member(name);
        return member == null ? null : member.value();
    }

    /** The value of a key that must be there, or null and a problem. */
    @Nullable
    Node require(String name, String remedy) {
        Node value = get(name);
        if (value == null) {
            findings.add(mapping, path, "'" + name + "' is missing.", remedy);
        }
        return value;
    }

    @Nullable
    Member member(String name) {
        for (Member member : mapping.members()) {
            if (member.key().text().equals(name)) {
                return member;
            }
        }
        return null;
    }

    /** The members whose keys are among these, in the order of the document. */
    List<Member> among(Collection<String> names) {
        List<Member> found = new ArrayList<>();
        for (Member member : mapping.members()) {
            if (names.contains(member.key().text())) {
                found.add(member);
            }
        }
        return found;
    }

    /** Reports every key that is not among the known ones. */
    void allowOnly(String kind, Collection<String> known) {
        allowOnly(kind, known, List.of());
    }

    /** Reports every key that is neither among the known ones nor was reported already. */
    void allowOnly(String kind, Collection<String> known, Collection<String> reported) {
        for (Member member : mapping.members()) {
            Scalar key = member.key();
            if (!known.contains(key.text()) && !reported.contains(key.text())) {
                findings.unknown(key, path, kind, key.text(), known);
            }
        }
    }
}
