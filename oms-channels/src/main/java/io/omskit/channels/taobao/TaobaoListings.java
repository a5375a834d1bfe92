package io.omskit.channels.taobao;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.payload.Payload;
import io.omskit.value.Quantity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stock uploads by {@code taobao.item.quantity.update}, absolute (type 1). The platform wants its own item number beside the
 * shop's code, so listings are remembered as orders show them; one that no order has shown yet is asked for by code. A code
 * of the form {@code num_iid:sku_id}, or {@code num_iid} alone, is taken as it is. Thread-safe.
 *
 * <p>Source: channel reference, page taobao, section 6; the two look-ups by code ({@code taobao.skus.custom.get}, {@code
 * taobao.items.custom.get}) are known from general knowledge only.
 */
final class TaobaoListings {
    private record Listing(String item, @Nullable String sku) {}

    private static final String UPDATE = "taobao.item.quantity.update";
    private static final String SKUS_BY_CODE = "taobao.skus.custom.get";
    private static final String ITEMS_BY_CODE = "taobao.items.custom.get";
    private static final Pattern OWN_NUMBERS = Pattern.compile("(\\d{9,20})(?::(\\d{9,20}))?");
    private static final int REMEMBERED = 50_000;

    private final TaobaoGateway gateway;
    private final Cache<String, Listing> known = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .executor(Runnable::run)
            .build();

    TaobaoListings(TaobaoGateway gateway) {
        this.gateway = gateway;
    }

    /** Remembers the listings of a trade's lines under the code that their order lines carry. */
    void learn(Payload trade) {
        for (Payload line : trade.at("orders", "order").items()) {
            String code = TaobaoLines.code(line);
            String item = line.get("num_iid").id();
            if (code != null && item != null) {
                known.put(code, new Listing(item, line.get("sku_id").id()));
            }
        }
    }

    Answer<String> setAvailable(String code, Quantity available) {
        if (available.isWeighed() || available.isNegative()) {
            return Answer.failed(
                    ErrorClass.INVALID_REQUEST,
                    "no-pieces",
                    "the platform counts pieces, so " + available + " of " + code + " cannot be uploaded");
        }
        return listing(code).then(listing -> update(code, listing, available));
    }

    private Answer<String> update(String code, Listing listing, Quantity available) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("num_iid", listing.item());
        if (listing.sku() != null) {
            parameters.put("sku_id", listing.sku());
        } else if (!OWN_NUMBERS.matcher(code).matches()) {
            parameters.put("outer_id", code);
        }
        parameters.put("quantity", Long.toString(available.steps()));
        parameters.put("type", "1");
        return gateway.repeatable(UPDATE, parameters).map(response -> available.steps() + " of " + listing.item());
    }

    private Answer<Listing> listing(String code) {
        Listing listing = known.getIfPresent(code);
        if (listing != null) {
            return Answer.of(listing);
        }
        Matcher own = OWN_NUMBERS.matcher(code);
        if (own.matches()) {
            return Answer.of(new Listing(own.group(1), own.group(2)));
        }
        return asked(SKUS_BY_CODE, "skus", "sku", code)
                .then(found -> found.isPresent() ? Answer.of(found) : asked(ITEMS_BY_CODE, "items", "item", code))
                .then(found -> {
                    found.ifPresent(one -> known.put(code, one));
                    return found.map(Answer::of)
                            .orElseGet(() -> Answer.failed(
                                    ErrorClass.NOT_FOUND,
                                    "no-listing",
                                    "the shop has no listing with the code " + code));
                });
    }

    private Answer<Optional<Listing>> asked(String api, String wrap, String item, String code) {
        return gateway.repeatable(api, Map.of("outer_id", code, "fields", "num_iid,sku_id,outer_id"))
                .map(response -> response.at(wrap, item).items().stream()
                        .filter(one -> one.get("num_iid").id() != null)
                        .findFirst()
                        .map(one -> new Listing(
                                one.get("num_iid").textOr(""), one.get("sku_id").id())));
    }
}
