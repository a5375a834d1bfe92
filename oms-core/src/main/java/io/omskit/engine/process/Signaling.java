package io.omskit.engine.process;

import io.omskit.address.Address;
import io.omskit.address.Phone;
import io.omskit.address.Region;
import io.omskit.address.Regions;
import io.omskit.address.Resolution;
import io.omskit.engine.policy.ReadingPolicy;
import io.omskit.fact.PersonalData;
import io.omskit.order.PartyKeys;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads of personal data, before it is sealed, what rules may know of it (domain rule ). The blacklist is not asked
 * here: it needs the keyed hashes alone, and may grow after they were computed.
 */
final class Signaling {
    /** Countries to which nothing is carried without a state and a postal code. */
    private static final Set<String> WITH_STATE_AND_CODE = Set.of("US", "CA", "AU");

    private static final Pattern SIGNS_OF_NUMBERS = Pattern.compile("[-0-9+() ]*");

    private Signaling() {}

    static PartyKeys.Signals of(PersonalData told, ReadingPolicy reading, Parties parties) {
        Address address = told.address();
        String country = address == null ? "" : address.country();
        return new PartyKeys.Signals(
                reading.wordsIn(told.buyerMessage()),
                reading.wordsIn(told.sellerMemo()),
                (address == null || address.isMasked()) ? null : isComplete(address),
                isPlausible(told.phone(), country),
                false,
                address == null ? null : regionOf(address),
                parties.network(told.ip()));
    }

    /** Only what the table of regions knows: a field of an address may hold anything. */
    private static @Nullable String regionOf(Address address) {
        Regions regions = Regions.bundled();
        Region certain = regions.resolve(address).certain().orElse(null);
        if (certain == null || address.town().isEmpty() || certain.level().compareTo(Region.Level.CITY) < 0) {
            return certain == null ? null : certain.code();
        }
        return regions.children(certain.code()).stream()
                .filter(below ->
                        below.level() == Region.Level.TOWN && below.name().equals(address.town()))
                .findFirst()
                .orElse(certain)
                .code();
    }

    /** What holds digits among other signs than those of a number, and cannot be read as one, is masked. */
    private static @Nullable Boolean isPlausible(@Nullable String phone, String country) {
        if (phone == null || Parties.isMasked(phone)) {
            return null;
        }
        Optional<Phone> read = Phone.parse(phone, country);
        if (read.isEmpty()) {
            boolean masked =
                    !SIGNS_OF_NUMBERS.matcher(phone).matches() && phone.chars().anyMatch(Character::isDigit);
            return masked ? null : false;
        }
        return read.get().isPlausible(country);
    }

    private static boolean isComplete(Address address) {
        if (address.detail().isEmpty()) {
            return false;
        }
        if (!address.country().isEmpty() && !address.country().equals("CN")) {
            boolean named = !WITH_STATE_AND_CODE.contains(address.country())
                    || (!address.province().isEmpty() && !address.zip().isEmpty());
            return named && !address.city().isEmpty();
        }
        boolean allLevels = !address.province().isEmpty()
                && !address.city().isEmpty()
                && (!address.district().isEmpty() || !address.town().isEmpty());
        return allLevels || isInADistrict(address);
    }

    /** Districts of municipalities have no city above them, some cities have no districts. */
    private static boolean isInADistrict(Address address) {
        Regions regions = Regions.bundled();
        return regions.resolve(address) instanceof Resolution.Found found
                && found.place().level().compareTo(Region.Level.CITY) >= 0
                && regions.children(found.place().code()).stream()
                        .noneMatch(below -> below.level() == Region.Level.COUNTY);
    }
}
