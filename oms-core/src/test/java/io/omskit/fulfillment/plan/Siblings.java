package io.omskit.fulfillment.plan;

import static io.omskit.fulfillment.Draft.NOW;

import io.omskit.catalog.Sku;
import io.omskit.decision.Reason;
import io.omskit.fact.ChannelRef;
import io.omskit.fulfillment.Draft;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.merge.MergePolicy;
import io.omskit.fulfillment.merge.MergeTraits;
import io.omskit.fulfillment.merge.MergeTraits.Load;
import io.omskit.fulfillment.merge.MergeTraits.PresaleClass;
import io.omskit.fulfillment.merge.MergeTraits.Refusal;
import io.omskit.fulfillment.merge.MergeTraits.Seller;
import io.omskit.fulfillment.merge.MergeTraits.Timing;
import io.omskit.fulfillment.merge.MergeTraits.Way;
import io.omskit.fulfillment.parcel.Bond;
import io.omskit.fulfillment.parcel.Goods;
import io.omskit.fulfillment.plan.Grouping.Hint;
import io.omskit.fulfillment.plan.Member.Want;
import io.omskit.fulfillment.plan.RegroupInput.Work;
import io.omskit.value.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Members of few consignees from one seed, and the definition of merging asked for every pair of them. */
final class Siblings {
    private final Random random;
    private final Set<Trait> differing = EnumSet.noneOf(Trait.class);
    final MergePolicy policy;
    final List<Member> members = new ArrayList<>();
    final List<Work> works = new ArrayList<>();

    Siblings(long seed) {
        random = new Random(seed);
        for (Trait trait : Trait.values()) {
            if (random.nextInt(4) == 0) {
                differing.add(trait);
            }
        }
        policy = MergePolicy.builder()
                .acrossShops(random.nextBoolean())
                .acrossEntities(random.nextInt(3) == 0)
                .separateInvoices(random.nextBoolean())
                .window(Duration.ofHours(12))
                .promiseSpan(random.nextBoolean() ? Duration.ofHours(24) : null)
                .until(random.nextInt(3) == 0 ? MergePolicy.Until.APPROVAL : MergePolicy.Until.RELEASE)
                .parcel(
                        random.nextBoolean()
                                ? new MergePolicy.ParcelLimit(
                                        3000, 0, new TreeSet<>(Set.of("large")), new TreeSet<>(Set.of("warm/cold")))
                                : MergePolicy.ParcelLimit.NONE)
                .build();
        int count = 2 + random.nextInt(14);
        for (long id = 1; id <= count; id++) {
            members.add(member(id));
        }
        for (long id = 1; id < count && random.nextInt(3) == 0; id += 2) {
            works.add(new Work(500 + id, "W1", true, List.of(part(id), part(id + 1))));
        }
    }

    private static Part part(long id) {
        return new Part(id, 0, 1);
    }

    /** What may differ between orders; each seed lets only a few of them differ, so that groups grow. */
    private enum Trait {
        PLATFORM,
        SHOP,
        UNPAID,
        APART,
        KEY,
        REFUSAL,
        ENTITY,
        INVOICE,
        ENCRYPTED,
        SOURCE,
        CARRIER,
        FULFILLER,
        CLASSES,
        WEIGHT,
        STOCK,
        PROMISE,
        APPROVED
    }

    private boolean differs(Trait trait, int chances) {
        return differing.contains(trait) && random.nextInt(chances) == 0;
    }

