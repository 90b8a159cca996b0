package org.medley.jobs.sql;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.medley.features.contract.TableContract;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.release.Mentions;
import org.medley.jobs.release.TableNames;

/**
 * One release of a lake on a local file system, asked by an embedded DuckDB: every query sees the
 * pinned versions, whatever a night writes meanwhile. Not for several threads.
 */
public final class LocalRelease implements AutoCloseable {
  private static final String UNKNOWN_TABLE = "Catalog Error: Table with name";
  private static final String UNKNOWN_COLUMN = "Binder Error: Referenced column";

  private static final Set<String> ABOUT_THE_TEXT =
      Set.of("Parser Error", "Binder Error", "Catalog Error", "Permission Error");

  private final Connection duck;
  private final Path root;
  private final Release release;
  private final TableNames tables;
  private final Set<String> shown = new HashSet<>();

  private LocalRelease(Connection duck, Path root, Release release, TableNames tables) {
    this.duck = duck;
    this.root = root;
    this.release = release;
    this.tables = tables;
  }

  /** Chooses the release that is asked. */
  @FunctionalInterface
  public interface Choice {
    /** The release among those of {@code ledger}, which knows lease and releases only. */
    Release of(Ledger ledger);
  }

  /** Reads what a query returns. */
  @FunctionalInterface
  public interface ResultReader<T> {
    /** Reads {@code rows}, which are closed afterwards. */
    T read(ResultSet rows) throws SQLException;
  }

  /**
   * Opens a release of the lake at {@code root}; empty if no lake is there.
   *
   * @param contracts all tables; those that the release does not pin are empty
   * @throws NotServed if the engine does not run on this machine
   * @throws MedleyException with exit code 74 if the lake cannot be read
   */
  public static Optional<LocalRelease> open(Path root, Choice choice, List<TableContract> contracts)
      throws NotServed {
    Connection duck = connect(root);
    LocalRelease opened = null;
    try {
      Optional<Ledger> ledger = LocalLedger.read(duck, root);
      if (ledger.isPresent()) {
        opened = new LocalRelease(duck, root, choice.of(ledger.get()), new TableNames(contracts));
      }
      return Optional.ofNullable(opened);
    } catch (IOException | SQLException e) {
      throw unreadable(e);
    } finally {
      if (opened == null) {
        close(duck);
      }
    }
  }

  private static Connection connect(Path root) throws NotServed {
    try {
      return DuckDb.open(root);
    } catch (SQLException | LinkageError e) {
      throw new NotServed("DuckDB does not run on this machine", e);
    }
  }

  /** The release. */
  public Release release() {
    return release;
  }

  /**
   * What {@code sql} returns, read by {@code reader}.
   *
   * @throws NotServed if the engine lacks what the query uses
   * @throws MedleyException with exit code 64 if a table or column is unknown, 74 if files cannot
   *     be read
   */
  public <T> T query(String sql, ResultReader<T> reader) throws NotServed {
    String query = sql.strip().replaceAll(";+$", "");
    try {
      if (!Statements.isQuery(duck, query)) {
        throw new NotServed("DuckDB does not take it for one query");
      }
      for (String name : Mentions.of(query, tables.names())) {
        show(name, new LocalTable(duck, root, tables.contract(name).orElseThrow()));
      }
      try (Statement statement = duck.createStatement();
          ResultSet rows = statement.executeQuery(query)) {
        return reader.read(rows);
      }
    } catch (SQLException e) {
      throw refused(e);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * A connection that shows every table that is served, with comments and with times in UTC without
   * a zone, as tools expect. It takes the place of this, and is to be closed.
   */
  Connection shown() throws SQLException {
    try {
      for (String name : tables.names()) {
        TableContract table = tables.contract(name).orElseThrow();
        try {
          show(name, new LocalTable(duck, root, table).withoutZones());
          DuckDb.run(duck, Comments.of(table));
        } catch (NotServed e) {
          // Spark serves it: the door shows what it can serve.
          shown.remove(name);
        }
      }
      return duck;
    } catch (IOException e) {
      throw new SQLException("the lake cannot be read: " + e.getMessage(), e);
    }
  }

  private void show(String name, LocalTable table) throws IOException, SQLException, NotServed {
    if (shown.contains(name)) {
      return;
    }
    String query =
        table.query(release.pins().stream().filter(pin -> pin.table().equals(name)).toList());
    String[] parts = name.split("\\.", 2);
    DuckDb.run(
        duck,
        "CREATE SCHEMA IF NOT EXISTS " + DuckDb.name(parts[0]),
        "CREATE VIEW %s.%s AS %s".formatted(DuckDb.name(parts[0]), DuckDb.name(parts[1]), query));
    shown.add(name);
  }

  private MedleyException refused(SQLException e) throws NotServed {
    String message = e.getMessage().lines().findFirst().orElse("");
    if (message.startsWith(UNKNOWN_TABLE)) {
      String name = message.substring(UNKNOWN_TABLE.length()).strip().split(" ", 2)[0];
      return new MedleyException(
          ExitCode.USAGE, "there is no table " + name, tables.remedy(name), e);
    }
    if (message.startsWith(UNKNOWN_COLUMN)) {
      return new MedleyException(
          ExitCode.USAGE,
          "the query does not fit the tables: " + message.replace("Binder Error: ", ""),
          "'.schema TABLE' shows the columns of a table",
          e);
    }
    String kind = message.split(":", 2)[0];
    String words = "DuckDB refuses it (" + kind + ")";
    // What fails while rows are read quotes their values, which belong in no message and no log.
    throw ABOUT_THE_TEXT.contains(kind) ? new NotServed(words, e) : new NotServed(words);
  }

  private static MedleyException unreadable(Exception e) {
    return new MedleyException(
        ExitCode.INPUT_OUTPUT,
        "the lake cannot be read: " + e.getMessage().lines().findFirst().orElse(""),
        "check that its files are there and can be read",
        e);
  }

  @Override
  public void close() {
    close(duck);
  }

  private static void close(Connection duck) {
    try {
      duck.close();
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }
}
