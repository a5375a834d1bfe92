package io.omskit.examples.benchmarks;

import static io.omskit.examples.benchmarks.HandWritten.CNY;
import static io.omskit.examples.benchmarks.HandWritten.MARCH_18;
import static io.omskit.examples.benchmarks.HandWritten.MARCH_21;
import static io.omskit.examples.benchmarks.HandWritten.MARCH_5;
import static io.omskit.examples.benchmarks.HandWritten.MARCH_8;
import static io.omskit.examples.benchmarks.HandWritten.USD;
import static io.omskit.examples.benchmarks.HandWritten.flags;
import static io.omskit.examples.benchmarks.HandWritten.goods;
import static io.omskit.examples.benchmarks.HandWritten.hasBlock;
import static io.omskit.examples.benchmarks.HandWritten.hasBlocks;
import static io.omskit.examples.benchmarks.HandWritten.isDueWithin;
import static io.omskit.examples.benchmarks.HandWritten.isIn;
import static io.omskit.examples.benchmarks.HandWritten.isKnown;
import static io.omskit.examples.benchmarks.HandWritten.isPaid;
import static io.omskit.examples.benchmarks.HandWritten.isPieces;
import static io.omskit.examples.benchmarks.HandWritten.isPlacedBetween;
import static io.omskit.examples.benchmarks.HandWritten.isPresale;
import static io.omskit.examples.benchmarks.HandWritten.minutesSincePaid;
import static io.omskit.examples.benchmarks.HandWritten.missing;
import static io.omskit.examples.benchmarks.HandWritten.paid;
import static io.omskit.examples.benchmarks.HandWritten.payable;
import static io.omskit.examples.benchmarks.HandWritten.problems;
import static io.omskit.examples.benchmarks.HandWritten.startsWith;
import static io.omskit.examples.benchmarks.HandWritten.terms;
import static io.omskit.examples.benchmarks.HandWritten.within;

import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.order.Demands;
import io.omskit.order.OrderView;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The rules of {@code mixed-rules.yaml} about data, money and risk, as typed lambdas. */
final class HandWrittenMoney {
    private static final Set<String> REGIONS_1 = Set.of("310300", "320400", "330100", "440100");
    private static final Set<String> SHOPS_1 = Set.of("cross-border-eu", "cross-border-us", "farm");
    private static final Set<String> REGIONS_2 =
            Set.of("130300", "310100", "310200", "320100", "320300", "330200", "450200", "610400");
    private static final Set<String> REGIONS_3 =
            Set.of("110400", "120300", "130200", "450300", "510100", "510200", "610100", "610400");
    private static final Set<String> REGIONS_4 = Set.of(
            "110100", "110400", "120200", "120400", "310100", "310300", "320100", "330300", "440400", "450100",
            "450400", "510300");
    private static final Set<String> CODES_1 =
            Set.of("SKU-020", "SKU-044", "SKU-078", "SKU-095", "SKU-119", "SKU-129", "SKU-176");
    private static final Set<String> REGIONS_5 =
            Set.of("110300", "310300", "320100", "320200", "440200", "450200", "450300", "610100");
    private static final Set<String> REGIONS_6 =
            Set.of("120300", "120400", "130300", "130400", "440100", "440400", "610100", "610300");
    private static final Set<PlatformStatus> STATUSES_1 =
            EnumSet.of(PlatformStatus.SIGNED, PlatformStatus.FINISHED, PlatformStatus.UNKNOWN);
    private static final Set<String> CODES_2 = Set.of(
            "SKU-001", "SKU-048", "SKU-067", "SKU-089", "SKU-094", "SKU-135", "SKU-165", "SKU-170", "SKU-181",
            "SKU-183", "SKU-190");
    private static final Set<String> CODES_3 =
            Set.of("SKU-009", "SKU-014", "SKU-058", "SKU-065", "SKU-108", "SKU-130", "SKU-134", "SKU-159", "SKU-163");
    private static final Set<String> REGIONS_9 =
            Set.of("120100", "130300", "330400", "450300", "510200", "510300", "610100", "610400");
    private static final Set<String> SHOPS_2 = Set.of("cross-border-eu", "flagship", "wholesale");
    private static final Set<String> REGIONS_10 = Set.of(
            "110100", "120100", "120300", "120400", "130400", "320400", "330400", "440400", "450100", "450300",
            "510400", "610400");
    private static final Set<String> CODES_5 = Set.of("SKU-020", "SKU-027", "SKU-059", "SKU-143", "SKU-179", "SKU-181");
    private static final Set<String> SHOPS_3 = Set.of("flagship", "studio", "wholesale");
    private static final Set<String> REGIONS_11 = Set.of(
            "110200", "120300", "130200", "310100", "310200", "320200", "320400", "330300", "330400", "450300",
            "450400", "510400");
    private static final Set<String> CODES_7 = Set.of(
            "SKU-004", "SKU-029", "SKU-067", "SKU-073", "SKU-082", "SKU-095", "SKU-148", "SKU-152", "SKU-153",
            "SKU-171");
    private static final Set<PlatformStatus> STATUSES_3 =
            EnumSet.of(PlatformStatus.DEPOSIT_PAID, PlatformStatus.PAID_HOLD, PlatformStatus.PART_SHIPPED);
    private static final Set<String> REGIONS_12 = Set.of(
            "110300", "120300", "120400", "130400", "320400", "330100", "330400", "450200", "510100", "510400",
            "610100", "610400");
    private static final Set<String> REGIONS_13 = Set.of("120400", "130200", "510200", "610400");
    private static final Set<String> REGIONS_14 =
            Set.of("110100", "130100", "310300", "320100", "320400", "440400", "450300", "510100");
    private static final Set<String> REGIONS_15 =
            Set.of("120200", "120300", "310100", "320300", "440300", "510200", "610100", "610300");
    private static final Set<String> REGIONS_18 = Set.of("120400", "310300", "330400", "450100");

