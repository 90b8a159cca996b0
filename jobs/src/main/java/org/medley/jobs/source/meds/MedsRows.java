package org.medley.jobs.source.meds;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.to_utc_timestamp;
import static org.apache.spark.sql.functions.when;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.NumericType;
import org.medley.features.contract.Quarantine;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.LineStates;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.table.Checks;
import org.medley.jobs.source.table.ParquetFiles;

/** The rows of a data set in the columns of the standard. */
final class MedsRows {
  private static final String LABELS = "prediction_time";

  private final SourceSettings settings;
  private final MedsColumns columns;
  private final Set<String> more;
  private final Set<String> passedOver = new TreeSet<>();
  private final Set<String> labels = new TreeSet<>();

  MedsRows(SourceSettings settings, MedsColumns columns) {
    this(settings, columns, Set.of());
  }

  /** As above; rows have the columns {@code more} too, as texts, null where a file lacks them. */
  MedsRows(SourceSettings settings, MedsColumns columns, Set<String> more) {
    this.settings = settings;
    this.columns = columns;
    this.more = new TreeSet<>(more);
  }

  /** Columns that were not read. */
  Set<String> passedOver() {
    return passedOver;
  }

  /** Files that hold labels of tasks and no events. */
  Set<String> labels() {
    return labels;
  }

  /**
   * One row per row of {@code files}: {@link LineStates#COLUMNS}, the person as text, the time as
   * an instant (null: static), code, number (double) and text. Rows without person or code are
   * rejected; rows of a file that repeats another are duplicates. Reads footers on the driver;
   * triggers no action and does not shuffle.
   *
   * @throws MedleyException with exit code 65 if a file lacks a column or it has another type
   */
  Dataset<Row> read(SparkSession spark, List<SourceFile> files) {
    Object[] repeated = repeated(files).stream().map(SourceFile::name).toArray();
    return together(spark, files, group -> rows(ParquetFiles.read(spark, group), group, repeated));
  }

  /**
   * The rows in use alone, with the person as in the files, which is what costs least: rows without
   * person or code, and files that repeat others, are left out. Otherwise as {@link #read}.
   */
  Dataset<Row> usable(SparkSession spark, List<SourceFile> files) {
    List<SourceFile> once = new ArrayList<>(files);
    once.removeAll(repeated(files));
    return together(
        spark,
        once,
        group -> {
          Dataset<Row> read = ParquetFiles.readAsIfUtc(spark, group);
          Column subject = col(columns.required(group, MedsColumns.SUBJECT));
          Column time = time(read, columns.required(group, MedsColumns.TIME), group);
          return read.where(
                  subject
                      .isNotNull()
                      .and(col(columns.required(group, MedsColumns.CODE)).isNotNull()))
              .select(values(read, group, subject, time).toArray(Column[]::new));
        });
  }

  private Dataset<Row> together(
      SparkSession spark, List<SourceFile> files, Function<ParquetFiles.Group, Dataset<Row>> read) {
    List<Dataset<Row>> parts = new ArrayList<>();
    for (ParquetFiles.Group group : ParquetFiles.groups(spark, files)) {
      if (group.has(LABELS) && columns.in(group, MedsColumns.CODE).isEmpty()) {
        group.files().forEach(file -> labels.add(file.name()));
      } else {
        parts.add(read.apply(group));
      }
    }
    return parts.stream()
        .reduce(Dataset::union)
        .orElseThrow(
            () ->
                new MedleyException(
                    ExitCode.INPUT_MISSING,
                    "the source %s has no file of MEDS events".formatted(settings.name()),
                    "put its data/*.parquet under the source's path"));
  }

  private Dataset<Row> rows(Dataset<Row> read, ParquetFiles.Group group, Object[] repeated) {
    Column subject = subject(read, columns.required(group, MedsColumns.SUBJECT), group);
    Column time = time(read, columns.required(group, MedsColumns.TIME), group);
    String code = columns.required(group, MedsColumns.CODE);
    Set<String> used = new HashSet<>(Set.of(ParquetFiles.FILE, ParquetFiles.NUMBER, code));
    for (String column :
        List.of(
            MedsColumns.SUBJECT,
            MedsColumns.TIME,
            MedsColumns.NUMBER,
            MedsColumns.TEXT,
            MedsColumns.ENCOUNTER)) {
      columns.in(group, column).ifPresent(used::add);
    }
    String[] all = read.columns();
    Arrays.stream(all).filter(name -> !used.contains(name)).forEach(passedOver::add);
    Column unusable = subject.isNull().or(col(code).isNull());
    Column state =
        when(col(ParquetFiles.FILE).isin(repeated), LineStates.DUPLICATE)
            .otherwise(LineStates.ACCEPTED);
    List<Column> selected =
        new ArrayList<>(
            List.of(
                col(ParquetFiles.FILE).as(Quarantine.FILE),
                col(ParquetFiles.NUMBER).as(Quarantine.LINE),
                state.as(LineStates.STATE),
                lit(null).cast(DataTypes.StringType).as(Quarantine.REASON_CODE),
                lit(null).cast(DataTypes.StringType).as(Quarantine.REASON),
                when(unusable, to_json(struct("*"))).as(Quarantine.PAYLOAD)));
    selected.addAll(values(read, group, subject, time));
    Dataset<Row> rows = read.select(selected.toArray(Column[]::new));
    return new Checks()
        .add(col(MedsColumns.SUBJECT).isNull(), "no-subject", "the row gives no subject")
        .add(col(MedsColumns.CODE).isNull(), "no-code", "the row gives no code")
        .reject(rows);
  }

