package io.omskit.address;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Brings a consignee into canonical form, so that the same person written differently gives the same key (domain-rules ).
 *
 * <p>Width, case, accents, spaces, punctuation, traditional characters and the way of writing house numbers do not count; a
 * separator between two digits or letters does ({@code 2-01} is not {@code 20-1}). Regions are standardized by the
 * {@link Regions} table, a region written once more before the street is dropped, and it does not matter whether the town stands
 * in its own field or in the detail. Immutable and safe for use by many threads.
 */
public final class AddressNormalizer {
    /** Version of the rules and of the region table; any change that gives another form for some input raises it. */
    public static final int VERSION = 1;

    private static final AddressNormalizer STANDARD = new AddressNormalizer();
    private static final Pattern ZEROS = Pattern.compile("0*");
    private static final int US_ZIP_DIGITS = 5;
    /** End of the name of a container of direct counties, which nobody writes. */
    private static final String CONTAINER = "行政区划";

    private AddressNormalizer() {}

    /** The normalizer over the bundled region table. */
    public static AddressNormalizer standard() {
        return STANDARD;
    }

    /**
     * The canonical form, or empty if it could not tell people apart: a part is masked, or the address has neither a detail nor
     * (outside China) a postal code.
     *
     * @param name receiver as sent; empty if not known
     * @param phone phone as sent; empty if not known, and taken as not known if it holds no number
     * @param address place as sent. What its fields say comes first; its region code serves where they leave something open
     */
    public Optional<NormalAddress> normalize(String name, String phone, Address address) {
        if (Masking.isMasked(name) || Masking.isMaskedPhone(phone) || address.isMasked()) {
            return Optional.empty();
        }
        Place place = Place.of(address);
        String zip = place.isChinese() ? "" : zip(address.zip(), place.country());
        String detail = place.withoutRegion(words(address.detail()));
        String town = words(place.town());
        if (!detail.isEmpty() && !beginsWith(detail, town)) {
            detail = words(town + " " + detail);
        }
        if (detail.isEmpty() && zip.isEmpty()) {
            return Optional.empty();
        }
        Optional<Phone> number = Phone.parse(phone, place.isChinese() ? "CN" : place.country());
        return Optional.of(new NormalAddress(
                Folding.key(name),
                number.map(Phone::digits).orElse(""),
                number.map(Phone::extension).orElse(""),
                place.country(),
                place.regionCode(),
                place.unresolved(),
                detail,
                zip));
    }

    private static boolean beginsWith(String detail, String town) {
        boolean begins = detail.startsWith(town);
        // Cut between two digits or letters it would be the beginning of another word.
        return begins
                && (town.length() == detail.length()
                        || Folding.words(town + " " + detail.substring(town.length()))
                                .equals(detail));
    }

    private static String words(String text) {
        return HouseNumbers.toDigits(Folding.words(HouseNumbers.keepBelowGround(Folding.fold(text))));
    }

    private static String zip(String zip, String country) {
        String key = Folding.key(zip);
        if (ZEROS.matcher(key).matches()) {
            return "";
        }
        // The four digits that may follow a zip code of the USA name a part of the street.
        return country.equals("US") && key.length() > US_ZIP_DIGITS ? key.substring(0, US_ZIP_DIGITS) : key;
    }

    /**
     * The region part of an address.
     *
     * @param path regions from the country down that are certain, at most to the county; may be empty
     * @param stated country as sent
     * @param unresolved texts of province, city and district that the path does not cover, separated by slashes
     * @param town town as sent, or the town that was found in the district field
     */
    private record Place(List<Region> path, String stated, String unresolved, String town) {

        static Place of(Address address) {
            Regions regions = Regions.bundled();
            Resolution resolution = regions.resolve(address);
            Optional<Region> certain = resolution.certain();
            String code = address.regionCode();
            Optional<Region> given = code == null ? Optional.empty() : regions.find(code);
            boolean found = resolution instanceof Resolution.Found;
            if (given.isPresent() && extendsPath(regions, given.get(), certain)) {
                certain = given;
            }
            String town = address.town();
            if (certain.isPresent() && certain.get().level() == Region.Level.TOWN) {
                town = town.isEmpty() ? certain.get().name() : town;
                certain = Optional.ofNullable(certain.get().parent()).flatMap(regions::find);
            }
            List<Region> path = certain.map(regions::path).orElse(List.of());
            boolean covered = found && !path.isEmpty() && path.get(0).isChinese();
            return new Place(path, address.country(), covered ? "" : open(address, path), town);
        }

        private static boolean extendsPath(Regions regions, Region given, Optional<Region> certain) {
            if (certain.isEmpty()) {
                return true;
            }
            boolean deeper = given.level().compareTo(certain.get().level()) > 0;
            return deeper && regions.path(given).contains(certain.get());
        }

        private static String open(Address address, List<Region> path) {
            Region.Level deepest = path.isEmpty()
                    ? Region.Level.COUNTRY
                    : path.get(path.size() - 1).level();
            String open = open(Region.Level.PROVINCE, deepest, address.province())
                    + '/'
                    + open(Region.Level.CITY, deepest, address.city())
                    + '/'
                    + open(Region.Level.COUNTY, deepest, address.district());
            return open.equals("//") ? "" : open;
        }

        private static String open(Region.Level level, Region.Level deepest, String text) {
            return level.compareTo(deepest) > 0 ? words(text) : "";
        }

        String country() {
            return path.isEmpty() ? stated : path.get(0).code();
        }

        boolean isChinese() {
            return country().equals("CN");
        }

        String regionCode() {
            return path.isEmpty() ? "" : path.get(path.size() - 1).code();
        }

        /** Drops the region's names before the street; two levels must stand there, for one alone may begin a street's name. */
        String withoutRegion(String detail) {
            if (!isChinese()) {
                return detail;
            }
            List<String> names = path.stream()
                    .skip(1)
                    .map(Region::name)
                    .filter(name -> !name.endsWith(CONTAINER))
                    .map(Folding::key)
                    .toList();
            String rest = detail;
            for (String before = ""; !before.equals(rest); ) {
                before = rest;
                for (int from = 0; from < names.size() - 1; from++) {
                    String written = String.join("", names.subList(from, names.size()));
                    rest = rest.startsWith(written) ? rest.substring(written.length()) : rest;
                }
            }
            return rest;
        }
    }
}