    private <T> @Nullable T seldom(Trait trait, int chances, T value) {
        return differs(trait, chances) ? value : null;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private Member member(long id) {
        String platform = differs(Trait.PLATFORM, 3) ? "douyin" : "taobao";
        ChannelRef ref = new ChannelRef(platform, differs(Trait.SHOP, 3) ? "outlet" : "flagship", "T" + id);
        Instant paidAt = differs(Trait.UNPAID, 9) ? null : NOW.plusSeconds(600L * random.nextInt(150));
        Set<Long> apart = differs(Trait.APART, 4) ? Set.of(1 + (long) random.nextInt(12)) : Set.of();
        Set<String> source = differs(Trait.SOURCE, 2) ? Set.of(pick(List.of("W1", "W2"))) : Set.of();
        Set<String> classes = differs(Trait.CLASSES, 2) ? Set.of(pick(List.of("cold", "warm", "large"))) : Set.of();
        MergeTraits traits = new MergeTraits(
                differs(Trait.KEY, 3) ? "bert" : "anna",
                seldom(Trait.REFUSAL, 5, new Refusal("SEALED", null)),
                new Seller(
                        seldom(Trait.ENTITY, 3, "Tea Ltd"),
                        Draft.CNY,
                        seldom(Trait.INVOICE, 3, "buyer"),
                        differs(Trait.ENCRYPTED, 3)),
                new Way(
                        new TreeSet<>(source),
                        seldom(Trait.CARRIER, 2, pick(List.of("sf", "zto"))),
                        seldom(Trait.FULFILLER, 3, "S1")),
                new Load(new TreeSet<>(classes), differs(Trait.WEIGHT, 1) ? 100L * random.nextInt(20) : 100, 0),
                timing(),
                new TreeSet<>(),
                new TreeSet<>(apart));
        List<Want> wants =
                List.of(new Want(0, new Sku("X"), Measure.PIECE, 1, 1, 0, null, false, Goods.UNKNOWN, Bond.NONE));
        return new Member(id, ref, paidAt, false, traits, wants);
    }

    private Timing timing() {
        PresaleClass stock = differs(Trait.STOCK, 1) ? pick(List.of(PresaleClass.values())) : PresaleClass.SPOT;
        Instant due = stock == PresaleClass.WAITING && random.nextBoolean()
                ? NOW.plus(Duration.ofHours(20L * random.nextInt(3)))
                : null;
        Instant promised = seldom(Trait.PROMISE, 2, NOW.plus(Duration.ofHours(random.nextInt(50))));
        return new Timing(stock, due, promised, differs(Trait.APPROVED, 3));
    }

    /** A planner's input of these members in any order. */
    RegroupInput input() {
        return new RegroupInput(members, works, List.of(), new TreeMap<>(), policy, NOW, null);
    }

    /** What the rules make of the input. */
    static Merged merged(RegroupInput input) {
        Merged merged = new Merged();
        new MergeRules(input.policy(), input.works(), List.of(), merged.reasons, merged.hints)
                .groups(input.members())
                .forEach(group ->
                        merged.groups.add(group.stream().map(Member::orderId).collect(Collectors.toSet())));
        return merged;
    }

    static final class Merged {
        final Set<Set<Long>> groups = new HashSet<>();
        final List<Reason> reasons = new ArrayList<>();
        final List<Hint> hints = new ArrayList<>();
    }

    /** word by word: by payment, then id, into the first group with every member of which it is compatible. */
    Set<Set<Long>> byDefinition() {
        List<Member> sorted = new ArrayList<>(members);
        sorted.sort(Comparator.comparing((Member member) -> Objects.requireNonNullElse(member.paidAt(), Instant.MAX))
                .thenComparing(Member::orderId));
        List<List<Member>> groups = new ArrayList<>();
        for (Member member : sorted) {
            List<Member> found = null;
            for (List<Member> group : groups) {
                boolean fits = group.stream().allMatch(other -> mayShare(other, member));
                if (fits && isLightEnough(group, member)) {
                    found = group;
                    break;
                }
            }
            if (found == null) {
                found = new ArrayList<>();
                groups.add(found);
            }
            found.add(member);
        }
        return groups.stream()
                .map(group -> group.stream().map(Member::orderId).collect(Collectors.toSet()))
                .collect(Collectors.toSet());
    }

    private boolean isLightEnough(List<Member> group, Member member) {
        long sum = member.merge().load().weightGrams()
                + group.stream()
                        .mapToLong(other -> other.merge().load().weightGrams())
                        .sum();
        return policy.parcel().weightGrams() == 0 || sum <= policy.parcel().weightGrams();
    }

    private boolean mayShare(Member a, Member b) {
        return a.merge().refusal() == null
                && b.merge().refusal() == null
                && Objects.equals(a.merge().key(), b.merge().key())
                && mayShare(a.merge().seller(), b.merge().seller(), a.ref(), b.ref())
                && mayShare(a.merge().way(), b.merge().way())
                && mayShareAParcel(a.merge().load().classes(), b.merge().load().classes())
                && mayShareInTime(a, b)
                && !a.merge().apart().contains(b.orderId())
                && !b.merge().apart().contains(a.orderId())
                && (!isLate(a, b)
                        || works.stream().anyMatch(work -> work.held(a.orderId(), 0) * work.held(b.orderId(), 0) > 0));
    }

    private boolean mayShare(Seller a, Seller b, ChannelRef one, ChannelRef other) {
        boolean samePlatform = one.platform().equals(other.platform());
        return (policy.acrossEntities() || Objects.equals(a.entity(), b.entity()))
                && (policy.acrossShops() || one.shopRef().equals(other.shopRef()))
                && (samePlatform || (!a.encrypted() && !b.encrypted()))
                && (policy.separateInvoices() || Objects.equals(a.invoice(), b.invoice()));
    }

    private static boolean mayShare(Way a, Way b) {
        return Objects.equals(a.fulfiller(), b.fulfiller())
                && (a.sources().isEmpty()
                        || b.sources().isEmpty()
                        || a.sources().equals(b.sources()))
                && (a.carrier() == null || b.carrier() == null || a.carrier().equals(b.carrier()));
    }

    private boolean mayShareAParcel(Set<String> a, Set<String> b) {
        if (policy.parcel().equals(MergePolicy.ParcelLimit.NONE)) {
            return true;
        }
        Set<String> both = new TreeSet<>(a);
        both.addAll(b);
        return !both.contains("large")
                && !(a.contains("cold") && b.contains("warm"))
                && !(a.contains("warm") && b.contains("cold"));
    }

    private boolean mayShareInTime(Member a, Member b) {
        Timing one = a.merge().timing();
        Timing other = b.merge().timing();
        return (one.stock() == PresaleClass.WAITING) == (other.stock() == PresaleClass.WAITING)
                && (one.stock() != PresaleClass.WAITING
                        || within(policy.activationSpan(), one.activation(), other.activation()))
                && a.paidAt() != null
                && b.paidAt() != null
                && within(policy.window(), a.paidAt(), b.paidAt())
                && (policy.promiseSpan() == null || within(policy.promiseSpan(), one.promised(), other.promised()));
    }

    private static boolean within(Duration span, @Nullable Instant a, @Nullable Instant b) {
        return a == null || b == null || Duration.between(a, b).abs().compareTo(span) <= 0;
    }

    private boolean isLate(Member a, Member b) {
        return policy.until() == MergePolicy.Until.APPROVAL
                && (a.merge().timing().approved() || b.merge().timing().approved());
    }

    static Set<MergePolicy.OrderType> all() {
        return EnumSet.allOf(MergePolicy.OrderType.class);
    }
}
