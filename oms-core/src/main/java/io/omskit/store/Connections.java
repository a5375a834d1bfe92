package io.omskit.store;

import com.google.common.util.concurrent.Uninterruptibles;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a store gets its connections from and how a transaction ends there. Three ways: from the host's pool ({@link Pooled}), inside the
 * host's own transaction ({@link PostgresDialect.Joined}), or from a file of one's own ({@link OfFile}).
 */
abstract class Connections implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    /** Runs work that only reads. */
    abstract <T> T read(Work<T> work) throws SQLException;

    /** Runs work in one transaction and commits it, unless the work refused. */
    abstract <T> T write(Work<T> work, Committing committing) throws SQLException;

    /** Ends the use of these connections. */
    @Override
    public abstract void close();

    /** Something to do with a session. */
    interface Work<T> {
        T run(Session session) throws SQLException;
    }

    /** Remembers that the commit itself has begun: from then on a broken connection leaves the outcome open. */
    static final class Committing {
        private boolean begun;

        boolean hasBegun() {
            return begun;
        }
    }

    /** Commits or rolls back after work on a connection without auto-commit. */
    static <T> T transact(Session session, Work<T> work, Committing committing) throws SQLException {
        boolean done = false;
        try {
            T result = work.run(session);
            if (!session.isRefused()) {
                committing.begun = true;
                session.commit();
                done = true;
            }
            return result;
        } finally {
            if (!done) {
                session.rollback();
            }
        }
    }

    /** One connection in use by one thread, and the statements prepared on it. */
    static class Session {
        private static final int MAX_STATEMENTS = 256;

        private final Connection connection;
        private final boolean keeps;
        private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(64, 0.75f, true);
        private boolean refused;

        /** A session that keeps its statements for the next use, or leaves that to a driver which does so itself. */
        Session(Connection connection, boolean keeps) {
            this.connection = connection;
            this.keeps = keeps;
        }

        Connection connection() {
            return connection;
        }

        PreparedStatement prepare(String sql) throws SQLException {
            PreparedStatement statement = statements.get(sql);
            if (statement == null) {
                statement = connection.prepareStatement(sql);
                statements.put(sql, statement);
            }
            return statement;
        }

        void execute(String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        /** Asks for the transaction to be rolled back. */
        void refuse() {
            refused = true;
        }

        boolean isRefused() {
            return refused;
        }

        /** Ends one unit of work: frees statements that are not kept, the least used first. */
        void end() throws SQLException {
            refused = false;
            if (keeps && statements.size() <= MAX_STATEMENTS) {
                return;
            }
            List<String> ended = new ArrayList<>(statements.keySet());
            int surplus = keeps ? ended.size() - MAX_STATEMENTS : ended.size();
            for (int i = 0; i < surplus; i++) {
                PreparedStatement statement = statements.remove(ended.get(i));
                if (statement != null) {
                    statement.close();
                }
            }
        }

        /** Closes the connection with its statements. */
        void close() {
            try {
                connection.close();
            } catch (SQLException e) {
                throw StoreException.permanent(
                        "A connection did not close (code " + e.getErrorCode() + ").\nCheck the database.", e);
            }
        }

        /** Ends the transaction so that it takes effect. */
        void commit() throws SQLException {
            connection.commit();
        }

        /** Takes the transaction back. */
        void undo() throws SQLException {
            connection.rollback();
        }

        /** Rolls back. Where that fails the connection is broken, and the database rolls back by itself. */
        private void rollback() {
            try {
                undo();
            } catch (SQLException e) {
                LOG.debug("A rollback failed with SQL state {}, code {}", e.getSQLState(), e.getErrorCode());
            }
        }
    }

    /** Connections of the host's data source, one per call. */
    static final class Pooled extends Connections {
        private final DataSource source;
        private volatile boolean closed;

        Pooled(DataSource source) {
            this.source = source;
        }

        @Override
        <T> T read(Work<T> work) throws SQLException {
            try (Connection connection = open()) {
                if (!connection.getAutoCommit()) {
                    connection.setAutoCommit(true);
                }
                return run(new Session(connection, false), work);
            }
        }

        @Override
        <T> T write(Work<T> work, Committing committing) throws SQLException {
            try (Connection connection = open()) {
                connection.setAutoCommit(false);
                try {
                    return run(new Session(connection, false), session -> transact(session, work, committing));
                } finally {
                    restore(connection);
                }
            }
        }

        /** Gives the connection back as it came. Where that fails it is broken, and the pool will find out. */
        private static void restore(Connection connection) {
            try {
                connection.setAutoCommit(true);
            } catch (SQLException e) {
                LOG.debug("Auto-commit was not restored: SQL state {}, code {}", e.getSQLState(), e.getErrorCode());
            }
        }

        @Override
        public void close() {
            closed = true;
        }

        private Connection open() throws SQLException {
            requireOpen(closed);
            return source.getConnection();
        }
    }

    /** One writing connection and a few reading ones on one file. */
    static final class OfFile extends Connections {
        private static final int READERS = 4;
        private static final int WRITER_CACHE_KIB = 65_536;
        private static final int READER_CACHE_KIB = 16_384;
        private static final int BUSY_MILLIS = 10_000;

        private final String url;
        private final ReentrantLock writing = new ReentrantLock();
        private final Session writer;
        private final BlockingQueue<Session> readers = new ArrayBlockingQueue<>(READERS);
        private volatile boolean closed;

        OfFile(Path file) throws SQLException {
            this.url = "jdbc:sqlite:" + file.toAbsolutePath();
            this.writer = connect(WRITER_CACHE_KIB);
            for (int i = 0; i < READERS; i++) {
                Session reader = connect(READER_CACHE_KIB);
                reader.execute("pragma query_only = 1");
                readers.add(reader);
            }
        }

        /**
         * A session that begins and ends transactions by statements: without auto-commit the driver would begin the next transaction
         * together with the end of the last, and shut all other processes out for good.
         */
        private static final class FileSession extends Session {
            private FileSession(Connection connection) {
                super(connection, true);
            }

            @Override
            void commit() throws SQLException {
                prepare("commit").execute();
            }

            @Override
            void undo() throws SQLException {
                prepare("rollback").execute();
            }
        }

        private Session connect(int cacheKib) throws SQLException {
            Properties settings = new Properties();
            settings.setProperty("journal_mode", "WAL");
            settings.setProperty("synchronous", "FULL");
            settings.setProperty("busy_timeout", String.valueOf(BUSY_MILLIS));
            settings.setProperty("cache_size", String.valueOf(-cacheKib));
            settings.setProperty("temp_store", "MEMORY");
            return new FileSession(DriverManager.getConnection(url, settings));
        }

        @Override
        <T> T read(Work<T> work) throws SQLException {
            requireOpen(closed);
            Session reader = Uninterruptibles.takeUninterruptibly(readers);
            try {
                requireOpen(closed);
                return run(reader, work);
            } finally {
                readers.add(reader);
            }
        }

        @Override
        <T> T write(Work<T> work, Committing committing) throws SQLException {
            writing.lock();
            try {
                requireOpen(closed);
                return run(writer, session -> {
                    session.prepare("begin immediate").execute();
                    return transact(session, work, committing);
                });
            } finally {
                writing.unlock();
            }
        }

        /** Waits for running work, then closes all connections. */
        @Override
        public void close() {
            writing.lock();
            try {
                if (!closed) {
                    closed = true;
                    List<Session> idle = new ArrayList<>();
                    while (idle.size() < READERS) {
                        idle.add(Uninterruptibles.takeUninterruptibly(readers));
                    }
                    idle.forEach(Session::close);
                    writer.close();
                    readers.addAll(idle);
                }
            } finally {
                writing.unlock();
            }
        }
    }

    /** Runs work and ends the session's unit of work. */
    static <T> T run(Session session, Work<T> work) throws SQLException {
        try {
            return work.run(session);
        } finally {
            session.end();
        }
    }

    static void requireOpen(boolean closed) {
        if (closed) {
            throw new IllegalStateException("The store is closed.\nOpen another one.");
        }
    }
}
