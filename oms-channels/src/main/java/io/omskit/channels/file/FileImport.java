package io.omskit.channels.file;

import io.omskit.channels.Feed;
import io.omskit.engine.edge.FactMapper;
import io.omskit.engine.edge.Message;
import io.omskit.fact.ShopRef;
import java.util.List;

/**
 * Reads an order file that is at hand into messages for the engine, one for each order. Rows that belong to no order become
 * messages that cannot be read, so that they are put aside with their reason instead of being lost.
 */
public final class FileImport {
    private FileImport() {}

    /**
     * The messages of a file.
     *
     * @param shop whose orders these are; its platform is usually {@code file}
     * @param name the file's name, for problems; no path
     * @param csv its bytes: UTF-8, GB18030, or UTF-16 with a byte order mark; at most 32 MiB
     */
    public static List<Message> messages(ShopRef shop, String name, byte[] csv) {
        return OrderFile.payloads(name, csv).stream()
                .map(row -> message(shop, row))
                .toList();
    }

    /** The mapper of these messages. */
    public static FactMapper mapper() {
        return new FileMapper();
    }

    private static Message message(ShopRef shop, Feed.Row row) {
        return new Message(FileOrders.PLATFORM, row.api(), shop, row.number(), row.payload());
    }
}
