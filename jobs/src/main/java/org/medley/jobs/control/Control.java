package org.medley.jobs.control;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.medley.jobs.contract.ControlRows.TABLE;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.medley.jobs.contract.ControlRows;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.lake.TableLog;

/**
 * The control table of one lake. Rows of runs, claims, steps and releases are appended blindly; the
 * single head row (kind {@code lease}) changes only by commits that are conditional on its epoch,
 * so that a process that lost the lease can publish nothing.
 *
 * <p>The head row also points to the current release: moving that pointer is the one commit that
 * makes every published table, model and report of a night visible together.
 *
 * <p>Methods are synchronized: one writer in a process.
 */
public final class Control {
  /** How long a lease lasts without renewal when its holder cannot be seen. */
  public static final Duration LEASE = Duration.ofMinutes(10);

  private static final String HEAD = "head";
  static final String FREE = "free";
  private static final String HELD = "held";
  private static final int ATTEMPTS = 20;

  /** Live files beyond which the table is tidied: some four nights. */
  private static final int MOST_FILES = 150;

  private static final int KEPT_HOURS = 168;

  private final SparkSession spark;
  private final Lake lake;
  private final String path;
  private final Clock clock;
  private Instant renewed = Instant.EPOCH;

  /** The control table of the lake at {@code root}. */
  public Control(SparkSession spark, String root, Clock clock) {
    this.spark = spark;
    this.lake = new Lake(spark, root);
    this.path = lake.path(TABLE);
    this.clock = clock;
  }

  /** Whether the lake has a control table, that is, whether any night ever began. */
  public boolean exists() {
    return DeltaTable.isDeltaTable(spark, path);
  }

