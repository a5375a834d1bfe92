package io.omskit.catalog;

import static java.util.Objects.requireNonNull;

import io.omskit.fact.ShopRef;
import io.omskit.value.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * What a code on a platform stands for: so much of one SKU, or a bundle.
 *
 * @param scope where the code has this meaning
 * @param code the code as the platform sends it: the seller's own code, a platform SKU id, an item id
 * @param target what one listed unit stands for
 */
public record Listing(Scope scope, String code, Target target) {
    public Listing {
        requireNonNull(scope, "scope");
        requireNonNull(target, "target");
        code = Codes.required("listing code", code);
    }

    /** One listed unit is this much of the SKU. */
    public static Listing of(Scope scope, String code, Sku sku, Quantity perUnit) {
        return new Listing(scope, code, new Target.Units(sku, perUnit));
    }

    /** One listed unit is one bundle. */
    public static Listing ofBundle(Scope scope, String code, String bundle) {
        return new Listing(scope, code, new Target.OfBundle(bundle));
    }

    /** Where the listing applies and under which code. */
    public Key key() {
        return new Key(scope, code);
    }

    /**
     * Scope and code: what identifies a listing.
     *
     * @param scope where the code applies
     * @param code the code as the platform sends it
     */
    public record Key(Scope scope, String code) {}

    /**
     * Where a code has a meaning: in one shop, on a whole platform, or anywhere. The narrower scope wins.
     *
     * @param platform the platform id, absent for anywhere
     * @param shop the shop, absent for the whole platform
     */
    public record Scope(@Nullable String platform, @Nullable String shop) {
        private static final Scope ANYWHERE = new Scope(null, null);

        public Scope {
            if ((platform != null && platform.isBlank()) || (shop != null && (shop.isBlank() || platform == null))) {
                throw new IllegalArgumentException("a listing has the platform " + platform + " and the shop " + shop
                        + ".\n"
                        + "Name both for one shop, the platform alone for all its shops, none for a code that"
                        + " holds anywhere.");
            }
        }

        /** The code means the same in every shop of every platform. */
        public static Scope anywhere() {
            return ANYWHERE;
        }

        /** The code means the same in every shop of one platform. */
        public static Scope platform(String platform) {
            return new Scope(platform, null);
        }

        /** The code has its meaning in one shop only. */
        public static Scope shop(ShopRef shop) {
            return new Scope(shop.platform(), shop.shop());
        }

        /** Whether codes of this scope apply in the shop. */
        public boolean covers(ShopRef other) {
            return (platform == null || platform.equals(other.platform()))
                    && (shop == null || shop.equals(other.shop()));
        }

        @Override
        public String toString() {
            return platform == null ? "anywhere" : shop == null ? platform : platform + "/" + shop;
        }
    }

    /** What one listed unit stands for. */
    public sealed interface Target {
        /**
         * So much of one SKU.
         *
         * @param sku the SKU
         * @param perUnit quantity per listed unit, positive, in the measure of the SKU
         */
        record Units(Sku sku, Quantity perUnit) implements Target {
            public Units {
                requireNonNull(sku, "sku");
                if (!perUnit.isPositive()) {
                    throw new IllegalArgumentException("a listing of SKU " + sku + " stands for " + perUnit
                            + ".\nGive the positive quantity that one listed unit contains.");
                }
            }

            @Override
            public String toString() {
                return sku + " x " + perUnit;
            }
        }

        /**
         * One bundle.
         *
         * @param bundle code of the bundle
         */
        record OfBundle(String bundle) implements Target {
            public OfBundle {
                bundle = Codes.required("bundle", bundle);
            }

            @Override
            public String toString() {
                return "bundle " + bundle;
            }
        }
    }
}
