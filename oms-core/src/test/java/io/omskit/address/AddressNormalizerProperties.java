package io.omskit.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class AddressNormalizerProperties {
    private static final AddressNormalizer NORMALIZER = AddressNormalizer.standard();

    /** A place of the table with a street, a house and a room. */
    record Place(Region county, String street, int house, int room) {
        Address address(String detail) {
            String[] names = {"", "", "", ""};
            Regions.bundled().path(county).forEach(region -> names[index(region.level())] = region.name());
            return Address.chinese(names[1], names[2], names[3], "", detail);
        }

        private static int index(Region.Level level) {
            return switch (level) {
                case COUNTRY, TOWN -> 0;
                case PROVINCE -> 1;
                case CITY -> 2;
                case COUNTY -> 3;
            };
        }

        String detail() {
            return street + house + "号" + room / 100 + "-" + room % 100;
        }
    }

    @Provide
    Arbitrary<Place> places() {
        Arbitrary<Region> counties = Arbitraries.of(Regions.bundled().children("CN"))
                .map(province -> Regions.bundled().children(province.code()))
                .flatMap(Arbitraries::of)
                .filter(region -> !Regions.bundled().children(region.code()).isEmpty())
                .flatMap(city -> Arbitraries.of(Regions.bundled().children(city.code())))
                .filter(region -> region.level() == Region.Level.COUNTY);
        Arbitrary<String> streets = Arbitraries.of("文一西路", "中山北路", "Nanjing Road ", "五一路", "建设街", "和平里");
        return Combinators.combine(
                        counties,
                        streets,
                        Arbitraries.integers().between(1, 9_999),
                        Arbitraries.integers().between(101, 3_299))
                .as(Place::new);
    }

    @Provide
    Arbitrary<String> anyText() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(15),
                Arbitraries.strings()
                        .withChars("浙江省杭州市余杭区仓前街道文一西路号栋层室单元三十二〇9-－ ,.#aBＣ①½臺")
                        .ofMaxLength(25));
    }

    private static Optional<NormalAddress> normal(Address address) {
        return NORMALIZER.normalize("李雷", "13800138000", address);
    }

    @Property
    void normalFormIsItsOwnNormalForm(
            @ForAll("anyText") String province,
            @ForAll("anyText") String city,
            @ForAll("anyText") String district,
            @ForAll("anyText") String town,
            @ForAll("anyText") String detail,
            @ForAll boolean known) {
        Address address = known
                ? Address.chinese("浙江", "杭州", "余杭", town, detail)
                : Address.chinese(province, city, district, town, detail);
        Optional<NormalAddress> once = NORMALIZER.normalize(district, "13800138000转1", address);
        Assume.that(once.isPresent());
        assertEquals(once, again(once.get()));
    }

    /** Feeds a normal form back in. */
    private static Optional<NormalAddress> again(NormalAddress normal) {
        String[] open = normal.places().isEmpty()
                ? new String[] {"", "", ""}
                : normal.places().split("/", -1);
        String region = normal.regionCode().isEmpty() ? null : normal.regionCode();
        Address address =
                new Address(normal.country(), open[0], open[1], open[2], "", normal.detail(), normal.zip(), region);
        return NORMALIZER.normalize(normal.name(), normal.phone() + "转" + normal.extension(), address);
    }

    @Property
    void widthSpacesCaseAndPunctuationDoNotCount(@ForAll("places") Place place, @ForAll Random random) {
        assertEquals(normal(place.address(place.detail())), normal(place.address(rewritten(place.detail(), random))));
    }

    /** Another way of writing: full width, other case, spaces beside Chinese characters, other separators, traditional forms. */
    private static String rewritten(String text, Random random) {
        StringBuilder rewritten = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '-' || c == ' ') {
                rewritten.append(" -./,－　".charAt(random.nextInt(7)));
            } else if (c < 0x80) {
                String same = random.nextBoolean() ? Character.toString(c).toUpperCase(Locale.ROOT) : "" + c;
                rewritten.append(random.nextBoolean() ? same : "" + (char) (same.charAt(0) + 0xFEE0));
            } else {
                rewritten.append(c == '号' && random.nextBoolean() ? '號' : c);
                rewritten.append(random.nextInt(4) == 0 ? " " : "");
            }
        }
        return rewritten.append(random.nextBoolean() ? "。" : "").toString();
    }

    @Property
    void regionMayBeWrittenInAnySpellingThatNamesItAlone(@ForAll("places") Place place, @ForAll Random random) {
        Address standard = place.address(place.detail());
        String province = pick(standard.province(), Region.Level.PROVINCE, place.county(), random);
        String city = pick(standard.city(), Region.Level.CITY, place.county(), random);
        Address written = Address.chinese(province, city, standard.district(), "", place.detail());
        Assume.that(Regions.bundled().resolve(written).region().isPresent());
        assertEquals(normal(standard), normal(written));
    }

    private static String pick(String name, Region.Level level, Region county, Random random) {
        return Regions.bundled().path(county).stream()
                .filter(region -> region.level() == level)
                .findFirst()
                .map(region -> Regions.bundled().spellings(region))
                .map(spellings -> spellings.get(random.nextInt(spellings.size())))
                .orElse(name);
    }

    @Property
    void regionWrittenBeforeTheStreetDoesNotCount(@ForAll("places") Place place) {
        Address address = place.address(place.detail());
        String before =
                address.province() + (address.city().endsWith("行政区划") ? "" : address.city()) + address.district();
        assertEquals(normal(address), normal(place.address(before + " " + place.detail())));
    }

    @Property
    void differentHousesAndRoomsStayDifferent(
            @ForAll("places") Place place,
            @ForAll @IntRange(min = 1, max = 9_999) int house,
            @ForAll @IntRange(min = 101, max = 3_299) int room) {
        Place other = new Place(place.county(), place.street(), house, room);
        boolean same = normal(place.address(place.detail())).equals(normal(other.address(other.detail())));
        assertEquals(place.equals(other), same);
    }

    @Property
    void movingASeparatorBetweenDigitsIsAnotherRoom(
            @ForAll("places") Place place,
            @ForAll @IntRange(min = 1, max = 3) int at,
            @ForAll @IntRange(min = 1, max = 3) int to) {
        Assume.that(at != to);
        String digits = Integer.toString(1_000 + place.room());
        String one = digits.substring(0, at) + "-" + digits.substring(at);
        String other = digits.substring(0, to) + "-" + digits.substring(to);
        assertNotEquals(normal(place.address(one)), normal(place.address(other)));
    }

    @Property
    void maskedTextNeverHasAForm(@ForAll("places") Place place, @ForAll @IntRange(min = 0, max = 3) int at) {
        String detail = place.detail();
        assertEquals(Optional.empty(), normal(place.address(detail.substring(0, at) + "*" + detail.substring(at + 1))));
    }
}
