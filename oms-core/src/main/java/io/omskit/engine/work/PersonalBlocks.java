package io.omskit.engine.work;

import io.omskit.access.Sealer;
import io.omskit.engine.stored.FactJson;
import io.omskit.engine.stored.Tables;
import io.omskit.fact.PersonalData;
import io.omskit.store.Row;
import io.omskit.value.Sealed;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The sealed block of personal data that an order has; it opens for its own order only. */
public final class PersonalBlocks {
    private final Sealer sealer;

    public PersonalBlocks(Sealer sealer) {
        this.sealer = sealer;
    }

    /** Opens a stored block. */
    public PersonalData open(Row row) {
        Sealed sealed = new Sealed(Objects.requireNonNull(row.text("key_id")), row.bytes());
        return FactJson.personal(sealer.open(sealed, context(row.id())));
    }

    /**
     * Seals a block.
     *
     * @param before the stored one that it replaces; absent for the first
     */
    public Row seal(long orderId, PersonalData data, @Nullable Row before) {
        Sealed sealed = sealer.seal(FactJson.write(data), context(orderId));
        return before == null
                ? Row.bytes(Tables.PERSONAL, orderId, 1, sealed.bytes(), sealed.keyId())
                : before.withBytes(1, sealed.bytes(), sealed.keyId());
    }

    /** What a block is bound to. */
    private static String context(long orderId) {
        return "order:" + orderId;
    }
}
