package org.medley.jobs.decision;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.jobs.contract.TreatmentOptions;

/**
 * How many people a plan is for, and what it says of them. A number of people below the minimum,
 * but not 0, is withheld: null.
 *
 * @param people whose options are laid out
 * @param recommended of them have an option that is recommended
 * @param left of them have an option that is left to the clinician
 * @param vetoed of them have an option that a safety rule vetoes
 * @param minimum smallest number of people that is told
 */
public record PlanCounts(Long people, Long recommended, Long left, Long vetoed, int minimum) {
  /** Of {@code options}, under {@link TreatmentOptions}. One action. */
  public static PlanCounts of(Dataset<Row> options, int minimum) {
    Row counts =
        options
            .agg(
                count_distinct(col(TreatmentOptions.SUBJECT_ID)),
                people(col(TreatmentOptions.RECOMMENDED)),
                people(col(TreatmentOptions.LEFT_TO_CLINICIAN).isNotNull()),
                people(col(TreatmentOptions.VETOES).gt(0)))
            .first();
    return new PlanCounts(
        shown(counts.getLong(0), minimum),
        shown(counts.getLong(1), minimum),
        shown(counts.getLong(2), minimum),
        shown(counts.getLong(3), minimum),
        minimum);
  }

  private static Column people(Column holds) {
    return count_distinct(when(holds, col(TreatmentOptions.SUBJECT_ID)));
  }

  private static Long shown(long people, int minimum) {
    return people > 0 && people < minimum ? null : (Long) people;
  }

  /** In a sentence without its full stop. */
  public String words() {
    return ("the options of %s people are laid out, %s of them have one that is recommended, and"
            + " for %s a safety rule vetoes one")
        .formatted(words(people), words(recommended), words(vetoed));
  }

  private String words(Long number) {
    return number == null ? "fewer than " + minimum : Long.toString(number);
  }
}
