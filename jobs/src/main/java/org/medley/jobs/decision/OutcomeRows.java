package org.medley.jobs.decision;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.FollowUps;
import org.medley.features.contract.Members;
import org.medley.models.effect.survival.HorizonOutcomes;
import org.medley.models.effect.unit.UnitColumns;

/**
 * The rows of a study with what became of one outcome: time and event as {@link HorizonOutcomes}
 * wants them. A competing event is a known non-event; who was lost is censored.
 *
 * @param rows of the study
 * @param outcome its name
 * @param horizon in days; an end of follow-up at the horizon counts as reached
 */
record OutcomeRows(Dataset<Row> rows, String outcome, double horizon) {
  private static final long LEAST_PEOPLE = 30;
  private static final long LEAST_EVENTS = 10;

  static OutcomeRows of(Dataset<Row> study, Dataset<Row> followUps, String outcome, long days) {
    Column start = unix_micros(col(FollowUps.INDEX_TIME));
    Column share =
        unix_micros(col(FollowUps.UNTIL))
            .minus(start)
            .divide(unix_micros(col(FollowUps.END)).minus(start));
    Column status = col(FollowUps.STATUS);
    Column event =
        when(status.equalTo(FollowUps.EVENT), 1.0)
            .when(status.equalTo(FollowUps.COMPETING), 2.0)
            .when(status.notEqual(FollowUps.PREVALENT), 0.0);
    Dataset<Row> ends =
        followUps
            .where(col(FollowUps.OUTCOME).equalTo(outcome))
            .select(
                lit("train").as(Members.PURPOSE),
                col(FollowUps.SUBJECT_ID),
                col(FollowUps.INDEX_TIME),
                share.multiply(lit((double) days)).as(HorizonOutcomes.TIME),
                event.as(HorizonOutcomes.EVENT));
    return new OutcomeRows(study.join(ends, StudyRows.KEY, "left"), outcome, days);
  }

  /** Under the columns that effects are estimated from. */
  Dataset<Row> weighted() {
    return HorizonOutcomes.risk(rows, horizon);
  }

  /**
   * How many there are.
   *
   * @param used members of each arm with a known beginning of follow-up, by its number
   * @param lost of them before the horizon
   * @param refused why nothing can be estimated; empty: it can
   */
  record Counts(List<Long> used, List<Long> lost, Optional<String> refused) {
    long total() {
      return used.stream().mapToLong(each -> each).sum();
    }
  }

  /** One action. */
  Counts counts(List<String> arms) {
    Column known = col(HorizonOutcomes.EVENT).isNotNull();
    Column isLost =
        col(HorizonOutcomes.EVENT).equalTo(0).and(col(HorizonOutcomes.TIME).lt(horizon));
    List<Row> found =
        rows.where(col(UnitColumns.ARM).isNotNull().and(known))
            .groupBy(UnitColumns.ARM)
            .agg(
                count(lit(1)),
                countDistinct(col(UnitColumns.SUBJECT)),
                sum(when(isLost, 1L).otherwise(0L)),
                sum(when(col(HorizonOutcomes.EVENT).equalTo(1), 1L).otherwise(0L)),
                sum(
                    when(col(HorizonOutcomes.TIME).geq(horizon), 1L)
                        .when(col(HorizonOutcomes.EVENT).equalTo(2), 1L)
                        .otherwise(0L)))
            .collectAsList();
    List<Long> used = new ArrayList<>();
    List<Long> lost = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    long events = 0;
    for (int arm = 0; arm < arms.size(); arm++) {
      int number = arm;
      Optional<Row> row = found.stream().filter(r -> r.getInt(0) == number).findFirst();
      used.add(row.map(r -> r.getLong(1)).orElse(0L));
      lost.add(row.map(r -> r.getLong(3)).orElse(0L));
      events += row.map(r -> r.getLong(4)).orElse(0L);
      if (row.map(r -> r.getLong(2)).orElse(0L) < LEAST_PEOPLE) {
        problems.add("fewer than %d people started %s".formatted(LEAST_PEOPLE, arms.get(arm)));
      }
      if (row.isPresent() && row.get().getLong(5) == 0) {
        problems.add("nobody who started %s was followed to the horizon".formatted(arms.get(arm)));
      }
    }
    if (events < LEAST_EVENTS) {
      problems.add("the outcome happened fewer than %d times".formatted(LEAST_EVENTS));
    }
    Optional<String> refused =
        problems.isEmpty()
            ? Optional.empty()
            : Optional.of("nothing can be estimated: " + String.join("; ", problems));
    return new Counts(used, lost, refused);
  }
}
