package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.asc;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.desc_nulls_last;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.medley.features.contract.Quarantine;
import org.medley.features.contract.Resources;
import org.medley.features.contract.TableContract;
import org.medley.jobs.contract.Files;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.Identities;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.LineReader;
import org.medley.jobs.source.Source;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.SourceInput;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.TextLine;

/**
 * Bulk NDJSON of any resource type. Of several versions of a resource the one with the latest
 * {@code meta.lastUpdated} is kept, then the highest numeric {@code meta.versionId}, then one that
 * its content decides; the order of files and lines has no say. An identical text is a duplicate,
 * any other a superseded version.
 */
public final class FhirSource implements Source {
  private static final String VERSION_NUMBER = "version_number";
  private static final String CONTENT = "content";
  private static final String PROBLEM = "problem";
  private static final String STATE = "state";
  private static final String ACCEPTED = "accepted";
  private static final String SUPERSEDED = "superseded";
  private static final String DUPLICATE = "duplicate";
  private static final String BLANK = "blank";

  /** As many rows (about 100 bytes each) are sent to every task, where more are shuffled. */
  private static final long BROADCAST_ROWS = 500_000;

  private static final StructType PARSED =
      new StructType()
          .add(Resources.FILE, DataTypes.StringType, false)
          .add(Resources.LINE, DataTypes.LongType, false)
          .add(Resources.TYPE, DataTypes.StringType)
          .add(Resources.ID, DataTypes.StringType)
          .add(Resources.VERSION, DataTypes.StringType)
          .add(Resources.LAST_UPDATED, DataTypes.TimestampType)
          .add(Resources.RAW, DataTypes.StringType, false)
          .add(PROBLEM, DataTypes.StringType);

  @Override
  public boolean reads(String file) {
    return file.endsWith(".ndjson") || file.endsWith(".ndjson.gz");
  }

  @Override
  public Set<String> options() {
    return Set.of(Identities.OPTION, SourceSettings.EXTRACT_TIME);
  }

  @Override
  public Set<TableContract> tables() {
    return Set.of(Resources.TABLE);
  }

  @Override
  public boolean declaresSubjects() {
    return true;
  }

  /**
   * Reads the files named {@code *.ndjson} or {@code *.ndjson.gz}; others are passed over. Runs one
   * Spark job, which reads each file once and keeps its lines on disk until the ingestion is
   * closed. Keys are shuffled once; texts only where more than half a million lines are duplicates
   * or old versions.
   */
  @Override
  public Ingestion ingest(SourceInput input) {
    List<SourceFile> files = input.files().stream().filter(FhirSource::isData).toList();
    Dataset<Row> lines =
        LineReader.read(input.spark(), files, PARSED, FhirSource::parsed)
            .persist(StorageLevel.DISK_ONLY());
    Dataset<Row> states = states(lines).persist(StorageLevel.MEMORY_AND_DISK());
    Runnable release =
        () -> {
          lines.unpersist();
          states.unpersist();
        };
    try {
      List<Row> accounts = accounts(states).collectAsList();
      Dataset<Row> resources = resources(lines, states, left(accounts), input);
      return new Ingestion(
          Map.of(Resources.TABLE, resources),
          quarantine(lines, input),
          input.spark().createDataFrame(accounts, accounts(states).schema()),
          release);
    } catch (Exception e) {
      release.run();
      throw MedleyException.rethrown(e);
    }
  }

  private static boolean isData(SourceFile file) {
    return file.name().endsWith(".ndjson") || file.name().endsWith(".ndjson.gz");
  }

  private static Row parsed(TextLine line) {
    if (line.isBlank()) {
      return RowFactory.create(
          line.file(), line.number(), null, null, null, null, line.text(), BLANK);
    }
    Envelope envelope = Envelope.of(line);
    return RowFactory.create(
        line.file(),
        line.number(),
        envelope.type(),
        envelope.id(),
        envelope.version(),
        envelope.lastUpdated(),
        line.text(),
        envelope.problem() == null ? null : envelope.problem().code());
  }

