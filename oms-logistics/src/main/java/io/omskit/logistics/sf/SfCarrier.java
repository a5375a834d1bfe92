package io.omskit.logistics.sf;

import io.omskit.logistics.Carrier;
import io.omskit.logistics.CarrierAccount;
import io.omskit.logistics.CarrierConnection;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * SF Express (顺丰) over its standard gateway. An account needs the option {@code partnerID} and the secret {@code checkWord};
 * options {@code monthlyCard}, {@code product} (the gateway's expressTypeId), {@code payMethod} (1 sender, 2 receiver, 3 third
 * party) and {@link CarrierAccount#ENDPOINT} may be given. SF documents no signature of pushes: give the secret
 * {@code pushToken}, put it into the callback address, and hand it on as the header {@code X-Push-Token}.
 *
 * <p>Source: the SF page of the logistics reference.
 */
public final class SfCarrier implements Carrier {
    static final String ID = "sf";

    /** For {@link java.util.ServiceLoader}. */
    public SfCarrier() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String name() {
        return "SF Express 顺丰";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.PARSE,
                Capability.SIGN,
                Capability.TRACK,
                Capability.PUSH,
                Capability.WAYBILL,
                Capability.SANDBOX);
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.SDK_VECTOR, Evidence.DOCUMENTED_PAYLOAD);
    }

    @Override
    public Parsed parse(byte[] body, Instant receivedAt) {
        return SfTracking.parse(body, receivedAt);
    }

    @Override
    public String sign(String variant, Map<String, String> inputs) {
        if (!variant.equals(ID)) {
            throw new IllegalArgumentException(
                    "SF has no signature variant " + variant + ".\nIts only variant is " + ID + ".");
        }
        return SfSigner.digest(
                Carrier.input(inputs, "msgData"),
                Carrier.input(inputs, "timestamp"),
                Carrier.input(inputs, "checkWord"));
    }

    @Override
    public CarrierConnection connect(CarrierAccount account, CarrierConnection.Wiring wiring) {
        return new SfConnection(account, wiring);
    }
}
