package io.omskit.store;

import static org.junit.jupiter.api.Assumptions.abort;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * One PostgreSQL server for all tests of this JVM, with fsync and synchronous_commit on. Where it cannot start, the tests that
 * need it are aborted and say why.
 */
public final class PostgresServer {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static DataSource source;
    private static String failure;

    private PostgresServer() {}

    /** Connections to the server from a small pool. */
    public static synchronized DataSource source() {
        if (source == null && failure == null) {
            start();
        }
        if (source == null) {
            abort("PostgreSQL did not start here: " + failure);
        }
        return source;
    }

    /** A new connection that nobody keeps. */
    public static Connection unpooled() throws SQLException {
        return ((Pool) source()).origin().getConnection();
    }

    /** A store in a schema of its own. */
    public static Store freshStore() {
        return Stores.postgres(source(), freshSchema());
    }

    /** A schema name that no other test uses. */
    public static String freshSchema() {
        return "t" + SCHEMAS.incrementAndGet();
    }

    private static void start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "100")
                    .start();
            source = new Pool(server.getPostgresDatabase());
        } catch (IOException | IllegalStateException e) {
            failure = e.toString();
        }
    }

    /** Keeps connections that were given back. */
    private record Pool(DataSource origin, ConcurrentLinkedDeque<Connection> idle) implements DataSource {
        private Pool(DataSource origin) {
            this(origin, new ConcurrentLinkedDeque<>());
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection kept = idle.pollFirst();
            Connection connection = kept == null ? origin.getConnection() : kept;
            return (Connection) Proxy.newProxyInstance(
                    Pool.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> call(connection, method, arguments));
        }

        private Object call(Connection connection, Method method, Object[] arguments) throws Throwable {
            if (!method.getName().equals("close")) {
                try {
                    return method.invoke(connection, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            }
            if (!connection.isClosed()) {
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
                idle.addFirst(connection);
            }
            return null;
        }

        @Override
        public Connection getConnection(String user, String password) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PrintWriter getLogWriter() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setLogWriter(PrintWriter out) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setLoginTimeout(int seconds) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }
}