  /** One row per line: file, line, and what became of it. */
  private static Dataset<Row> states(Dataset<Row> lines) {
    WindowSpec newestFirst =
        Window.partitionBy(Resources.TYPE, Resources.ID)
            .orderBy(
                desc_nulls_last(Resources.LAST_UPDATED),
                desc_nulls_last(VERSION_NUMBER),
                asc(CONTENT),
                asc(Resources.FILE),
                asc(Resources.LINE));
    Column previous = lag(col(CONTENT), 1).over(newestFirst);
    Column state =
        when(row_number().over(newestFirst).equalTo(1), lit(ACCEPTED))
            .when(previous.equalTo(col(CONTENT)), lit(DUPLICATE))
            .otherwise(lit(SUPERSEDED));
    Dataset<Row> candidates =
        lines
            .where(col(PROBLEM).isNull())
            .select(
                col(Resources.FILE),
                col(Resources.LINE),
                col(Resources.TYPE),
                col(Resources.ID),
                col(Resources.LAST_UPDATED),
                when(
                        col(Resources.VERSION).rlike("^[0-9]{1,18}$"),
                        col(Resources.VERSION).cast(DataTypes.LongType))
                    .as(VERSION_NUMBER),
                xxhash64(col(Resources.RAW)).as(CONTENT))
            .select(col(Resources.FILE), col(Resources.LINE), state.as(STATE));
    Dataset<Row> rest =
        lines
            .where(col(PROBLEM).isNotNull())
            .select(col(Resources.FILE), col(Resources.LINE), col(PROBLEM).as(STATE));
    return candidates.union(rest);
  }

  private static Dataset<Row> accounts(Dataset<Row> states) {
    List<String> used = List.of(ACCEPTED, SUPERSEDED, DUPLICATE, BLANK);
    return states
        .groupBy(col(Resources.FILE).as(Files.FILE))
        .agg(
            count(lit(1)).as(Files.LINES),
            number(col(STATE).equalTo(ACCEPTED)).as(Files.ACCEPTED),
            number(col(STATE).equalTo(SUPERSEDED)).as(Files.SUPERSEDED),
            number(col(STATE).equalTo(DUPLICATE)).as(Files.DUPLICATE),
            number(org.apache.spark.sql.functions.not(col(STATE).isin(used.toArray())))
                .as(Files.QUARANTINED),
            number(col(STATE).equalTo(BLANK)).as(Files.BLANK))
        .orderBy(Files.FILE);
  }

  private static Column number(Column condition) {
    return sum(when(condition, 1L).otherwise(0L));
  }

  private static long left(List<Row> accounts) {
    return accounts.stream()
        .mapToLong(row -> row.<Long>getAs(Files.SUPERSEDED) + row.<Long>getAs(Files.DUPLICATE))
        .sum();
  }

  private static Dataset<Row> resources(
      Dataset<Row> lines, Dataset<Row> states, long left, SourceInput input) {
    Dataset<Row> candidates = lines.where(col(PROBLEM).isNull());
    if (left > 0) {
      Dataset<Row> out =
          states
              .where(col(STATE).isin(SUPERSEDED, DUPLICATE))
              .select(Resources.FILE, Resources.LINE);
      candidates =
          candidates.join(
              left <= BROADCAST_ROWS ? broadcast(out) : out,
              new String[] {Resources.FILE, Resources.LINE},
              "left_anti");
    }
    return Required.conform(
        Resources.TABLE, candidates.withColumn(Resources.SOURCE, lit(input.settings().name())));
  }

  private static Dataset<Row> quarantine(Dataset<Row> lines, SourceInput input) {
    Column reason = lit(null).cast(DataTypes.StringType);
    for (Envelope.Problem problem : Envelope.Problem.values()) {
      reason = when(col(PROBLEM).equalTo(problem.code()), problem.reason()).otherwise(reason);
    }
    return Required.conform(
        Quarantine.TABLE,
        lines
            .where(col(PROBLEM).isNotNull().and(col(PROBLEM).notEqual(BLANK)))
            .select(
                lit(input.settings().name()).as(Quarantine.SOURCE),
                col(Resources.FILE).as(Quarantine.FILE),
                col(Resources.LINE).as(Quarantine.LINE),
                col(PROBLEM).as(Quarantine.REASON_CODE),
                reason.as(Quarantine.REASON),
                col(Resources.RAW).as(Quarantine.PAYLOAD),
                lit(input.runId()).as(Quarantine.RUN_ID)));
  }
}
