package io.omskit.rule.book;

import io.omskit.rule.Fields;
import io.omskit.rule.Sensitivity;
import io.omskit.rule.action.ActionCatalog;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.util.List;
import java.util.Set;

/** An invented subject with a field of most types, and what rules may say about it. */
record Goods(String shop, Money price, long age, Quantity weight, Set<String> tags, List<Part> parts) {
    static final Fields<Part> PART_FIELDS = Fields.builder(Part.class)
            .text("part.code", Sensitivity.PUBLIC, "Code.", Part::code)
            .integer("part.pieces", "", Sensitivity.PUBLIC, "How many.", Part::pieces)
            .build();

    static final Fields<Goods> FIELDS = Fields.builder(Goods.class)
            .text("goods.shop", Sensitivity.PUBLIC, "Shop.", Goods::shop)
            .text("goods.phone", Sensitivity.PERSONAL, "Phone.", goods -> "000")
            .text("goods.token", Sensitivity.SECRET, "Token.", goods -> "secret")
            .money("goods.price", Sensitivity.COMMERCIAL, "Price.", Goods::price)
            .integer("goods.age", "minutes", Sensitivity.PUBLIC, "Age.", Goods::age)
            .integer("goods.count", "", Sensitivity.PUBLIC, "Count.", goods -> goods.parts()
                    .size())
            .quantity("goods.weight", Sensitivity.PUBLIC, "Weight.", Goods::weight)
            .instant("goods.madeAt", Sensitivity.PUBLIC, "When it was made.", goods -> null)
            .bool("goods.new", Sensitivity.PUBLIC, "Whether it is new.", goods -> goods.age() < 60)
            .textSet("goods.tags", Sensitivity.PUBLIC, "Tags.", Goods::tags)
            .lines("parts", Sensitivity.PUBLIC, "Parts.", PART_FIELDS, Goods::parts)
            .build();

    static final ActionCatalog<String> ACTIONS = ActionCatalog.<String>builder()
            .constant("approve", "Goes on.", "APPROVE")
            .stop("hold", "Waits.", "HOLD")
            .build();

    static final RuleBookReader<Goods, String> READER = RuleBookReader.of(FIELDS, ACTIONS);

    static Goods of(long cents) {
        return new Goods("s", Money.of(cents, "CNY"), 30, Quantity.pieces(1), Set.of("red"), List.of());
    }

    record Part(String code, long pieces) {}
}