  /**
   * Everything recorded, as a ledger; empty for a new lake. Grows with nights, not patients, and is
   * read without a Spark job.
   */
  public synchronized Ledger ledger() {
    try {
      return LedgerFiles.read(lake.root(), spark.sessionState().newHadoopConf())
          .orElse(Ledger.EMPTY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Takes the lease for {@code runId}: a free one, one that ran out, or one whose owner is known to
   * be dead.
   *
   * @throws MedleyException with exit code 75 if another run holds it
   */
  public synchronized Lease acquire(String runId) {
    return take(runId, false);
  }

  /**
   * Takes the lease for {@code runId} even from a run that lives: that one is fenced, and ends with
   * 76 before its next step or its release.
   */
  public synchronized Lease seize(String runId) {
    return take(runId, true);
  }

  private Lease take(String runId, boolean seizing) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Ledger ledger = ledger();
      if (!ledger.hasHead()) {
        addHead();
        continue;
      }
      Entry head = ledger.head();
      boolean held = LeaseState.of(head, clock.instant()).kind() == LeaseState.Kind.HELD;
      if (held && !seizing) {
        throw held(head);
      }
      Lease lease = new Lease(head.epoch() + 1, runId, Owner.self());
      Head next = new Head(clock.instant().plus(LEASE), Head.of(head).releaseId());
      if (change(head.epoch(), head.name(), lease, HELD, next)) {
        return lease;
      }
    }
    throw held(ledger().head());
  }

  /**
   * Prolongs the lease if a third of it is gone since it was last taken or prolonged.
   *
   * @throws MedleyException with exit code 76 if another run took over
   */
  public synchronized void renewIfDue(Lease lease) {
    requireHeld(lease);
    if (Duration.between(renewed, clock.instant()).compareTo(LEASE.dividedBy(3)) > 0) {
      keep(lease, HELD, Head.of(ledger().head()).releaseId());
    }
  }

  /**
   * Does nothing while {@code lease} is the newest one.
   *
   * @throws MedleyException with exit code 76 if another run took over
   */
  private void requireHeld(Lease lease) {
    try {
      Optional<Entry> head = LedgerFiles.head(path, spark.sessionState().newHadoopConf());
      if (head.filter(now -> now.epoch() == lease.epoch()).isEmpty()) {
        throw fenced();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** That another run took over, with exit code 76; empty while {@code lease} is the newest one. */
  public Optional<MedleyException> lost(Lease lease) {
    try {
      requireHeld(lease);
      return Optional.empty();
    } catch (MedleyException e) {
      return Optional.of(e);
    }
  }

  /** Gives the lease back; does nothing if another run took over. */
  public synchronized void release(Lease lease) {
    Entry head = ledger().head();
    if (head.epoch() == lease.epoch()) {
      change(
          lease.epoch(),
          lease.owner(),
          lease,
          FREE,
          new Head(clock.instant(), Head.of(head).releaseId()));
    }
  }

  /** Appends rows in one blind commit. */
  public synchronized void append(List<Entry> entries) {
    Dataset<Row> rows =
        spark.createDataFrame(entries.stream().map(Control::row).toList(), TABLE.schema());
    rows.coalesce(1).write().format("delta").mode("append").save(path);
  }

  /**
   * Makes few files of many, so that the ledger of thousands of nights is read as quickly as that
   * of a few, and removes from the disk what nothing reads any more for {@value #KEPT_HOURS} hours.
   * Does nothing while there are few. Whoever holds the lease does it; what fails is left to the
   * next night.
   */
  public synchronized void tidy() {
    tidy(MOST_FILES);
  }

  synchronized void tidy(int mostFiles) {
    try {
      Optional<TableLog> log = TableLog.read(path, spark.sessionState().newHadoopConf());
      if (log.filter(found -> found.files().size() > mostFiles).isPresent()) {
        DeltaTable table = DeltaTable.forPath(spark, path);
        table.optimize().executeCompaction();
        table.vacuum(KEPT_HOURS);
      }
    } catch (IOException | io.delta.exceptions.DeltaConcurrentModificationException e) {
      LogManager.getLogger(Control.class).warn("the control table was not tidied", e);
    }
  }

  /**
   * Makes {@code releaseId} the current release by one commit that is conditional on the lease.
   *
   * @throws MedleyException with exit code 76 if another run took over; nothing is published then
   */
  public synchronized void publish(Lease lease, String releaseId) {
    keep(lease, HELD, releaseId);
  }

  /**
   * Records by {@code release}, a row of a release, what a backfill made: it stands under its own
   * date beside the current release, which stays what it is.
   *
   * @throws MedleyException with exit code 76 if another run took over; nothing is recorded then
   */
  public synchronized void publishBeside(Lease lease, Entry release) {
    keep(lease, HELD, Head.of(ledger().head()).releaseId());
    append(List.of(release));
  }

  private void keep(Lease lease, String state, String releaseId) {
    Head next = new Head(clock.instant().plus(LEASE), releaseId);
    if (!change(lease.epoch(), lease.owner(), lease, state, next)) {
      throw fenced();
    }
  }

  private static MedleyException fenced() {
    return new MedleyException(
        ExitCode.FENCED,
        "another run took over the lease of this lake, so this run publishes nothing",
        "look at 'medley runs list'; the other run goes on");
  }

  /** Changes the head row if its epoch and owner are still the expected ones. */
  private boolean change(long epoch, String owner, Lease lease, String state, Head head) {
    Column expected =
        col("t.kind")
            .equalTo(Entry.Kind.LEASE.text())
            .and(col("t.epoch").equalTo(epoch))
            .and(col("t.name").equalTo(owner));
    Map<String, Column> set =
        Map.of(
            ControlRows.EPOCH, lit(lease.epoch()),
            ControlRows.RUN_ID, lit(lease.runId()),
            ControlRows.NAME, lit(lease.owner()),
            ControlRows.STATE, lit(state),
            ControlRows.RECORDED_TIME, lit(Timestamp.from(clock.instant())),
            ControlRows.DETAILS, lit(head.json()));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        Dataset<Row> changed =
            DeltaTable.forPath(spark, path)
                .as("t")
                .merge(spark.range(1).toDF().as("one"), expected)
                .whenMatched()
                .update(set)
                .execute();
        renewed = clock.instant();
        return changed.first().getLong(0) == 1;
      } catch (io.delta.exceptions.DeltaConcurrentModificationException e) {
        // Another process committed first: what it left is read again by the next attempt.
      }
    }
    return false;
  }

  /**
   * Adds the head row, free, and makes the table where there is none, in one commit; where another
   * process has done so, nothing happens.
   */
  private void addHead() {
    Entry head =
        new Entry(
            Entry.Kind.LEASE,
            0,
            "",
            "",
            "",
            FREE,
            Optional.empty(),
            clock.instant(),
            new Head(Instant.EPOCH, "").json());
    try {
      spark
          .createDataFrame(List.of(row(head)), TABLE.schema())
          .write()
          .format("delta")
          .mode("append")
          .partitionBy(TABLE.partitions().toArray(String[]::new))
          .option("delta.isolationLevel", "Serializable")
          .option("delta.enableDeletionVectors", "false")
          .option("delta.logRetentionDuration", "interval 7 days")
          .option("txnAppId", HEAD)
          .option("txnVersion", 1)
          .save(path);
    } catch (io.delta.exceptions.DeltaConcurrentModificationException e) {
      // Another process did it at the same moment.
    }
  }

  private static MedleyException held(Entry head) {
    return new MedleyException(
        ExitCode.LEASE_HELD,
        "run " + head.runId() + " (process " + head.name() + ") holds the lease of this lake",
        "wait for it to end and run the command again; the lease of a run that died elsewhere"
            + " runs out after "
            + LEASE.toMinutes()
            + " minutes");
  }

  private static Row row(Entry entry) {
    return RowFactory.create(
        entry.kind().text(),
        entry.epoch(),
        entry.runId(),
        entry.name(),
        entry.key(),
        entry.state(),
        entry.asOf().map(Date::valueOf).orElse(null),
        Timestamp.from(entry.recorded()),
        entry.details());
  }
}