    static final List<Predicate<OrderView>> DATA_QUALITY = List.of(
            v -> ((isPaid(v) && minutesSincePaid(v) < 240)
                            || !v.order().ref().shop().equals("farm"))
                    && (missing(v) > 0 || within(goods(v), USD, Long.MIN_VALUE, 1_400_00)),
            v -> {
                if (isIn(v.order().region(), REGIONS_1) && flags(v).contains("sample")) {
                    List<OrderFact.Line> lines = v.order().sale().lines();
                    for (int i = 0; i < lines.size(); i++) {
                        OrderFact.Line line = lines.get(i);
                        if (line.presale()) {
                            return true;
                        }
                    }
                }
                return false;
            },
            v -> within(paid(v), CNY, 1_490_00, Long.MAX_VALUE)
                    && isIn(v.order().region(), REGIONS_2)
                    && missing(v) > 0,
            v -> (hasBlock(v, OrderFact.Block.Code.LOCKED) || hasBlock(v, OrderFact.Block.Code.PAYMENT_REVIEW))
                    && isIn(v.order().region(), REGIONS_3),
            v -> {
                if (isIn(v.order().region(), REGIONS_4) && terms(v) == OrderFact.Terms.CASH_ON_DELIVERY) {
                    List<OrderFact.Line> lines = v.order().sale().lines();
                    for (int i = 0; i < lines.size(); i++) {
                        OrderFact.Line line = lines.get(i);
                        if (isIn(line.code(), CODES_1)) {
                            return true;
                        }
                    }
                }
                return false;
            },
            v -> (isPresale(v) || isIn(v.order().region(), REGIONS_5)) && Demands.countUnmapped(v.order()) > 0,
            v -> within(paid(v), CNY, Long.MIN_VALUE, 1_169_99) && !(missing(v) > 2),
            v -> {
                if (v.order().ref().platform().equals("douyin") && missing(v) > 0) {
                    List<OrderFact.Line> lines = v.order().sale().lines();
                    for (int i = 0; i < lines.size(); i++) {
                        OrderFact.Line line = lines.get(i);
                        if (line.gift() && line.presale()) {
                            return true;
                        }
                    }
                }
                return false;
            },
            v -> startsWith(v.order().region(), "31") && terms(v) == OrderFact.Terms.CREDIT,
            v -> (within(paid(v), CNY, 1_591_00, Long.MAX_VALUE) || hasBlocks(v)) && isDueWithin(v, 720),
            v -> isIn(v.order().region(), REGIONS_6) && within(payable(v), CNY, Long.MIN_VALUE, 134_99),
            v -> {
                if ((STATUSES_1.contains(v.order().sale().status())
                                || !v.order().ref().shop().equals("flagship"))
                        && terms(v) == OrderFact.Terms.CREDIT) {
                    List<OrderFact.Line> lines = v.order().sale().lines();
                    for (int i = 0; i < lines.size(); i++) {
                        OrderFact.Line line = lines.get(i);
                        if (isIn(line.code(), CODES_2) && "south".equals(line.source())) {
                            return true;
                        }
                    }
                }
                return false;
            },
            v -> (flags(v).contains("note") || flags(v).contains("priority") || flags(v).contains("sample"))
                    && hasBlocks(v),
            v -> Demands.countUnmapped(v.order()) > 0
                    && (flags(v).contains("sample") || v.order().sale().isRefundOpen()),
            v -> {
                if (!(!v.order().ref().shop().equals("wholesale")
                        && v.order().ref().platform().equals("jd"))) {
                    return false;
                }
                int count = 0;
                List<OrderFact.Line> lines = v.order().sale().lines();
                for (int i = 0; i < lines.size(); i++) {
                    OrderFact.Line line = lines.get(i);
                    count += isIn(line.code(), CODES_3) ? 1 : 0;
                }
                return count > 1;
            },
            v -> v.order().ref().platform().equals("taobao")
                    && (flags(v).contains("checked") || flags(v).contains("note") || flags(v).contains("vip")),
            v -> hasBlocks(v) && startsWith(v.order().region(), "11"));

