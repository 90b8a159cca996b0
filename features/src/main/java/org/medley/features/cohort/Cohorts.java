package org.medley.features.cohort;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.when;
import static org.medley.features.cohort.CandidateRows.FAILED;
import static org.medley.features.cohort.CandidateRows.FURTHEST;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.ArmAttrition;
import org.medley.features.contract.Attrition;
import org.medley.features.contract.FollowUps;
import org.medley.features.contract.Members;

/**
 * Draws the cohort of a task: members and attrition from one pass over the events.
 *
 * <p>Events are filtered to those that match a predicate of the task, counted by time and brought
 * together by subject; subjects and observation periods are joined by subject. Each subject is then
 * decided on its own in O((n + k) log n) with memory for one subject. Nothing here triggers a Spark
 * action. Only what existed by {@code asOf} is seen: later index times, later events, events that
 * became available later and observation after it do not exist.
 */
public final class Cohorts {
  private Cohorts() {}

  /**
   * The cohort to learn from, with labels and split.
   *
   * @param events contract {@link org.medley.features.contract.Events}, superseded versions
   *     included
   * @param subjects contract {@link org.medley.features.contract.Subjects}
   * @param periods contract {@link org.medley.features.contract.ObservationPeriods}
   * @param task what to draw
   * @param asOf end of the logical date
   */
  public static Cohort train(
      Dataset<Row> events, Dataset<Row> subjects, Dataset<Row> periods, Task task, Instant asOf) {
    return draw(events, subjects, periods, new Plan(task, Purpose.TRAIN, Micros.of(asOf)));
  }

  /**
   * The cohort to score: input rules only, no labels, split {@code none}. Parameters as for
   * training.
   *
   * @throws IllegalArgumentException if the task scores nobody
   */
  public static Cohort score(
      Dataset<Row> events, Dataset<Row> subjects, Dataset<Row> periods, Task task, Instant asOf) {
    if (task.score() == null) {
      throw new IllegalArgumentException("task '" + task.name() + "' does not say who is scored");
    }
    return draw(events, subjects, periods, new Plan(task, Purpose.SCORE, Micros.of(asOf)));
  }

  private static Cohort draw(
      Dataset<Row> events, Dataset<Row> subjects, Dataset<Row> periods, Plan plan) {
    Dataset<Row> candidates =
        SubjectRows.of(events, subjects, periods, plan)
            .mapPartitions(
                decide(plan.task(), plan.purpose(), plan.asOf()),
                Encoders.row(CandidateRows.SCHEMA));
    return new Cohort(
        candidates,
        samples(candidates, plan),
        members(candidates, plan),
        attrition(candidates, plan),
        armAttrition(candidates, plan),
        followUps(candidates, plan));
  }

  private static MapPartitionsFunction<Row, Row> decide(Task task, Purpose purpose, long asOf) {
    return rows -> {
      Plan plan = new Plan(task, purpose, asOf);
      SubjectCohort cohort = new SubjectCohort(plan);
      return new Flattened(rows, row -> decided(plan, cohort, SubjectRows.read(row, plan.table())));
    };
  }

  private static Iterator<Row> decided(Plan plan, SubjectCohort cohort, SubjectRecord subject) {
    String split = Splits.stated(plan.task().split(), plan.table(), subject);
    List<Candidate> candidates = cohort.candidates(subject);
    int furthest = candidates.stream().mapToInt(Candidate::failed).max().orElse(-1);
    List<Row> rows = new ArrayList<>(candidates.size());
    boolean counted = false;
    for (Candidate candidate : candidates) {
      boolean counts = !counted && candidate.failed() == furthest;
      counted |= counts;
      rows.add(CandidateRows.row(subject.subject(), candidate, counts, split));
    }
    return rows.iterator();
  }

  private static Dataset<Row> samples(Dataset<Row> candidates, Plan plan) {
    Column label =
        plan.isCompat()
            ? col(CandidateRows.LABEL_COUNT).cast(DataTypes.DoubleType)
            : col(Members.LABEL);
    return candidates
        .filter(col(FAILED).equalTo(lit(plan.rules().size())))
        .select(
            col(Members.SUBJECT_ID),
            time(Members.INDEX_TIME),
            time(CandidateRows.TRIGGER),
            label.as(Members.LABEL),
            col(CandidateRows.LABEL_COUNT),
            col(Members.LABEL_STATUS),
            time(Members.EVENT_TIME),
            col(Members.EVENT_TYPE),
            time(Members.CENSOR_TIME),
            col(Members.ARM));
  }