  /** What a row says, under the names of the standard. */
  private List<Column> values(
      Dataset<Row> read, ParquetFiles.Group group, Column subject, Column time) {
    List<Column> values = new ArrayList<>();
    more.forEach(name -> values.add(moreText(read, group, name).as(name)));
    values.addAll(
        List.of(
            subject.as(MedsColumns.SUBJECT),
            time.as(MedsColumns.TIME),
            col(columns.required(group, MedsColumns.CODE))
                .cast(DataTypes.StringType)
                .as(MedsColumns.CODE),
            number(read, group).as(MedsColumns.NUMBER),
            text(group).as(MedsColumns.TEXT),
            encounter(read, group).as(MedsColumns.ENCOUNTER)));
    return values;
  }

  /** Numbers that are whole are written without decimals. */
  private static Column moreText(Dataset<Row> read, ParquetFiles.Group group, String name) {
    if (!group.has(name)) {
      return lit(null).cast(DataTypes.StringType);
    }
    Column text = col(name).cast(DataTypes.StringType);
    return type(read, name) instanceof NumericType ? regexp_replace(text, "\\.0+$", "") : text;
  }

  private static Column subject(Dataset<Row> read, String name, ParquetFiles.Group group) {
    DataType type = type(read, name);
    if (type.equals(DataTypes.DoubleType) || type.equals(DataTypes.FloatType)) {
      throw wrongType(group, name, type, "a whole number or a text");
    }
    return col(name).cast(DataTypes.StringType);
  }

  /** Times without a zone are of the source's zone. */
  private Column time(Dataset<Row> read, String name, ParquetFiles.Group group) {
    DataType type = type(read, name);
    if (type.equals(DataTypes.TimestampType)) {
      return group.isZoneless(name) ? ofZone(col(name)) : col(name);
    }
    if (type.equals(DataTypes.TimestampNTZType) || type.equals(DataTypes.DateType)) {
      return ofZone(col(name).cast(DataTypes.TimestampNTZType).cast(DataTypes.TimestampType));
    }
    throw wrongType(group, name, type, "a time");
  }

  /** The instant of a time of the source's zone that was read as if it were of UTC. */
  private Column ofZone(Column time) {
    return settings.zone().normalized().equals(ZoneOffset.UTC)
        ? time
        : to_utc_timestamp(time, settings.zone().getId());
  }

  private Column number(Dataset<Row> read, ParquetFiles.Group group) {
    return columns
        .in(group, MedsColumns.NUMBER)
        .map(
            name -> {
              DataType type = type(read, name);
              if (!(type instanceof NumericType) && !(type instanceof DecimalType)) {
                throw wrongType(group, name, type, "a number");
              }
              return col(name).cast(DataTypes.DoubleType);
            })
        .orElseGet(() -> lit(null).cast(DataTypes.DoubleType));
  }

  private Column encounter(Dataset<Row> read, ParquetFiles.Group group) {
    return columns
        .in(group, MedsColumns.ENCOUNTER)
        .map(name -> moreText(read, group, name))
        .orElseGet(() -> lit(null).cast(DataTypes.StringType));
  }

  private Column text(ParquetFiles.Group group) {
    return columns
        .in(group, MedsColumns.TEXT)
        .map(name -> col(name).cast(DataTypes.StringType))
        .orElseGet(() -> lit(null).cast(DataTypes.StringType));
  }

  /** The files whose whole content an earlier one, by name, has too. */
  private static List<SourceFile> repeated(List<SourceFile> files) {
    Set<String> seen = new HashSet<>();
    return files.stream().filter(file -> !seen.add(file.bytes() + " " + file.digest())).toList();
  }

  private static DataType type(Dataset<Row> rows, String name) {
    return rows.select(col(name)).schema().apply(0).dataType();
  }

  private static MedleyException wrongType(
      ParquetFiles.Group group, String name, DataType type, String expected) {
    return new MedleyException(
        ExitCode.DATA_REJECTED,
        "the file %s: the column %s is of type %s and not %s"
            .formatted(group.files().get(0).name(), name, type.simpleString(), expected),
        "convert the column, or name another one at the source's 'columns' in site.yaml");
  }
}
