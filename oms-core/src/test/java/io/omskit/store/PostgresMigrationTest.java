package io.omskit.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;

/** What {@link MigrationTest} says, on PostgreSQL. */
@Tag("postgres")
class PostgresMigrationTest extends MigrationTest {
    private final String schema = PostgresServer.freshSchema();

    @Override
    Store open() {
        return Stores.postgres(PostgresServer.source(), schema);
    }

    @Override
    Connection connect() throws SQLException {
        Connection connection = PostgresServer.unpooled();
        try (Statement statement = connection.createStatement()) {
            statement.execute("set search_path to " + schema);
        }
        return connection;
    }
}
