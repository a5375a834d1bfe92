package io.omskit.order;

import io.omskit.order.edit.Edits;
import io.omskit.order.stored.EditsRow;
import io.omskit.order.stored.StoredObject;
import io.omskit.order.stored.StoredWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What rules and people decided about an order apart from holds. Immutable; every change returns a copy. Source: domain
 * rules R-3.3, R-4.2.
 *
 * @param tags free words, in their natural order
 * @param reviewer who is to review it
 * @param sealed whether it may be neither merged nor split
 * @param source which source is to fulfill it
 * @param carrier which carrier is to carry it
 * @param merge whether it may travel with other orders; absent where the policy decides
 * @param split whether it may be split; absent where the policy decides
 * @param shipWithin until when to hand over, counted from payment; absent where the promises of the sale count
 * @param approvals of gates that need more of them than they have
 * @param questions asked back, at most one of each type
 * @param edits what was changed after the order was taken
 */
public record Handling(
        Set<String> tags,
        @Nullable String reviewer,
        boolean sealed,
        @Nullable String source,
        @Nullable String carrier,
        @Nullable Choice merge,
        @Nullable Choice split,
        @Nullable Duration shipWithin,
        List<Order.Pass> approvals,
        List<Question> questions,
        Edits edits) {
    /** Nothing decided. */
    public static final Handling NONE =
            new Handling(Set.of(), null, false, null, null, null, null, null, List.of(), List.of(), Edits.NONE);

    public Handling {
        tags = tags.isEmpty() ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(tags));
        approvals = List.copyOf(approvals);
        questions = List.copyOf(questions);
    }

    /** What a rule says about merging or splitting. */
    public enum Choice {
        ALLOW,
        FORBID
    }

    /** What an answer, or silence, means for the order. */
    public enum Meaning {
        /** The order goes on. */
        PASS,
        /** What is not shipped is to be canceled. */
        CANCEL,
        /** A person decides. */
        HOLD,
        /** The order goes on; its spot goods leave first, what is sold before it exists follows (R-7.4). */
        SPLIT,
        /** The order goes on; it waits until its spot and presale goods can leave together (R-7.4). */
        WAIT;

        /** Whether the order goes on. */
        public boolean passes() {
            return this == PASS || isAboutPresale();
        }

        /** Whether it says how presale and spot goods travel. */
        public boolean isAboutPresale() {
            return this == SPLIT || this == WAIT;
        }
    }

    /**
     * A question to the customer, with the meanings that its answers had when it was asked.
     *
     * @param type the gate or hold that waits for the answer
     * @param text the question; no personal data
     * @param deadline from when silence counts
     * @param answers the possible answers, in the order of asking
     * @param silence what no answer means
     * @param answer what was answered; empty for silence, absent while the question is open
     */
    public record Question(
            String type,
            String text,
            Instant deadline,
            Map<String, Meaning> answers,
            Meaning silence,
            @Nullable String answer) {
        public Question {
            answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
        }

        /** Whether an answer says how presale and spot goods travel. */
        public boolean isAboutPresale() {
            return silence.isAboutPresale() || answers.values().stream().anyMatch(Meaning::isAboutPresale);
        }

        /** Whether an answer may still come. */
        public boolean isOpen() {
            return answer == null;
        }

        /** The same question, answered. */
        public Question answered(String given) {
            return new Question(type, text, deadline, answers, silence, given);
        }
    }

    /** The question of this type, open or answered. */
    public Optional<Question> question(String type) {
        return questions.stream().filter(one -> one.type().equals(type)).findFirst();
    }

    /** The same with more tags. */
    public Handling withTags(List<String> more) {
        Set<String> all = new TreeSet<>(tags);
        all.addAll(more);
        return new Handling(
                all, reviewer, sealed, source, carrier, merge, split, shipWithin, approvals, questions, edits);
    }

    public Handling withReviewer(@Nullable String name) {
        return new Handling(tags, name, sealed, source, carrier, merge, split, shipWithin, approvals, questions, edits);
    }

    public Handling withSealed(boolean isSealed) {
        return new Handling(
                tags, reviewer, isSealed, source, carrier, merge, split, shipWithin, approvals, questions, edits);
    }

    public Handling withSource(@Nullable String id) {
        return new Handling(tags, reviewer, sealed, id, carrier, merge, split, shipWithin, approvals, questions, edits);
    }

    public Handling withCarrier(@Nullable String id) {
        return new Handling(tags, reviewer, sealed, source, id, merge, split, shipWithin, approvals, questions, edits);
    }

    public Handling withMerge(@Nullable Choice choice) {
        return new Handling(
                tags, reviewer, sealed, source, carrier, choice, split, shipWithin, approvals, questions, edits);
    }

    public Handling withSplit(@Nullable Choice choice) {
        return new Handling(
                tags, reviewer, sealed, source, carrier, merge, choice, shipWithin, approvals, questions, edits);
    }

    public Handling withShipWithin(@Nullable Duration afterPayment) {
        return new Handling(
                tags, reviewer, sealed, source, carrier, merge, split, afterPayment, approvals, questions, edits);
    }

    /** The same with one more approval; a second one by the same person changes nothing. */
    public Handling withApproval(Order.Pass approval) {
        for (Order.Pass known : approvals) {
            if (known.gate().equals(approval.gate()) && known.by().equals(approval.by())) {
                return this;
            }
        }
        List<Order.Pass> all = new ArrayList<>(approvals);
        all.add(approval);
        return new Handling(tags, reviewer, sealed, source, carrier, merge, split, shipWithin, all, questions, edits);
    }

    /** The same with a question in place of the one of its type. */
    public Handling withQuestion(Question question) {
        List<Question> all = new ArrayList<>(questions);
        all.removeIf(one -> one.type().equals(question.type()));
        all.add(question);
        return new Handling(tags, reviewer, sealed, source, carrier, merge, split, shipWithin, approvals, all, edits);
    }

    /** The same with other changes. */
    public Handling withEdits(Edits changed) {
        return new Handling(
                tags, reviewer, sealed, source, carrier, merge, split, shipWithin, approvals, questions, changed);
    }

    /** The same without the question and the approvals of this type. */
    public Handling without(String type) {
        List<Order.Pass> otherApprovals =
                approvals.stream().filter(one -> !one.gate().equals(type)).toList();
        List<Question> otherQuestions =
                questions.stream().filter(one -> !one.type().equals(type)).toList();
        return new Handling(
                tags,
                reviewer,
                sealed,
                source,
                carrier,
                merge,
                split,
                shipWithin,
                otherApprovals,
                otherQuestions,
                edits);
    }

    /** Members of the order's row. */
    void write(StoredWriter out) {
        out.values("tags", List.copyOf(tags));
        out.text("reviewer", reviewer);
        out.flag("sealed", sealed);
        out.text("shipFrom", source);
        out.text("carrier", carrier);
        out.word("merge", merge, null);
        out.word("split", split, null);
        out.text("shipWithin", shipWithin == null ? null : shipWithin.toString());
        out.objects("approvals", approvals, (position, approval) -> {
            out.text("gate", approval.gate());
            out.text("by", approval.by());
            out.instant("at", approval.at());
            out.unknown("approval", approval.gate() + "#" + approval.by());
        });
        out.objects("questions", questions, (position, question) -> {
            out.text("type", question.type());
            out.text("text", question.text());
            out.instant("until", question.deadline());
            out.allValues("answers", pairs(question.answers()));
            out.word("silence", question.silence(), null);
            out.text("answer", question.answer());
            out.unknown("question", question.type());
        });
        EditsRow.write(edits, out);
    }

    private static List<Object> pairs(Map<String, Meaning> answers) {
        List<Object> flat = new ArrayList<>();
        answers.forEach((answer, meaning) -> flat.addAll(List.of(answer, meaning)));
        return flat;
    }

    /** What {@link #write} wrote. */
    static Handling read(StoredObject row) {
        return new Handling(
                new TreeSet<>(row.list("tags", String.class)),
                row.text("reviewer"),
                row.flag("sealed"),
                row.text("shipFrom"),
                row.text("carrier"),
                row.word("merge", Choice.class),
                row.word("split", Choice.class),
                duration(row.text("shipWithin")),
                row.objects("approvals").stream().map(Handling::approval).toList(),
                row.objects("questions").stream().map(Handling::question).toList(),
                EditsRow.read(row));
    }

    private static Order.Pass approval(StoredObject stored) {
        Order.Pass approval = new Order.Pass(
                stored.required("gate"), stored.required("by"), StoredObject.required("at", stored.instant("at")));
        stored.end("approval", approval.gate() + "#" + approval.by());
        return approval;
    }

    private static Question question(StoredObject stored) {
        List<String> flat = stored.list("answers", String.class);
        Map<String, Meaning> answers = new LinkedHashMap<>();
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            answers.put(flat.get(i), StoredObject.word("answers", Meaning.class, flat.get(i + 1)));
        }
        Question question = new Question(
                stored.required("type"),
                stored.required("text"),
                StoredObject.required("until", stored.instant("until")),
                answers,
                StoredObject.required("silence", stored.word("silence", Meaning.class)),
                stored.text("answer"));
        stored.end("question", question.type());
        return question;
    }

    private static @Nullable Duration duration(@Nullable String text) {
        try {
            return text == null ? null : Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("member shipWithin is " + text + ", which is no duration", e);
        }
    }
}
