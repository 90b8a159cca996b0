package org.medley.jobs.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.apache.calcite.avatica.NoSuchStatementException;
import org.apache.calcite.avatica.jdbc.JdbcMeta;

/**
 * What Avatica answers: each connection is a database of its own that shows the release that was
 * current when it was opened, and takes queries only.
 */
final class ReleaseMeta extends JdbcMeta {
  private final Opening opening;

  ReleaseMeta(Opening opening) throws SQLException {
    super("jdbc:duckdb:", new Properties());
    this.opening = opening;
  }

  /** Opens the current release. */
  @FunctionalInterface
  interface Opening {
    /** The release, whose connection is closed by whoever asked for it. */
    LocalRelease open() throws NotServed;
  }

  @Override
  protected Connection createConnection(String url, Properties info) throws SQLException {
    try {
      return opening.open().shown();
    } catch (NotServed e) {
      throw new SQLException(e.getMessage(), e);
    }
  }

  @Override
  public StatementHandle prepare(ConnectionHandle connection, String sql, long maxRowCount) {
    requireQuery(connection.id, sql);
    return super.prepare(connection, sql, maxRowCount);
  }

  @Override
  public ExecuteResult prepareAndExecute(
      StatementHandle statement,
      String sql,
      long maxRowCount,
      int maxRowsInFirstFrame,
      PrepareCallback callback)
      throws NoSuchStatementException {
    requireQuery(statement.connectionId, sql);
    return super.prepareAndExecute(statement, sql, maxRowCount, maxRowsInFirstFrame, callback);
  }

  @Override
  public ExecuteBatchResult prepareAndExecuteBatch(StatementHandle statement, List<String> sql) {
    throw new UnsupportedOperationException("only queries are possible, one at a time");
  }

  private void requireQuery(String connection, String sql) {
    try {
      if (!Statements.isQuery(getConnection(connection), sql)) {
        throw new IllegalArgumentException(
            "only queries are possible: a release cannot be changed");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
