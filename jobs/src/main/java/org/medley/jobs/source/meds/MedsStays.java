package org.medley.jobs.source.meds;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Quarantine;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.ObservedCounts;

/**
 * When visits end. MEDS has points in time alone: an admission is one row and its discharge
 * another. A row ends with the next row of the code that ends it, of the same person and, where the
 * data name it, the same encounter, if no other start lies between the two; at one time ends go
 * before starts, as where a patient moves to the next ward. Codes are told by their first level,
 * the text before {@code //}; those that end in {@code //start} and {@code //end} are pairs by the
 * text before.
 *
 * @param ends the level that ends each level
 */
record MedsStays(Map<String, String> ends) {
  /** The option that adds pairs, or replaces one: {@code stays: ADMIT=LEAVE, WARD_IN=WARD_OUT}. */
  static final String OPTION = "stays";

  /** When a row ends; null: not known. */
  static final String END = "stay_end";

  /** Pairs of the extractions of MIMIC-IV and eICU, and of others that use plain words. */
  private static final Map<String, String> KNOWN =
      Map.of(
          "HOSPITAL_ADMISSION", "HOSPITAL_DISCHARGE",
          "ICU_ADMISSION", "ICU_DISCHARGE",
          "ED_REGISTRATION", "ED_OUT",
          "ADMISSION", "DISCHARGE");

  private static final String FROM = "//start";
  private static final String TO = "//end";
  private static final String PAIR = "stay_pair";
  private static final String IS_END = "is_stay_end";
  private static final String PAIRED = "with end";
  private static final String UNFINISHED = "without end";
  private static final String UNBEGUN = "without start";

  MedsStays {
    ends = Map.copyOf(ends);
  }

  /**
   * Reads the option's text.
   *
   * @throws MedleyException with exit code 78 if it is malformed
   */
  static MedsStays of(String source, Optional<String> option) {
    Map<String, String> ends = new LinkedHashMap<>(KNOWN);
    for (String pair : option.orElse("").split(",")) {
      String[] parts = pair.split("=", -1);
      boolean sound =
          parts.length == 2
              && !parts[0].isBlank()
              && !parts[1].isBlank()
              && !parts[0].strip().equals(parts[1].strip());
      if (sound) {
        ends.put(parts[0].strip(), parts[1].strip());
      } else if (!pair.isBlank()) {
        throw new MedleyException(
            ExitCode.CONFIGURATION,
            "site.yaml: sources.%s.%s: '%s' is not START=END"
                .formatted(source, OPTION, pair.strip()),
            "write, say, 'ADMIT=LEAVE, WARD_IN=WARD_OUT', the texts of codes before '//'");
      }
    }
    return new MedsStays(ends);
  }

  /**
   * Returns {@code rows} with {@link #END}. Shuffles the rows that start or end a stay, by person;
   * the others stay where they are.
   *
   * @param counts gets how many were paired and how many could not be, see {@link #notes}
   */
  Dataset<Row> ended(Dataset<Row> rows, Observation counts) {
    Dataset<Row> told = rows.withColumn(PAIR, pair()).withColumn(IS_END, isEnd());
    Column edge = col(PAIR).isNotNull().and(col(MedsColumns.TIME).isNotNull());
    WindowSpec order =
        Window.partitionBy(MedsColumns.SUBJECT, PAIR, MedsColumns.ENCOUNTER)
            .orderBy(
                col(MedsColumns.TIME),
                col(IS_END).desc(),
                col(Quarantine.FILE),
                col(Quarantine.LINE));
    Column start = not(col(IS_END));
    Column endsNext = coalesce(lead(col(IS_END), 1).over(order), lit(false));
    Column nothingBefore = coalesce(lag(col(IS_END), 1).over(order), lit(true));
    Dataset<Row> paired =
        told.where(edge)
            .withColumn(END, when(start.and(endsNext), lead(col(MedsColumns.TIME), 1).over(order)))
            .withColumn(UNBEGUN, col(IS_END).and(nothingBefore))
            .observe(
                counts,
                count_if(col(END).isNotNull()).as(PAIRED),
                count_if(start.and(col(END).isNull())).as(UNFINISHED),
                count_if(col(UNBEGUN)).as(UNBEGUN))
            .drop(UNBEGUN);
    Column never = lit(null).cast(DataTypes.TimestampType);
    return told.where(not(edge)).withColumn(END, never).union(paired).drop(PAIR, IS_END);
  }

  /** What the counts say; to be asked once the rows were written. */
  static Map<String, String> notes(Observation counts) {
    Map<String, String> notes = new TreeMap<>();
    ObservedCounts.of(counts)
        .forEach((name, rows) -> notes.put("stays " + name, Long.toString(rows)));
    return notes;
  }

  /** The level that starts the stay, for its start and its end; null: neither. */
  private Column pair() {
    List<Column> levels = new ArrayList<>();
    new TreeMap<>(ends)
        .forEach(
            (start, end) -> {
              levels.addAll(List.of(lit(start), lit(start)));
              levels.addAll(List.of(lit(end), lit(start)));
            });
    Column code = col(MedsColumns.CODE);
    Column stem =
        when(code.endsWith(FROM), code.substr(lit(1), length(code).minus(FROM.length())))
            .when(code.endsWith(TO), code.substr(lit(1), length(code).minus(TO.length())));
    return coalesce(try_element_at(map(levels.toArray(Column[]::new)), level()), stem);
  }

  private Column isEnd() {
    Object[] last = ends.values().stream().sorted().toArray();
    return level().isin(last).or(col(MedsColumns.CODE).endsWith(TO));
  }

  private static Column level() {
    return substring_index(col(MedsColumns.CODE), "//", 1);
  }
}