    static final List<Predicate<OrderView>> MONEY = List.of(
            v -> {
                if ((isIn(v.order().region(), REGIONS_9)
                                || SHOPS_2.contains(v.order().ref().shop()))
                        && problems(v) > 1) {
                    List<OrderFact.Line> lines = v.order().sale().lines();
                    for (int i = 0; i < lines.size(); i++) {
                        OrderFact.Line line = lines.get(i);
                        if (startsWith(line.code(), "FRESH-")) {
                            return true;
                        }
                    }
                }
                return false;
            },
            v -> v.order().sale().status() == PlatformStatus.PART_SHIPPED
                    && hasBlocks(v)
                    && (flags(v).contains("fragile")
                            || flags(v).contains("gift-wrap")
                            || flags(v).contains("second-hand")),
            v -> terms(v) == OrderFact.Terms.CASH_ON_DELIVERY
                    && v.order().sale().status() == PlatformStatus.TO_SHIP,
            v -> within(paid(v), USD, Long.MIN_VALUE, 647_00)
                    && (isIn(v.order().region(), REGIONS_10) || Demands.countUnmapped(v.order()) > 0),
            v -> {
                if (within(goods(v), CNY, Long.MIN_VALUE, 1_231_00)
                        && !v.order().ref().shop().equals("outlet")) {
                    List<OrderFact.Line> lines = v.order().sale().lines();
                    for (int i = 0; i < lines.size(); i++) {
                        OrderFact.Line line = lines.get(i);
                        if (isIn(line.code(), CODES_5)
                                && line.amount().currency().equals(CNY)
                                && line.amount().minor() > 1_158_00) {
                            return true;
                        }
                    }
                }
                return false;
            },
            v -> within(payable(v), CNY, 3_429_00, Long.MAX_VALUE)
                    && startsWith(v.order().region(), "11"),
            v -> within(paid(v), CNY, 1_355_01, Long.MAX_VALUE)
                    && SHOPS_3.contains(v.order().ref().shop()),
            v -> {
                if (isDueWithin(v, 1440) && v.order().ref().platform().equals("pinduoduo")) {
                    List<OrderFact.Line> lines = v.order().sale().lines();
                    for (int i = 0; i < lines.size(); i++) {
                        OrderFact.Line line = lines.get(i);
                        if (startsWith(line.code(), "BESPOKE-")) {
                            return true;
                        }
                    }
                }
                return false;
            },
            v -> (isIn(v.order().region(), REGIONS_11) || Demands.countUnmapped(v.order()) > 0)
                    && problems(v) > 1
                    && (isPaid(v) && minutesSincePaid(v) >= 1440),
            v -> v.order().ref().platform().equals("taobao")
                    && !v.order().ref().shop().equals("wholesale"),
            v -> {
                if (v.order().sale().status() == PlatformStatus.SIGNED && Demands.countUnmapped(v.order()) > 0) {
                    List<OrderFact.Line> lines = v.order().sale().lines();
                    for (int i = 0; i < lines.size(); i++) {
                        OrderFact.Line line = lines.get(i);
                        if (isIn(line.code(), CODES_7)) {
                            return true;
                        }
                    }
                }
                return false;
            },
            v -> STATUSES_3.contains(v.order().sale().status())
                    && v.order().ref().platform().equals("woocommerce"),
            v -> Demands.countUnmapped(v.order()) > 0 && hasBlocks(v),
            v -> (flags(v).contains("gift-wrap") || flags(v).contains("note") || flags(v).contains("second-hand"))
                    && startsWith(v.order().region(), "51"),
            v -> {
                if (v.order().ref().shop().startsWith("cross-border") && isPlacedBetween(v, MARCH_5, MARCH_8)) {
                    List<OrderFact.Line> lines = v.order().sale().lines();
                    for (int i = 0; i < lines.size(); i++) {
                        OrderFact.Line line = lines.get(i);
                        if (line.gift()
                                && line.amount().currency().equals(CNY)
                                && line.amount().minor() > 1_784_00) {
                            return true;
                        }
                    }
                }
                return false;
            },
            v -> isIn(v.order().region(), REGIONS_12) && flags(v).contains("fragile"),
            v -> problems(v) > 1 && hasBlocks(v));

