package org.medley.jobs.workbench;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.release.Contracts;
import org.medley.jobs.release.Query;
import org.medley.jobs.release.ReleaseTables;
import org.medley.jobs.text.Numbers;
import org.medley.jobs.workbench.Sheet.Column;

/** A lake at one release, for data scientists. It is only read, whatever is called here. */
public final class Workbench {
  /** System property: the lake that {@link #open()} opens. */
  public static final String LAKE = "medley.lake";

  /** System property: the folder of the configuration that {@link #open()} reads. */
  public static final String CONF = "medley.conf";

  /** A reader takes no lease, so its clock is never asked. */
  private static final Clock UNUSED = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private final OpenLake open;
  private final Path conf;
  private final Release release;
  private final ReleaseTables tables;

  Workbench(OpenLake open, Path conf, Release release) {
    this.open = open;
    this.conf = conf;
    this.release = release;
    this.tables = new ReleaseTables(open.spark(), open.lake(), release, Contracts.RELEASED);
  }

  /**
   * The lake and the configuration that {@code medley notebook} was started with, else {@code
   * ./lake} and {@code ./conf}, at the current release. Starts Spark.
   *
   * @throws MedleyException with exit code 66 if no lake is there, or nothing is released
   */
  public static Workbench open() {
    return open(System.getProperty(LAKE, "lake"), Path.of(System.getProperty(CONF, "conf")));
  }

  /** The same for the lake at {@code lake} with the configuration in {@code conf}. */
  public static Workbench open(String lake, Path conf) {
    OpenLake open = OpenLake.reading(conf, lake, UNUSED);
    return new Workbench(open, conf, OpenLake.release(open.control().ledger(), Optional.empty()));
  }

  /**
   * The same lake at the release {@code id}.
   *
   * @throws MedleyException with exit code 66 if there is none
   */
  public Workbench at(String id) {
    return new Workbench(open, conf, OpenLake.release(open.control().ledger(), Optional.of(id)));
  }

  /** The identity of the release. */
  public String release() {
    return release.releaseId();
  }

  /** The logical date of the release: nothing after its end is known in it. */
  public LocalDate asOf() {
    return release.date();
  }

  /** The tables of the release that hold rows, and how many. */
  public Sheet tables() {
    return new Sheet(
        "Tables of the release",
        List.of(Column.text("table"), Column.number("rows")),
        tables.names().stream()
            .filter(name -> tables.rows(name) > 0)
            .map(name -> List.of(name, Numbers.count(tables.rows(name))))
            .toList(),
        "");
  }

  /**
   * The rows of a table, such as {@code published.risk}, under its contract; nothing is read yet.
   *
   * @throws MedleyException with exit code 64 if there is no such table
   */
  public Dataset<Row> table(String name) {
    if (tables.contract(name).isEmpty()) {
      throw new MedleyException(
          ExitCode.USAGE,
          "there is no table '" + name + "'",
          "tables() shows those that hold rows");
    }
    return tables.read(name);
  }

  /**
   * The rows of a query that names tables of the release; nothing is computed yet.
   *
   * @throws MedleyException with exit code 64 if the text is no query, or does not fit the tables
   */
  public Dataset<Row> sql(String query) {
    return new Query(open.spark(), tables).rows(query);
  }

  /**
   * Who was left after each rule of the cohort that {@code task} learnt from, as released.
   *
   * @throws MedleyException with exit code 66 if the release has no such cohort
   */
  public Attrition attrition(String task) {
    return Attrition.of(tables.read(org.medley.features.contract.Attrition.TABLE.name()), task);
  }

  /**
   * A task of the configuration on this release, as its file has it but for {@code settings}.
   *
   * @param settings each {@code key=value} with a key of the task's file, as after {@code --set
   *     tasks.NAME.}: {@code features.windows=[90d,full]}
   * @throws MedleyException with exit code 64 if there is no such task; 69 if only a night can draw
   *     it; 78 if the configuration or a setting is wrong, naming every problem
   */
  public Study task(String name, String... settings) {
    return new Study(this, NamedTask.read(conf, name, List.of(settings)));
  }

  /**
   * The model of {@code task} that scored for this release, verified before it is loaded.
   *
   * @throws MedleyException with exit code 64 if there is no such task, 66 if it has no champion
   * @throws org.medley.models.store.ModelRefused if its folder is not what was saved
   */
  public TaskModel champion(String task) {
    long seed = NamedTask.read(conf, task, List.of()).task().training().seed();
    return Champion.of(open, tables, task, seed);
  }

  SparkSession spark() {
    return open.spark();
  }

  ReleaseTables releaseTables() {
    return tables;
  }

  /** The release in words. */
  @Override
  public String toString() {
    return "Release " + release() + " as of " + asOf();
  }
}
