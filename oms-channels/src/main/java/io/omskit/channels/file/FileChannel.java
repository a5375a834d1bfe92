package io.omskit.channels.file;

import io.omskit.channels.Channel;
import io.omskit.channels.ShopAccount;
import io.omskit.channels.ShopConnection;
import io.omskit.channels.Wiring;
import io.omskit.engine.edge.FactMapper;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Order files in a folder, read as they appear: {@code ShopAccount.of("file", "wholesale").with("folder", "/orders")}. A file
 * is read when its time of change says so; write it under another name and rename it when it is whole.
 */
public final class FileChannel implements Channel {
    /** Option of the account: the folder. */
    static final String FOLDER = "folder";

    private static final FactMapper MAPPER = new FileMapper();

    /** Found by the service loader. */
    public FileChannel() {}

    @Override
    public String id() {
        return FileOrders.PLATFORM;
    }

    @Override
    public String name() {
        return "CSV file";
    }

    @Override
    public Tier tier() {
        return Tier.CORE;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.PARSE, Capability.ORDER_FEED);
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.DOCUMENTED_PAYLOAD);
    }

    @Override
    public List<Skipped> skipped() {
        String reason = "a file has no interface that could be called, signed or broken";
        return List.of(
                new Skipped("ship-notice", reason), new Skipped("stock", reason), new Skipped("webhook", reason));
    }

    @Override
    public FactMapper mapper() {
        return MAPPER;
    }

    @Override
    public Optional<Signer> signer() {
        return Optional.empty();
    }

    @Override
    public Optional<Verifier> verifier() {
        return Optional.empty();
    }

    @Override
    public ShopConnection connect(ShopAccount account, Wiring wiring) {
        return new FolderShop(account);
    }
}
