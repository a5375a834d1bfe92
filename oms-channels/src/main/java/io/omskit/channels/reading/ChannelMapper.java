package io.omskit.channels.reading;

import io.omskit.connect.Problem;
import io.omskit.connect.payload.Payload;
import io.omskit.engine.edge.FactMapper;
import io.omskit.fact.ChannelRef;
import io.omskit.fact.Fact;
import io.omskit.fact.OrderFact;
import io.omskit.fact.ShopRef;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Maps the payloads of one platform. Under an API's name it takes one object of that API, a list of them, or a whole answer;
 * under the empty name it recognizes an answer by its envelope, a list of bare order objects, or a bundle {@code {apiName:
 * body or [body, ...]}}. Objects are linked by the order number that they carry; one without is a problem, and so is a
 * bundle's unknown key. One order that cannot be read never costs another.
 *
 * <p>Source: channel reference, "Samples". Immutable and thread-safe.
 */
public final class ChannelMapper implements FactMapper {
    /** The api of bundles and of bodies that are to be recognized. */
    public static final String RECOGNIZE = "";

    private final PlatformOrders platform;
    private final Map<String, ApiForm> forms = new LinkedHashMap<>();

    private ChannelMapper(PlatformOrders platform) {
        this.platform = platform;
        for (ApiForm form : platform.forms()) {
            if (forms.put(form.name(), form) != null) {
                throw new IllegalArgumentException("platform " + platform.platform() + " declares the api "
                        + form.name() + " twice.\nGive each api one form.");
            }
        }
    }

    /** The mapper of a platform. */
    public static ChannelMapper of(PlatformOrders platform) {
        return new ChannelMapper(platform);
    }

    @Override
    public String id() {
        return platform.platform();
    }

    @Override
    public int version() {
        return platform.version();
    }

    @Override
    public List<String> vocabularies() {
        return platform.vocabularies();
    }

    @Override
    public Mapped map(String api, ShopRef shop, byte[] payload, Instant receivedAt) {
        Payload root = platform.reader().read(payload);
        Linking linking = new Linking(shop, receivedAt);
        if (api.equals(RECOGNIZE)) {
            recognize(root, linking);
        } else {
            collect(forms.get(api), api, root, linking);
        }
        return linking.mapped(root);
    }

    private void recognize(Payload root, Linking linking) {
        if (isBundle(root)) {
            root.members().forEach((api, body) -> collect(forms.get(api), api, body, linking));
            return;
        }
        for (ApiForm form : forms.values()) {
            if (form.envelops(root)) {
                linking.add(form, root);
                return;
            }
        }
        ApiForm bare = bareOrders();
        if (bare == null || (!root.isList() && bare.number(root) == null)) {
            root.problem("is no answer, list or bundle of " + id() + "; known apis are " + forms.keySet());
        } else {
            linking.add(bare, root);
        }
    }

    private void collect(@Nullable ApiForm form, String api, Payload body, Linking linking) {
        if (form == null) {
            body.problem("api '" + shortened(api) + "' of " + id() + " is not known; known are " + forms.keySet());
        } else {
            linking.add(form, body);
        }
    }

    private boolean isBundle(Payload root) {
        if (!root.isObject()) {
            return false;
        }
        for (String api : forms.keySet()) {
            Payload body = root.get(api);
            if (body.isObject() || body.isList()) {
                return true;
            }
        }
        return false;
    }

    private @Nullable ApiForm bareOrders() {
        for (ApiForm form : forms.values()) {
            if (form.role() == ApiForm.Role.ORDER) {
                return form;
            }
        }
        return null;
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }

    /** The objects of one payload, by the order they belong to. */
    private final class Linking {
        private final ShopRef shop;
        private final Instant receivedAt;
        private final Map<String, OrderParts> byNumber = new LinkedHashMap<>();

        Linking(ShopRef shop, Instant receivedAt) {
            this.shop = shop;
            this.receivedAt = receivedAt;
        }

        void add(ApiForm form, Payload body) {
            if (body.isList()) {
                body.items().forEach(item -> add(form, item));
                return;
            }
            for (Payload object : form.objects(body)) {
                link(form, object);
            }
        }

        private void link(ApiForm form, Payload object) {
            String number = form.number(object);
            if (number == null || number.length() > 256 || number.isBlank()) {
                object.problem("carries no order number, so it belongs to no order");
                return;
            }
            OrderParts parts = byNumber.get(number);
            if (parts == null) {
                parts = new OrderParts(new ChannelRef(shop.platform(), shop.shop(), number), version(), receivedAt);
                byNumber.put(number, parts);
            }
            parts.add(form, object);
        }

        Mapped mapped(Payload root) {
            List<Fact> facts = new ArrayList<>(byNumber.size());
            for (OrderParts parts : byNumber.values()) {
                read(parts).forEach(fact -> facts.add(Balance.flagged(fact)));
            }
            List<Problem> all = root.problems();
            return new Mapped(facts, all.isEmpty() ? all : unclaimed(all, facts));
        }

        /** A contradiction that only the values' own checks find (two lines with one id) costs this order and no other. */
        private List<Fact> read(OrderParts parts) {
            try {
                return platform.read(parts);
            } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
                String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
                parts.refuse("cannot be read: " + why.replace('\n', ' '));
                return List.of();
            }
        }

        private List<Problem> unclaimed(List<Problem> all, List<Fact> facts) {
            Set<Problem> claimed = new HashSet<>();
            for (Fact fact : facts) {
                if (fact instanceof OrderFact order) {
                    claimed.addAll(order.problems());
                }
            }
            return all.stream().filter(problem -> !claimed.contains(problem)).toList();
        }
    }
}
