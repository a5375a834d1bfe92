package io.omskit.fact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.value.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Which of two readings is newer, and the fingerprint that tells two contents apart. */
class RevisionProperties {
    private static final Instant NOON = Instant.parse("2026-11-11T12:00:00Z");

    private static Revision any(Random random) {
        Instant at = random.nextInt(4) == 0 ? null : NOON.plusSeconds(random.nextInt(3));
        return new Revision(at, random.nextInt(3), random.nextInt(2), random.nextInt(2));
    }

    @Property
    void revisionsAreInOneOrder(@ForAll Random random) {
        Revision a = any(random);
        Revision b = any(random);
        Revision c = any(random);
        assertEquals(Integer.signum(a.compareTo(b)), -Integer.signum(b.compareTo(a)));
        if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
            assertTrue(a.compareTo(c) <= 0, () -> a + " " + b + " " + c);
        }
        assertEquals(a.compareTo(b) == 0, a.sameMoment(b));
    }

    @Example
    void timeGoesBeforeTheSequenceAndAnyTimeBeforeNone() {
        Revision early = new Revision(NOON, 9, 1, 0);
        Revision late = new Revision(NOON.plusNanos(1), 0, 1, 0);
        assertTrue(early.compareTo(late) < 0);
        assertTrue(new Revision(NOON, 1, 1, 0).compareTo(new Revision(NOON, 2, 1, 0)) < 0);
        assertTrue(Revision.numbered(99, 1).compareTo(early) < 0);
        assertTrue(early.compareTo(Revision.numbered(99, 1)) > 0);
        assertTrue(Revision.numbered(1, 1).compareTo(Revision.numbered(2, 1)) < 0);
    }

    @Example
    void mapperAndContentDoNotMakeAnotherMoment() {
        assertTrue(new Revision(NOON, 1, 1, 5).sameMoment(new Revision(NOON, 1, 2, 6)));
        assertFalse(new Revision(NOON, 1, 1, 5).sameMoment(new Revision(NOON, 2, 1, 5)));
    }

    @Property
    void theSameContentHasTheSameFingerprintWhoeverToldIt(@ForAll long seed) {
        OrderFact fact = new RandomFacts(seed).order();
        OrderFact again = new RandomFacts(seed).order();
        assertNotEquals(0, fact.revision().hash());
        assertEquals(fact.revision(), again.revision());
        assertEquals(
                fact.revision().hash(),
                new OrderFact(
                                new ChannelRef("other", "other", "other"),
                                Revision.at(null, 7),
                                new Provenance("elsewhere", NOON),
                                fact.kind(),
                                fact.status(),
                                fact.rawStatus(),
                                fact.terms(),
                                fact.placedAt(),
                                fact.paidAt(),
                                fact.shipBy(),
                                fact.closedAt(),
                                fact.presale(),
                                fact.amounts(),
                                fact.lines(),
                                fact.blocks(),
                                fact.related(),
                                fact.flags(),
                                "elsewhere",
                                null,
                                List.of())
                        .revision()
                        .hash(),
                "who is named and who told it are not content");
    }

    @Property
    void twoOrdersOfDifferentContentHaveDifferentFingerprints(@ForAll long seed) {
        OrderFact one = new RandomFacts(seed).order();
        OrderFact other = new RandomFacts(seed + 1).order();
        assertNotEquals(one.revision().hash(), other.revision().hash());
    }

    @Example
    void whoBearsADiscountAndWhetherItIsAClaimIsContent() {
        List<Long> all = new ArrayList<>();
        all.add(print(null, false));
        for (Bearer bearer : Bearer.values()) {
            all.add(print(bearer, false));
            all.add(print(bearer, true));
        }
        assertEquals(all.size(), all.stream().distinct().count());
    }

    private static long print(@Nullable Bearer bearer, boolean claimed) {
        StatedAmounts.Builder amounts = StatedAmounts.builder(RandomFacts.CNY).payable(Money.of(9, RandomFacts.CNY));
        if (bearer != null) {
            amounts.discount(bearer, Money.of(1, RandomFacts.CNY), claimed);
        }
        Revision.Fingerprint fingerprint = new Revision.Fingerprint();
        amounts.build().addTo(fingerprint);
        return fingerprint.value();
    }

    /** Two texts of one list are not one text, an absent part is not an empty one, and the end of a list counts. */
    @Example
    void whatIsGroupedOtherwiseHasAnotherFingerprint() {
        List<Long> all = new ArrayList<>();
        all.add(print("ab", "c"));
        all.add(print("a", "bc"));
        all.add(print("abc"));
        all.add(print("abc", null));
        all.add(print("abc", ""));
        all.add(print(null, "abc"));
        all.add(print(1L));
        all.add(print("1"));
        all.add(print(true));
        all.add(print(false));
        all.add(print("true"));
        all.add(print(Money.of(1, "CNY")));
        all.add(print(Money.of(1, "EUR")));
        all.add(print(Money.of(2, "CNY")));
        all.add(print(NOON));
        all.add(print(NOON.plusNanos(1)));
        all.add(print(NOON.plusSeconds(1)));
        all.add(new Revision.Fingerprint()
                .addAll(List.of("ab"))
                .addAll(List.of())
                .value());
        all.add(new Revision.Fingerprint()
                .addAll(List.of())
                .addAll(List.of("ab"))
                .value());
        all.add(new Revision.Fingerprint().value());
        assertEquals(all.size(), all.stream().distinct().count());
    }

    private static long print(@Nullable Object... parts) {
        Revision.Fingerprint fingerprint = new Revision.Fingerprint();
        for (Object part : parts) {
            fingerprint.add(part);
        }
        return fingerprint.value();
    }

    /** Longer than any buffer that is there from the start, at every length around its doublings. */
    @Property
    void noLengthOfTextIsCutOff(@ForAll Random random) {
        int length = random.nextInt(3_000);
        String text = "x".repeat(length);
        assertEquals(print(text, "y"), print(text, "y"));
        assertNotEquals(print(text + "x"), print(text));
        assertNotEquals(print(text, "y"), print(text, "z"));
    }

    /** The value is stored with every order: under another one, all readings would look changed. */
    @Example
    void theFingerprintIsTheOneThatIsStored() {
        assertEquals(4367348487724245883L, print("TO_SHIP", 7L, Money.of(1250, "CNY"), NOON, true, false, null));
    }

    @Example
    void aFingerprintOnceGivenStays() {
        Revision given = new Revision(NOON, 0, 1, 42);
        assertEquals(given, given.withHash(new Revision.Fingerprint().add("x")));
    }
}
