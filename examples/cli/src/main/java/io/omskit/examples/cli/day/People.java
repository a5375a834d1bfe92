package io.omskit.examples.cli.day;

import io.omskit.channels.sandbox.SandboxOrder.Receiver;
import java.util.List;
import java.util.SplittableRandom;

/** Invented people at invented addresses in real places. */
final class People {
    /**
     * A place.
     *
     * @param province province or state
     * @param city city
     * @param district district, empty abroad
     * @param zip postal code
     * @param weight how many live there, roughly
     */
    private record Place(String province, String city, String district, String zip, int weight) {}

    private static final List<Place> CHINA = List.of(
            new Place("浙江省", "杭州市", "余杭区", "311100", 9),
            new Place("浙江省", "宁波市", "鄞州区", "315100", 4),
            new Place("广东省", "深圳市", "南山区", "518000", 10),
            new Place("广东省", "广州市", "天河区", "510000", 8),
            new Place("上海市", "上海市", "浦东新区", "200120", 11),
            new Place("北京市", "北京市", "海淀区", "100080", 10),
            new Place("江苏省", "南京市", "玄武区", "210000", 7),
            new Place("江苏省", "苏州市", "虎丘区", "215000", 6),
            new Place("四川省", "成都市", "武侯区", "610000", 8),
            new Place("湖北省", "武汉市", "洪山区", "430000", 6),
            new Place("陕西省", "西安市", "雁塔区", "710000", 5),
            new Place("山东省", "青岛市", "市南区", "266000", 4),
            new Place("福建省", "厦门市", "思明区", "361000", 4),
            new Place("湖南省", "长沙市", "岳麓区", "410000", 4),
            new Place("重庆市", "重庆市", "渝中区", "400000", 5),
            new Place("辽宁省", "大连市", "中山区", "116000", 3),
            new Place("云南省", "昆明市", "五华区", "650000", 2),
            new Place("新疆维吾尔自治区", "乌鲁木齐市", "天山区", "830000", 1),
            new Place("黑龙江省", "哈尔滨市", "南岗区", "150000", 2));

    private static final List<Place> AMERICA = List.of(
            new Place("CA", "Los Angeles", "", "90001", 9),
            new Place("NY", "New York", "", "10001", 8),
            new Place("TX", "Austin", "", "73301", 6),
            new Place("WA", "Seattle", "", "98101", 5),
            new Place("IL", "Chicago", "", "60601", 4),
            new Place("FL", "Miami", "", "33101", 4),
            new Place("MA", "Boston", "", "02108", 3),
            new Place("CO", "Denver", "", "80202", 3),
            new Place("GA", "Atlanta", "", "30301", 3),
            new Place("OR", "Portland", "", "97201", 2),
            new Place("MN", "Minneapolis", "", "55401", 2));

    private static final String FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨";
    private static final int HOUSES = 300;

    private People() {}

    /** A person with this number; the same number is the same person. */
    static Receiver chinese(long seed, int number) {
        SplittableRandom random = new SplittableRandom(seed * 31 + number);
        Place place = place(CHINA, random);
        String name = FAMILY.charAt(random.nextInt(FAMILY.length())) + "测试" + number;
        return new Receiver(
                name,
                String.format("139%08d", number),
                place.province(),
                place.city(),
                place.district(),
                "样品路" + (1 + random.nextInt(HOUSES)) + "号",
                place.zip(),
                "CN");
    }

    /** As {@link #chinese}, in America. */
    static Receiver american(long seed, int number) {
        SplittableRandom random = new SplittableRandom(seed * 37 + number);
        Place place = place(AMERICA, random);
        return new Receiver(
                "Test Person" + number,
                String.format("555%07d", number),
                place.province(),
                place.city(),
                "",
                (1 + random.nextInt(HOUSES)) + " Sample Street",
                place.zip(),
                "US");
    }

    private static Place place(List<Place> places, SplittableRandom random) {
        int left = random.nextInt(places.stream().mapToInt(Place::weight).sum());
        for (Place place : places) {
            left -= place.weight();
            if (left < 0) {
                return place;
            }
        }
        return places.get(0);
    }
}
