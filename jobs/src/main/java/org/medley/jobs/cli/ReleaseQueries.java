package org.medley.jobs.cli;

import java.util.Optional;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.LakeAccess;
import org.medley.jobs.release.Contracts;
import org.medley.jobs.release.Query;
import org.medley.jobs.release.TableNames;
import org.medley.jobs.sql.LocalRelease;
import org.medley.jobs.sql.NotServed;
import org.medley.jobs.workbench.OpenLake;

/** One release that is asked by table name. Starts Spark only for what DuckDB does not serve. */
final class ReleaseQueries implements AutoCloseable {
  private final Options options;
  private final SqlEngine engine;
  private final TableNames tables = new TableNames(Contracts.RELEASED);
  private Optional<LocalRelease> local = Optional.empty();
  private Optional<Query> spark = Optional.empty();
  private Release release;

  private ReleaseQueries(Options options, SqlEngine engine) {
    this.options = options;
    this.engine = engine;
  }

  /**
   * The release {@code id}, or the current one.
   *
   * @throws MedleyException with exit code 66 if there is none, 69 if {@code engine} is DuckDB and
   *     cannot serve this lake
   */
  static ReleaseQueries of(Options options, Optional<String> id, SqlEngine engine) {
    ReleaseQueries queries = new ReleaseQueries(options, engine);
    if (engine != SqlEngine.SPARK) {
      try {
        queries.local = Optional.of(queries.openLocal(id));
        queries.release = queries.local.get().release();
      } catch (NotServed e) {
        queries.leaveToSpark(e);
      }
    }
    if (queries.local.isEmpty()) {
      queries.openSpark(id);
    }
    return queries;
  }

  /** The release. */
  Release release() {
    return release;
  }

  /** Its tables. */
  TableNames tables() {
    return tables;
  }

  /**
   * At most {@code most} rows of what {@code sql} returns, and how many there are.
   *
   * @throws MedleyException with exit code 64 if it is no query, or names what is not there; 69 if
   *     DuckDB alone may answer, and cannot
   */
  Rows rows(String sql, int most) {
    if (spark.isEmpty() && local.isPresent()) {
      try {
        return local.get().query(sql, rows -> JdbcRows.of(rows, most));
      } catch (NotServed e) {
        leaveToSpark(e);
      }
    }
    if (spark.isEmpty()) {
      openSpark(Optional.of(release.releaseId()));
    }
    return ResultRows.of(spark.orElseThrow().rows(sql), most);
  }

  private LocalRelease openLocal(Optional<String> id) throws NotServed {
    String lake = options.lake();
    if (!LakeAccess.isLocal(lake)) {
      throw new NotServed("the lake is not on a local file system");
    }
    LocalRelease.Choice choice = (Ledger ledger) -> OpenLake.release(ledger, id);
    return LocalRelease.open(LakeAccess.local(lake), choice, Contracts.RELEASED)
        .orElseThrow(() -> OpenLake.missing(lake));
  }

  private void openSpark(Optional<String> id) {
    Workspace workspace = Workspace.reading(options);
    release = Workspace.release(workspace.control().ledger(), id);
    spark = Optional.of(workspace.query(release));
  }

  private void leaveToSpark(NotServed why) {
    if (engine == SqlEngine.DUCKDB) {
      throw new MedleyException(
          ExitCode.UNSUPPORTED,
          "DuckDB cannot answer: " + why.getMessage() + reason(why),
          "leave out '--engine duckdb', and Spark answers",
          why);
    }
    Streams.progress(options).out().println("Spark answers: " + why.getMessage());
  }

  private static String reason(NotServed why) {
    return Optional.ofNullable(why.getCause())
        .map(Throwable::getMessage)
        .flatMap(message -> message.lines().findFirst())
        .map(line -> ": " + line)
        .orElse("");
  }

  @Override
  public void close() {
    local.ifPresent(LocalRelease::close);
  }
}
