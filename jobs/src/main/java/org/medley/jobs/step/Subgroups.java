package org.medley.jobs.step;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.months_between;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Members;
import org.medley.features.contract.Subjects;

/** Groups of people in which a model is judged. They are for audit, never for prediction. */
public final class Subgroups {
  private static final int MONTHS = 12;
  private static final String UNKNOWN = "unknown";

  private static final Map<String, Column> COLUMNS = columns();

  private Subgroups() {}

  /** The groupings that a task may name. */
  public static List<String> names() {
    return List.copyOf(COLUMNS.keySet());
  }

  /** The groupings that a model card describes the people by. */
  static List<String> cards() {
    return List.of("sex", "age-band", "race", "ethnicity");
  }

  /**
   * Returns {@code members} with one text column per grouping, {@code unknown} where the attribute
   * is not stated. One join by subject.
   */
  public static Dataset<Row> add(
      Dataset<Row> members, Dataset<Row> subjects, List<String> groupings) {
    Dataset<Row> attributes =
        subjects.select(
            Subjects.SUBJECT_ID,
            Subjects.BIRTH_DATE,
            Subjects.SEX,
            Subjects.RACE,
            Subjects.ETHNICITY,
            Subjects.REGION);
    Dataset<Row> grouped = members.join(attributes, Members.SUBJECT_ID);
    List<Column> kept =
        java.util.Arrays.stream(members.columns())
            .map(org.apache.spark.sql.functions::col)
            .collect(java.util.stream.Collectors.toCollection(java.util.ArrayList::new));
    groupings.forEach(name -> kept.add(COLUMNS.get(name).as(name)));
    return grouped.select(kept.toArray(Column[]::new));
  }

  private static Map<String, Column> columns() {
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put("sex", stated(Subjects.SEX));
    columns.put("age-band", ageBand());
    columns.put("race", stated(Subjects.RACE));
    columns.put("ethnicity", stated(Subjects.ETHNICITY));
    columns.put("region", stated(Subjects.REGION));
    return columns;
  }

  private static Column stated(String column) {
    return coalesce(col(column), lit(UNKNOWN));
  }

  private static Column ageBand() {
    Column years =
        floor(
            months_between(to_date(col(Members.INDEX_TIME)), col(Subjects.BIRTH_DATE))
                .divide(MONTHS));
    return when(col(Subjects.BIRTH_DATE).isNull(), lit(UNKNOWN))
        .when(years.lt(18), lit("under 18"))
        .when(years.lt(45), lit("18-44"))
        .when(years.lt(65), lit("45-64"))
        .when(years.lt(80), lit("65-79"))
        .otherwise(lit("80 and over"));
  }
}