    static final List<Predicate<OrderView>> RISK = List.of(
            v -> {
                if ((isPaid(v) && minutesSincePaid(v) < 1440) && !within(goods(v), CNY, 393_00, 769_00)) {
                    List<OrderFact.Line> lines = v.order().sale().lines();
                    for (int i = 0; i < lines.size(); i++) {
                        OrderFact.Line line = lines.get(i);
                        if (line.presale()) {
                            return true;
                        }
                    }
                }
                return false;
            },
            v -> (isPaid(v) && minutesSincePaid(v) >= 60) && within(paid(v), CNY, 2_502_01, Long.MAX_VALUE),
            v -> isPresale(v)
                    && (isIn(v.order().region(), REGIONS_13) || within(goods(v), CNY, Long.MIN_VALUE, 133_99))
                    && (flags(v).contains("priority") || flags(v).contains("sample") || flags(v).contains("vip")),
            v -> {
                if ((isIn(v.order().region(), REGIONS_14) || isPresale(v))
                        && !v.order().ref().shop().equals("studio")) {
                    List<OrderFact.Line> lines = v.order().sale().lines();
                    for (int i = 0; i < lines.size(); i++) {
                        OrderFact.Line line = lines.get(i);
                        if (startsWith(line.code(), "FRESH-")) {
                            return true;
                        }
                    }
                }
                return false;
            },
            v -> isIn(v.order().region(), REGIONS_15)
                    && (flags(v).contains("checked") || flags(v).contains("sample") || flags(v).contains("vip"))
                    && isDueWithin(v, 720),
            v -> flags(v).contains("gift-wrap")
                    && !isDueWithin(v, 720)
                    && (problems(v) > 1
                            || (hasBlock(v, OrderFact.Block.Code.GROUP_OPEN)
                                    || hasBlock(v, OrderFact.Block.Code.LOCKED))),
            v -> v.order().ref().platform().equals("douyin") && Demands.countUnmapped(v.order()) > 0,
            v -> {
                if (SHOPS_1.contains(v.order().ref().shop()) && within(goods(v), USD, Long.MIN_VALUE, 1_134_00)) {
                    List<OrderFact.Line> lines = v.order().sale().lines();
                    for (int i = 0; i < lines.size(); i++) {
                        OrderFact.Line line = lines.get(i);
                        if (line.gift()) {
                            return true;
                        }
                    }
                }
                return false;
            },
            v -> !v.order().ref().shop().equals("outlet") && (isKnown(v) && !isPresale(v)),
            v -> !v.order().ref().shop().equals("cross-border-us") && isPlacedBetween(v, MARCH_18, MARCH_21),
            v -> {
                if (within(payable(v), CNY, 3_563_01, Long.MAX_VALUE)
                        && isIn(v.order().region(), REGIONS_18)) {
                    List<OrderFact.Line> lines = v.order().sale().lines();
                    for (int i = 0; i < lines.size(); i++) {
                        OrderFact.Line line = lines.get(i);
                        if (isPieces(line.quantity()) && line.quantity().steps() >= 4) {
                            return true;
                        }
                    }
                }
                return false;
            },
            v -> within(goods(v), CNY, 2_124_01, Long.MAX_VALUE) && terms(v) == OrderFact.Terms.CASH_ON_DELIVERY,
            v -> hasBlocks(v) && within(goods(v), CNY, 740_00, 979_00) && Demands.countUnmapped(v.order()) > 0,
            v -> {
                if (v.order().ref().shop().startsWith("cross-border")
                        && v.order().sale().status() == PlatformStatus.SIGNED) {
                    List<OrderFact.Line> lines = v.order().sale().lines();
                    for (int i = 0; i < lines.size(); i++) {
                        OrderFact.Line line = lines.get(i);
                        if ("east".equals(line.source())) {
                            return true;
                        }
                    }
                }
                return false;
            },
            v -> flags(v).contains("checked")
                    && within(paid(v), CNY, 966_00, Long.MAX_VALUE)
                    && v.order().ref().platform().equals("douyin"),
            v -> within(payable(v), USD, 3_286_00, Long.MAX_VALUE)
                    && Demands.countUnmapped(v.order()) > 0
                    && v.order().ref().platform().equals("jd"),
            v -> within(payable(v), CNY, Long.MIN_VALUE, 1_432_00) && !within(goods(v), USD, Long.MIN_VALUE, 411_00));

    private HandWrittenMoney() {}
}
