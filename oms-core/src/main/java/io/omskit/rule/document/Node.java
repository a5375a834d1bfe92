package io.omskit.rule.document;

import java.util.List;

/** A part of a document with the place where it begins; line and column count from 1. */
public sealed interface Node {
    int line();

    int column();

    /** What a part is, in words. */
    default String kind() {
        if (this instanceof Mapping mapping) {
            return mapping.members().isEmpty() ? "an empty mapping" : "a mapping";
        }
        if (this instanceof Items items) {
            return items.parts().isEmpty() ? "an empty list" : "a list";
        }
        return ((Scalar) this).type().words;
    }

    /** What a bare value is taken for. A quoted one is always a text. */
    enum Type {
        TEXT("a text"),
        NUMBER("a number"),
        TRUTH("true or false"),
        NOTHING("no value");

        final String words;

        Type(String words) {
            this.words = words;
        }
    }

    record Scalar(int line, int column, Type type, String text) implements Node {}

    record Items(int line, int column, List<Node> parts) implements Node {
        public Items {
            parts = List.copyOf(parts);
        }
    }

    record Mapping(int line, int column, List<Member> members) implements Node {
        public Mapping {
            members = List.copyOf(members);
        }
    }

    record Member(Scalar key, Node value) {}
}
