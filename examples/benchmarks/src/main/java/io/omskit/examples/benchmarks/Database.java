package io.omskit.examples.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.omskit.store.Store;
import io.omskit.store.Stores;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/** An empty database: a store on it for the engine, and plain connections under the same durability. */
interface Database extends AutoCloseable {
    /** The engine's store. */
    Store store();

    /** A connection with the settings that the store uses. */
    Connection connect() throws SQLException;

    /** A table's name in statements. */
    String table(String name);

    /** The type of a numeric primary key. */
    String key();

    /** The type of bytes. */
    String bytes();

    /** The place holder of a JSON value. */
    String json();

    /** How much room the database takes, in bytes. */
    long size() throws SQLException;

    @Override
    void close();

    /** Makes databases of one sort. */
    interface Server extends AutoCloseable {
        /** A fresh database. */
        Database fresh();

        @Override
        void close();
    }

    /** The server that a word names. */
    static Server server(String name) throws IOException {
        return switch (name) {
            case "sqlite" -> new SqliteFolder(Files.createTempDirectory("oms-bench"));
            case "postgres" -> PostgresServer.start();
            default ->
                throw new IllegalArgumentException(
                        "the database '" + name + "' is not known.\nUse sqlite or postgres.");
        };
    }

    /** SQLite files in a folder of their own: WAL, synchronous FULL, 64 MiB page cache as the store's writer. */
    final class SqliteFolder implements Server {
        private final Path folder;
        private int files;

        SqliteFolder(Path folder) {
            this.folder = folder;
        }

        @Override
        public Database fresh() {
            return new SqliteFile(folder.resolve("bench" + ++files + ".db"));
        }

        @Override
        public void close() {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            } catch (IOException e) {
                throw new IllegalStateException("the folder " + folder + " was not removed", e);
            }
        }
    }

    /**
     * One SQLite file.
     *
     * @param file where
     */
    record SqliteFile(Path file) implements Database {
        @Override
        public Store store() {
            return Stores.sqlite(file);
        }

        @Override
        public Connection connect() throws SQLException {
            Properties settings = new Properties();
            settings.setProperty("journal_mode", "WAL");
            settings.setProperty("synchronous", "FULL");
            settings.setProperty("busy_timeout", "10000");
            settings.setProperty("cache_size", "-65536");
            settings.setProperty("temp_store", "MEMORY");
            return DriverManager.getConnection("jdbc:sqlite:" + file, settings);
        }

        @Override
        public String table(String name) {
            return name;
        }

        @Override
        public String key() {
            return "integer primary key";
        }

        @Override
        public String bytes() {
            return "blob";
        }

        @Override
        public String json() {
            return "?";
        }

        @Override
        public long size() {
            return file.toFile().length() + Path.of(file + "-wal").toFile().length();
        }

        @Override
        public void close() {
            // the folder removes its files
        }
    }

    /** A PostgreSQL server on this machine with fsync and synchronous_commit on; each database is a schema. */
    final class PostgresServer implements Server {
        private final EmbeddedPostgres server;
        private final HikariDataSource pool;
        private final AtomicInteger schemas = new AtomicInteger();

        private PostgresServer(EmbeddedPostgres server, HikariDataSource pool) {
            this.server = server;
            this.pool = pool;
        }

        static PostgresServer start() throws IOException {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("shared_buffers", "256MB")
                    .setServerConfig("max_wal_size", "4GB")
                    .start();
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(server.getJdbcUrl("postgres", "postgres"));
            source.setReWriteBatchedInserts(true);
            HikariConfig config = new HikariConfig();
            config.setDataSource(source);
            config.setMaximumPoolSize(8);
            return new PostgresServer(server, new HikariDataSource(config));
        }

        @Override
        public Database fresh() {
            return new PostgresSchema(pool, "bench" + schemas.incrementAndGet());
        }

        /** Where a process of its own finds the server. */
        String url() {
            return server.getJdbcUrl("postgres", "postgres");
        }

        @Override
        public void close() {
            pool.close();
            try {
                server.close();
            } catch (IOException e) {
                throw new IllegalStateException("the PostgreSQL server did not stop", e);
            }
        }
    }

    /**
     * One schema of a PostgreSQL database.
     *
     * @param pool connections
     * @param schema its name
     */
    record PostgresSchema(HikariDataSource pool, String schema) implements Database {
        @Override
        public Store store() {
            return Stores.postgres(pool, schema);
        }

        @Override
        public Connection connect() throws SQLException {
            try (Connection connection = pool.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create schema if not exists " + schema);
            }
            return pool.getConnection();
        }

        @Override
        public String table(String name) {
            return schema + "." + name;
        }

        @Override
        public String key() {
            return "bigint primary key";
        }

        @Override
        public String bytes() {
            return "bytea";
        }

        @Override
        public String json() {
            return "cast(? as json)";
        }

        @Override
        public long size() throws SQLException {
            String sql = "select coalesce(sum(pg_total_relation_size(c.oid)), 0) from pg_class c"
                    + " join pg_namespace n on n.oid = c.relnamespace where n.nspname = '" + schema
                    + "' and c.relkind = 'r'";
            try (Connection connection = pool.getConnection();
                    ResultSet result = connection.createStatement().executeQuery(sql)) {
                return result.next() ? result.getLong(1) : 0;
            }
        }

        @Override
        public void close() {
            // the server goes with its schemas
        }
    }
}