  private static Dataset<Row> members(Dataset<Row> candidates, Plan plan) {
    return Members.TABLE.conform(
        candidates
            .filter(col(FAILED).equalTo(lit(plan.rules().size())))
            .select(
                lit(plan.task().name()).as(Members.TASK),
                lit(plan.purpose().word()).as(Members.PURPOSE),
                col(Members.SUBJECT_ID),
                time(Members.INDEX_TIME),
                time(Members.INPUT_START),
                time(Members.TARGET_START),
                time(Members.TARGET_END),
                col(Members.LABEL),
                col(Members.LABEL_STATUS),
                time(Members.EVENT_TIME),
                col(Members.EVENT_TYPE),
                time(Members.CENSOR_TIME),
                col(Members.ARM),
                Splits.split(plan).as(Members.SPLIT)));
  }

  private static Column time(String column) {
    return timestamp_micros(col(column)).as(column);
  }

  /** One aggregate over all candidates gives every line, also where there are no candidates. */
  private static Dataset<Row> attrition(Dataset<Row> candidates, Plan plan) {
    List<Column> sums = new ArrayList<>();
    List<Column> lines = new ArrayList<>();
    for (int step = 0; step < plan.rules().size(); step++) {
      Column passed = col(FAILED).gt(lit(step));
      String samples = Attrition.SAMPLES + step;
      String subjects = Attrition.SUBJECTS + step;
      String excluded = Attrition.EXCLUDED + step;
      sums.add(total(passed).as(samples));
      sums.add(total(passed.and(col(FURTHEST))).as(subjects));
      sums.add(total(col(FAILED).equalTo(lit(step))).as(excluded));
      lines.add(
          struct(
              lit(plan.task().name()).as(Attrition.TASK),
              lit(plan.purpose().word()).as(Attrition.PURPOSE),
              lit(step).as(Attrition.STEP),
              lit(plan.rules().get(step).text()).as(Attrition.RULE),
              col(subjects).as(Attrition.SUBJECTS),
              col(samples).as(Attrition.SAMPLES),
              col(excluded).as(Attrition.EXCLUDED)));
    }
    Dataset<Row> totals =
        candidates.agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
    return Attrition.TABLE.conform(totals.select(inline(array(lines.toArray(Column[]::new)))));
  }

  private static Dataset<Row> armAttrition(Dataset<Row> candidates, Plan plan) {
    List<Column> sums = new ArrayList<>();
    List<Column> lines = new ArrayList<>();
    for (int step = 0; step < plan.rules().size(); step++) {
      String samples = ArmAttrition.SAMPLES + step;
      String excluded = ArmAttrition.EXCLUDED + step;
      sums.add(total(col(FAILED).gt(lit(step))).as(samples));
      sums.add(total(col(FAILED).equalTo(lit(step))).as(excluded));
      lines.add(
          struct(
              lit(step).as(ArmAttrition.STEP),
              lit(plan.rules().get(step).text()).as(ArmAttrition.RULE),
              col(samples).as(ArmAttrition.SAMPLES),
              col(excluded).as(ArmAttrition.EXCLUDED)));
    }
    Dataset<Row> totals =
        candidates
            .filter(col(Members.ARM).isNotNull())
            .groupBy(col(Members.ARM))
            .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
    return ArmAttrition.TABLE.conform(
        totals.select(
            lit(plan.task().name()).as(ArmAttrition.TASK),
            col(Members.ARM).as(ArmAttrition.ARM),
            inline(array(lines.toArray(Column[]::new)))));
  }

  private static Dataset<Row> followUps(Dataset<Row> candidates, Plan plan) {
    return FollowUps.TABLE.conform(
        candidates
            .select(
                lit(plan.task().name()).as(FollowUps.TASK),
                col(Members.SUBJECT_ID),
                time(Members.INDEX_TIME),
                inline(col(CandidateRows.FOLLOWED)))
            .withColumn(FollowUps.UNTIL, time(FollowUps.UNTIL))
            .withColumn(FollowUps.END, time(FollowUps.END)));
  }

  private static Column total(Column condition) {
    return coalesce(sum(when(condition, lit(1L)).otherwise(lit(0L))), lit(0L));
  }
}
