package io.omskit.catalog;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.Sets;
import io.omskit.catalog.Listing.Scope;
import io.omskit.catalog.Listing.Target;
import io.omskit.catalog.Match.Candidate;
import io.omskit.catalog.Match.Cause;
import io.omskit.catalog.Match.Mapped;
import io.omskit.catalog.Match.Need;
import io.omskit.catalog.Match.Unmapped;
import io.omskit.fact.OrderFact;
import io.omskit.fact.ShopRef;
import io.omskit.value.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One immutable state of a catalog and the matching over it. A key with no target is blocked: its row could not be read, and
 * falling through to a wider scope would ship something else.
 */
final class CatalogTables {
    private final Map<String, Item> items;
    private final Map<Listing.Key, Set<Target>> listings;
    private final Map<String, Bundle> bundles;
    private final boolean skuIsCode;
    private final Supplier<NearestCodes> nearest;
    private final Supplier<Map<Sku, List<Listing>>> listingsBySku;

    CatalogTables(
            Map<String, Item> items,
            Map<Listing.Key, Set<Target>> listings,
            Map<String, Bundle> bundles,
            boolean skuIsCode) {
        this.items = Map.copyOf(items);
        this.listings = Map.copyOf(listings);
        this.bundles = Map.copyOf(bundles);
        this.skuIsCode = skuIsCode;
        this.nearest = Suppliers.memoize(() -> new NearestCodes(this.items, this.listings));
        this.listingsBySku = Suppliers.memoize(this::indexBySku);
        listings.values().forEach(targets -> targets.forEach(this::requireMeasure));
        bundles.values().forEach(this::requireMeasures);
    }

    Map<String, Item> items() {
        return items;
    }

    Map<Listing.Key, Set<Target>> listings() {
        return listings;
    }

    Map<String, Bundle> bundles() {
        return bundles;
    }

    boolean skuIsCode() {
        return skuIsCode;
    }

    Match match(ShopRef shop, OrderFact.Line line) {
        String code = line.code();
        if (code == null && line.alternateCodes().isEmpty()) {
            return new Unmapped(Cause.NO_CODE, nearest(line));
        }
        List<Scope> ranks = List.of(Scope.shop(shop), Scope.platform(shop.platform()), Scope.anywhere());
        List<List<String>> codes = List.of(code == null ? List.of() : List.of(code), line.alternateCodes());
        for (List<String> ofOneRank : codes) {
            for (Scope scope : ranks) {
                Match match = matchAt(scope, ofOneRank, line);
                if (match != null) {
                    return match;
                }
            }
        }
        Item item = skuIsCode && code != null ? items.get(code) : null;
        if (item == null) {
            return new Unmapped(Cause.UNKNOWN_CODE, nearest(line));
        }
        // the code only names the goods: without a listing it does not say how many kilograms one sold piece would be
        return item.measure() == line.quantity().measure()
                ? mapped(List.of(Need.sold(item.sku(), item.oneUnit())), line)
                : new Unmapped(Cause.MEASURE, List.of(itself(item)));
    }

    /** The answer at one rank, or null when the rank knows none of the codes. */
    private @Nullable Match matchAt(Scope scope, List<String> codes, OrderFact.Line line) {
        Set<Target> found = new LinkedHashSet<>();
        List<Candidate> candidates = new ArrayList<>();
        boolean listed = false;
        for (String code : codes) {
            Set<Target> targets = listings.get(new Listing.Key(scope, code));
            if (targets != null) {
                listed = true;
                for (Target target : targets) {
                    if (found.add(target)) {
                        candidates.add(new Candidate(code, target, 0));
                    }
                }
            }
        }
        if (!listed) {
            return null;
        }
        if (found.size() > 1) {
            candidates.sort(Comparator.comparing(Candidate::code)
                    .thenComparing(c -> c.target().toString()));
            return new Unmapped(Cause.AMBIGUOUS, candidates);
        }
        List<Need> needs = found.isEmpty() ? List.of() : needs(found.iterator().next());
        return needs.isEmpty() ? new Unmapped(Cause.TARGET_MISSING, candidates) : mapped(needs, line);
    }

