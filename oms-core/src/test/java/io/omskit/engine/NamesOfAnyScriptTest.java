package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.engine.policy.Policy;
import io.omskit.engine.policy.PolicyFile;
import io.omskit.order.Order;
import io.omskit.order.OrderFields;
import io.omskit.store.Store;
import io.omskit.store.Stores;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who writes rules in Chinese names them in Chinese: kept, applied, journaled and found again on a file. */
class NamesOfAnyScriptTest {
    private static final String RULES = """
        book: 日常审核
        version: 二零二六
        rules:
          - id: 大额复核
            version: 3
            group: MONEY
            priority: 5
            when: {field: order.payable, ">": 100.00 CNY}
            then: [{hold: {type: 大额, reason: 金额较大}}]
          - id: 小额通过
            version: 1
            group: MONEY
            when: {field: order.payable, "<=": 100.00 CNY}
            then: [approve, {tag: {words: [小额]}}]
        """;
    private static final String GIFTS = """
        gifts: 春节赠品
        version: 1
        rules:
          - id: 满赠茶杯
            version: 1
            tiers:
              - {pieces: 1, allOf: [{sku: CUP, pieces: 1}]}
            stock: HOLD
            limits: {total: 10, perOrder: 1}
        """;
    private static final String FLOW = """
        flow: 默认流程
        version: 甲
        gates:
          - type: REVIEW
            when: always
            releaseWhen: never
            releasers: [复核员]
            blocks: [RELEASE, HAND_OVER]
            reason: 待审核
        """;

    private final Shelf shelf = new Shelf();

    @TempDir
    private Path folder;

    private Oms engine(Store store, Policy policy) {
        return Oms.builder()
                .store(store)
                .catalog(Shelf.catalog("X", "CUP"))
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .time(shelf)
                .policy(policy)
                .build();
    }

    private static Policy policy() {
        Policy policy = Policy.defaults();
        for (String file : new String[] {RULES, GIFTS, FLOW}) {
            policy = PolicyFile.read("文件.yaml", file.getBytes(StandardCharsets.UTF_8), OrderFields.orders())
                    .orThrow()
                    .in(policy);
        }
        return policy;
    }

    private Order accept(Oms oms, String number, long fen) {
        oms.accept(Shelf.paid(number, "Li", shelf.instant(), Shelf.line("1", "X", 1, fen)));
        oms.drain();
        return oms.orders().find(Shelf.SHOP.order(number)).orElseThrow();
    }

    @Test
    void rulesFlowsAndGiftsInChineseAreKeptAndApplied() {
        long id;
        try (Oms oms = engine(Stores.sqlite(folder.resolve("oms.db")), policy())) {
            Order small = accept(oms, "1", 500);
            assertTrue(small.handling().tags().contains("小额"), small::toString);
            assertTrue(small.demands().stream().anyMatch(demand -> "满赠茶杯@1".equals(demand.ruleId())), small::toString);
            Order large = accept(oms, "2", 50_000);
            assertTrue(large.holds().stream().anyMatch(hold -> hold.type().equals("大额")), large::toString);
            id = large.id();
        }
        try (Oms oms = engine(Stores.sqlite(folder.resolve("oms.db")), Policy.defaults())) {
            assertEquals(
                    "日常审核@二零二六",
                    oms.rules().findBook("日常审核@二零二六").orElseThrow().orThrow().reference());
            assertTrue(oms.rules().findFlow("默认流程@甲").orElseThrow().isOk());
            var told = oms.rules().explain(id).orElseThrow();
            assertTrue(told.same(), told::toString);
            assertTrue(told.toString().contains("大额复核@3"), told::toString);
        }
    }
}
