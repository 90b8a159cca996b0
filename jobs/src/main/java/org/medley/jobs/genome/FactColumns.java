package org.medley.jobs.genome;

import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of {@link GenomicFacts}. */
public final class FactColumns {
  /** Name of the sample. */
  public static final String SAMPLE_ID = "sample_id";

  /** SYSTEM//CODE of the event. */
  public static final String CODE = "code";

  /** The number; null: none, and so no covariate. */
  public static final String NUMERIC_VALUE = "numeric_value";

  /** The fact in words; null: none. */
  public static final String TEXT_VALUE = "text_value";

  /** Words for the code; null: none. */
  public static final String DESCRIPTION = "description";

  /** Kind of the fact. */
  public static final String SOURCE_TYPE = "source_type";

  /** Which fact of its kind: unique, with the version, within a sample and kind. */
  public static final String SOURCE_PART = "source_part";

  /** Before which nobody knew it, however early the sample was reported; null: no such time. */
  public static final String KNOWN_TIME = "known_time";

  /** When another version of the fact replaced it; null: current. */
  public static final String SUPERSEDED_TIME = "superseded_time";

  /** Version of the fact; null: it has none. */
  public static final String SOURCE_VERSION = "source_version";

  private static final StructType SCHEMA =
      new StructType()
          .add(SAMPLE_ID, DataTypes.StringType)
          .add(CODE, DataTypes.StringType)
          .add(NUMERIC_VALUE, DataTypes.DoubleType)
          .add(TEXT_VALUE, DataTypes.StringType)
          .add(DESCRIPTION, DataTypes.StringType)
          .add(SOURCE_TYPE, DataTypes.StringType)
          .add(SOURCE_PART, DataTypes.StringType)
          .add(KNOWN_TIME, DataTypes.TimestampType)
          .add(SUPERSEDED_TIME, DataTypes.TimestampType)
          .add(SOURCE_VERSION, DataTypes.StringType);

  private FactColumns() {}

  /** {@code rows} with these columns alone; those that it lacks are null. */
  public static Dataset<Row> of(Dataset<Row> rows) {
    Column[] columns =
        Arrays.stream(SCHEMA.fields())
            .map(field -> column(rows, field).cast(field.dataType()).as(field.name()))
            .toArray(Column[]::new);
    return rows.select(columns);
  }

  private static Column column(Dataset<Row> rows, StructField field) {
    return Arrays.asList(rows.columns()).contains(field.name())
        ? functions.col(field.name())
        : lit(null);
  }
}
