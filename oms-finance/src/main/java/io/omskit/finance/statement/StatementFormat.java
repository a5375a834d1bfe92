package io.omskit.finance.statement;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/**
 * One form of bill that a channel gives out. Found by {@link ServiceLoader}, so an application adds a format by putting
 * it on its path. Implementations are stateless and safe for several threads, and pure: the same bytes give the same rows.
 */
public interface StatementFormat {
    /** The id by which the format is asked for, for example {@code alipay-trade}. */
    String id();

    /**
     * Reads a file. What is wrong with single rows becomes problems of the result; neighbors are not lost.
     *
     * @param file the bytes as they came: zip, GBK and so on
     * @param zone for naive times of formats that have no zone of their own; others ignore it
     * @param receivedAt when the file came
     * @throws StatementException where the file is not of this format, or cannot be read as a whole
     */
    Statement read(byte[] file, ZoneId zone, Instant receivedAt);

    /** The formats that are installed, by id. */
    static List<StatementFormat> installed() {
        return ServiceLoader.load(StatementFormat.class, StatementFormat.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(StatementFormat::id))
                .toList();
    }

    /** The installed format of an id; an unknown one is an {@link IllegalArgumentException} that lists the known ones. */
    static StatementFormat of(String id) {
        List<StatementFormat> installed = installed();
        return installed.stream()
                .filter(format -> format.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no statement format '" + id
                        + "'.\nUse one of "
                        + installed.stream().map(StatementFormat::id).toList() + "."));
    }
}
