package org.medley.jobs.source.meds;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;
import org.medley.features.cohort.CodeColumns;
import org.medley.features.contract.Events;
import org.medley.features.contract.ObservationPeriods;
import org.medley.features.contract.Subjects;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.table.ParquetFiles;

/**
 * A folder of MEDS files as a cohort reads it, without a lake: subjects keep their own ids, and an
 * event is available when it happened. Close it to let go of what it keeps.
 */
public final class MedsFolder implements AutoCloseable {
  private final Dataset<Row> events;
  private final Dataset<Row> people;
  private final Dataset<Row> parents;

  private MedsFolder(Dataset<Row> events, ZoneId zone, Dataset<Row> parents) {
    this.events = events;
    this.parents = parents;
    this.people = people(events, zone).persist(StorageLevel.MEMORY_AND_DISK());
  }

  /**
   * The data set in {@code folder}: Parquet files below {@code data/} or, where there is no such
   * folder, all that do not lie below {@code metadata/}. Reads footers on the driver.
   *
   * @param zone zone of times that state none
   * @param columns columns beyond the standard's that are needed, as texts
   * @throws MedleyException with exit code 66 if there are no such files, 65 if one is no Parquet,
   *     has no or another type of column than it must, or none has a column of {@code columns}
   */
  public static MedsFolder open(
      SparkSession spark, String folder, ZoneId zone, Set<String> columns) {
    List<SourceFile> all = files(spark, folder);
    List<SourceFile> files = MedsSource.data(all);
    List<ParquetFiles.Group> groups = ParquetFiles.groups(spark, files);
    MedsColumns names = new MedsColumns(Map.of());
    groups.forEach(group -> checkSubject(group, names));
    for (String column : columns) {
      if (groups.stream().noneMatch(group -> group.has(column))) {
        throw new MedleyException(
            ExitCode.DATA_REJECTED,
            "no file of %s has the column %s, which a predicate names".formatted(folder, column),
            "correct the predicate's key, or add the column to the data");
      }
    }
    SourceSettings settings = new SourceSettings("meds", "meds", folder, zone, Map.of());
    MedsRows reader = new MedsRows(settings, names, columns);
    return new MedsFolder(
        events(reader.usable(spark, files), columns),
        zone,
        MedsHierarchy.of(spark, settings.name(), MedsSource.codes(all)));
  }

  private static void checkSubject(ParquetFiles.Group group, MedsColumns names) {
    names
        .in(group, MedsColumns.SUBJECT)
        .filter(
            name ->
                group.schema().getFields().stream()
                    .filter(field -> field.getName().equalsIgnoreCase(name))
                    .noneMatch(MedsFolder::isWhole))
        .ifPresent(
            name -> {
              throw new MedleyException(
                  ExitCode.DATA_REJECTED,
                  "the file %s: the column %s is not of whole numbers"
                      .formatted(group.files().get(0).name(), name),
                  "MEDS identifies subjects by 64-bit integers; convert the column");
            });
  }

  private static boolean isWhole(Type field) {
    PrimitiveTypeName type =
        field.isPrimitive() ? field.asPrimitiveType().getPrimitiveTypeName() : null;
    return type == PrimitiveTypeName.INT32 || type == PrimitiveTypeName.INT64;
  }

  private static List<SourceFile> files(SparkSession spark, String folder) {
    Path root = new Path(folder);
    Map<String, SourceFile> files = new TreeMap<>();
    try {
      FileSystem system = root.getFileSystem(spark.sessionState().newHadoopConf());
      Path base = system.makeQualified(root);
      if (!system.exists(base)) {
        throw missing(folder, "is not there");
      }
      RemoteIterator<LocatedFileStatus> all = system.listFiles(base, true);
      while (all.hasNext()) {
        LocatedFileStatus file = all.next();
        String uri = file.getPath().toUri().toString();
        String name = base.toUri().relativize(file.getPath().toUri()).getPath();
        if (MedsSource.isRead(name) && !("/" + name).matches(".*/[._].*")) {
          files.put(name, new SourceFile(name, uri, file.getLen(), name));
        }
      }
    } catch (IOException e) {
      throw new MedleyException(
          ExitCode.INPUT_OUTPUT, folder + " cannot be read", "check that it may be read", e);
    }
    if (files.isEmpty()) {
      throw missing(folder, "holds no Parquet file of MEDS");
    }
    return List.copyOf(files.values());
  }

  private static MedleyException missing(String folder, String what) {
    return new MedleyException(
        ExitCode.INPUT_MISSING, folder + " " + what, "name the folder that holds data/*.parquet");
  }

  private static Dataset<Row> events(Dataset<Row> rows, Set<String> columns) {
    List<Column> selected = new ArrayList<>();
    selected.add(col(MedsColumns.SUBJECT).cast(DataTypes.LongType).as(Events.SUBJECT_ID));
    selected.add(col(MedsColumns.TIME).as(Events.TIME));
    selected.add(col(MedsColumns.TIME).as(Events.AVAILABLE_TIME));
    selected.add(lit(null).cast(DataTypes.TimestampType).as(Events.SUPERSEDED_TIME));
    selected.add(col(MedsColumns.CODE).as(Events.CODE));
    selected.add(decimal(col(MedsColumns.NUMBER)).as(Events.NUMERIC_VALUE));
    columns.forEach(column -> selected.add(col(column)));
    return rows.select(selected.toArray(Column[]::new));
  }

  /**
   * The shortest decimal that is the same 32-bit number, where the number is one: MEDS stores 7.1
   * as 7.0999999, and a limit of 7.1 must still meet it.
   */
  private static Column decimal(Column number) {
    Column small = number.cast(DataTypes.FloatType);
    return when(
            small.cast(DataTypes.DoubleType).equalTo(number),
            small.cast(DataTypes.StringType).cast(DataTypes.DoubleType))
        .otherwise(number);
  }

  private static Dataset<Row> people(Dataset<Row> events, ZoneId zone) {
    Column birth = CodeColumns.isBirth();
    Column date = to_date(from_utc_timestamp(col(Events.TIME), zone.getId()));
    Column seen = when(not(birth), col(Events.TIME));
    return events
        .groupBy(Events.SUBJECT_ID)
        .agg(
            min(when(birth, date)).as(Subjects.BIRTH_DATE),
            min(seen).as(ObservationPeriods.START_TIME),
            max(seen).as(ObservationPeriods.END_TIME));
  }

  /** One row per event: the columns of {@link Events} that cohorts read, and those asked for. */
  public Dataset<Row> events() {
    return events;
  }

  /** Everyone with an event: subject and birth date. */
  public Dataset<Row> subjects() {
    return people.select(Events.SUBJECT_ID, Subjects.BIRTH_DATE);
  }

  /** From each subject's first dated event but birth to the last one. */
  public Dataset<Row> periods() {
    return people
        .where(col(ObservationPeriods.START_TIME).isNotNull())
        .select(Events.SUBJECT_ID, ObservationPeriods.START_TIME, ObservationPeriods.END_TIME);
  }

  /** The parents of codes under {@link org.medley.features.contract.CodeParents}. */
  public Dataset<Row> parents() {
    return parents;
  }

  @Override
  public void close() {
    people.unpersist();
  }
}
