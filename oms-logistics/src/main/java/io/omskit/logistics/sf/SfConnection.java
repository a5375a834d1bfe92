package io.omskit.logistics.sf;

import io.omskit.connect.Answer;
import io.omskit.connect.Digests;
import io.omskit.connect.HttpAnswer;
import io.omskit.connect.WireLog;
import io.omskit.logistics.Carrier;
import io.omskit.logistics.CarrierAccount;
import io.omskit.logistics.CarrierConnection;
import io.omskit.logistics.Waybill;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One account at SF. Thread-safe. */
final class SfConnection
        implements CarrierConnection,
                CarrierConnection.Tracks,
                CarrierConnection.Pushes,
                CarrierConnection.MakesWaybills {
    private static final String PUSH_TOKEN = "X-Push-Token";

    private final CarrierAccount account;
    private final SfGateway gateway;
    private final SfWaybills waybills;
    private final InstantSource time;

    SfConnection(CarrierAccount account, Wiring wiring) {
        this.account = account;
        this.gateway = new SfGateway(account, wiring);
        this.waybills = new SfWaybills(account, gateway);
        this.time = wiring.time();
    }

    @Override
    public String carrier() {
        return SfCarrier.ID;
    }

    @Override
    public WireLog log() {
        return gateway.log();
    }

    @Override
    public Answer<Carrier.Parsed> track(String number, @Nullable String phoneTail) {
        return gateway.read(SfTracking.SEARCH_ROUTES, SfMessages.searchRoutes(number, phoneTail))
                .map(answer -> SfTracking.parse(answer.body(), time.instant()));
    }

    @Override
    public Answer<Waybill> create(Waybill.Order order) {
        return waybills.create(order);
    }

    @Override
    public Answer<Optional<Waybill>> find(String key) {
        return waybills.find(key);
    }

    /** Without a push token every push counts as genuine: SF's protocol shows nothing that could be checked. */
    @Override
    public boolean isGenuine(Map<String, String> headers, byte[] body) {
        return account.findSecret("pushToken")
                .map(token -> headers.entrySet().stream()
                        .anyMatch(header -> header.getKey().equalsIgnoreCase(PUSH_TOKEN)
                                && Digests.same(token.reveal(), header.getValue())))
                .orElse(true);
    }

    /** The reply of the push page, from memory and unverified there: return code 0000 means taken. */
    @Override
    public HttpAnswer reply(boolean taken) {
        return HttpAnswer.json(
                200,
                taken
                        ? "{\"return_code\":\"0000\",\"return_msg\":\"OK\"}"
                        : "{\"return_code\":\"1000\",\"return_msg\":\"later\"}");
    }
}