    /** What the target takes from stock; empty where an item or the bundle is missing. */
    List<Need> needs(Target target) {
        if (target instanceof Target.Units units) {
            return items.containsKey(units.sku().code()) ? List.of(Need.sold(units.sku(), units.perUnit())) : List.of();
        }
        Bundle bundle = bundles.get(((Target.OfBundle) target).bundle());
        if (bundle == null
                || !bundle.components().stream()
                        .allMatch(c -> items.containsKey(c.sku().code()))) {
            return List.of();
        }
        return bundle.components().stream()
                .map(c -> new Need(c.sku(), c.perBundle(), c.shareWeight(), bundle.code(), bundle.shipTogether()))
                .toList();
    }

    List<Listing> listingsOf(Sku sku) {
        return listingsBySku.get().getOrDefault(sku, List.of());
    }

    /** The keys whose lines may have a new answer here, compared with an earlier state. */
    Set<Listing.Key> rematchSince(CatalogTables before) {
        Set<Listing.Key> changed = new HashSet<>();
        for (Listing.Key key : Sets.union(before.listings.keySet(), listings.keySet())) {
            List<Need> now = answer(key);
            // a key that has gone counts always: a wider scope may answer for its code now
            boolean gone = !listings.containsKey(key);
            if (gone || (!now.isEmpty() && !now.equals(before.answer(key)))) {
                changed.add(key);
            }
        }
        if (skuIsCode) {
            for (Item item : items.values()) {
                String code = item.sku().code();
                Item earlier = before.skuIsCode ? before.items.get(code) : null;
                if (earlier == null || earlier.measure() != item.measure()) {
                    changed.add(new Listing.Key(Scope.anywhere(), code));
                }
            }
        }
        return changed;
    }

    boolean sameContent(CatalogTables other) {
        return skuIsCode == other.skuIsCode
                && items.equals(other.items)
                && listings.equals(other.listings)
                && bundles.equals(other.bundles);
    }

    private List<Need> answer(Listing.Key key) {
        Set<Target> targets = listings.getOrDefault(key, Set.of());
        return targets.size() == 1 ? needs(targets.iterator().next()) : List.of();
    }

    private Match mapped(List<Need> needs, OrderFact.Line line) {
        if (needs.stream().allMatch(need -> need.fits(line.quantity()))) {
            return new Mapped(needs);
        }
        return new Unmapped(
                Cause.MEASURE,
                needs.stream()
                        .map(need -> new Candidate(need.sku().code(), new Target.Units(need.sku(), need.perUnit()), 0))
                        .toList());
    }

    private List<Candidate> nearest(OrderFact.Line line) {
        List<String> codes = new ArrayList<>(line.alternateCodes());
        if (line.code() != null) {
            codes.add(0, line.code());
        }
        return nearest.get().find(codes, line.title());
    }

    private static Candidate itself(Item item) {
        return new Candidate(item.sku().code(), new Target.Units(item.sku(), item.oneUnit()), 0);
    }

    private Map<Sku, List<Listing>> indexBySku() {
        Map<Sku, List<Listing>> index = new TreeMap<>();
        listings.forEach((key, targets) -> {
            for (Need need : answer(key)) {
                Listing listing =
                        new Listing(key.scope(), key.code(), targets.iterator().next());
                index.computeIfAbsent(need.sku(), sku -> new ArrayList<>()).add(listing);
            }
        });
        Comparator<Listing> order =
                Comparator.<Listing, String>comparing(l -> l.scope().toString()).thenComparing(Listing::code);
        index.replaceAll((sku, found) -> found.stream().sorted(order).toList());
        return index;
    }

    private void requireMeasures(Bundle bundle) {
        bundle.components().forEach(c -> requireMeasure("bundle " + bundle.code(), c.sku(), c.perBundle()));
    }

    private void requireMeasure(Target target) {
        if (target instanceof Target.Units units) {
            requireMeasure("a listing", units.sku(), units.perUnit());
        }
    }

    private void requireMeasure(String subject, Sku sku, Quantity quantity) {
        Item item = items.get(sku.code());
        if (item != null && item.measure() != quantity.measure()) {
            throw new IllegalArgumentException(subject + " takes " + quantity + " of SKU " + sku
                    + ", which is counted in " + item.measure()
                    + ".\nState the quantity in the measure of the item.");
        }
    }

    @Override
    public String toString() {
        return "CatalogTables[" + items.size() + " items, " + listings.size() + " listings, " + bundles.size()
                + " bundles" + (skuIsCode ? "" : ", SKUs are no codes") + "]";
    }
}
