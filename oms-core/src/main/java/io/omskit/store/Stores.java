package io.omskit.store;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Opens the stores that need a database. */
public final class Stores {
    private Stores() {}

    /**
     * Opens or creates an SQLite file (WAL, synchronous FULL): one writer and a few readers on connections of its own. Every commit is on
     * the disk when the call returns. One process at a time should write; others wait up to ten seconds for it.
     *
     * @throws StoreException where the driver is missing, with the dependency to add, or where the file cannot be opened
     */
    public static Store sqlite(Path file) {
        Dialect dialect = new Dialect.Sqlite();
        requireDriver("jdbc:sqlite:" + file, "org.xerial:sqlite-jdbc");
        try {
            return new SqlStore(dialect, new Connections.OfFile(file));
        } catch (SQLException e) {
            throw dialect.failure("opening " + file, e, false);
        }
    }

    /**
     * Opens a store on PostgreSQL 13 or later.
     *
     * @param source the host's connections; give it a pool, for every call takes a connection and gives it back. Its isolation level is READ
     *     COMMITTED; a stricter one turns conflicts into passing failures
     * @param schema the database schema of this store's tables, made by {@link Store#migrate} where it does not exist
     */
    public static Store postgres(DataSource source, String schema) {
        return new SqlStore(new PostgresDialect(schema), new Connections.Pooled(source));
    }

    /** Refuses to go on without a driver, and names the artifact that brings it. */
    static void requireDriver(String url, String artifact) {
        try {
            DriverManager.getDriver(url);
        } catch (SQLException e) {
            throw StoreException.permanent(
                    "No JDBC driver for " + url + " is on the class path.\nAdd the dependency " + artifact
                            + " to the application.",
                    e);
        }
    }
}
