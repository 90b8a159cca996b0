package org.medley.jobs.step;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.percentile;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.LeakAudit;
import org.medley.features.contract.TableContract;
import org.medley.jobs.audit.Gate;
import org.medley.jobs.audit.Gates;
import org.medley.jobs.audit.LeakGates;
import org.medley.jobs.contract.CohortSummary;
import org.medley.jobs.contract.ModelPerformance;
import org.medley.jobs.contract.Reasons;
import org.medley.jobs.contract.Risk;
import org.medley.jobs.control.Json;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.registry.Decision;
import org.medley.jobs.settings.TaskSettings;
import org.medley.models.contract.Evaluations;
import org.medley.models.contract.ScoreReasons;
import org.medley.models.contract.Scores;
import org.medley.models.promotion.Verdict;

/**
 * Audits the scores of one task and writes what will be released of it. If a gate refuses, the rows
 * of the last release are written again, with their own date; nothing is visible until the release.
 */
public final class PublishStep implements Step {
  /** Note: the results of the gates, as JSON. */
  public static final String GATES = "gates";

  /** Note: {@code true} if every gate passed. */
  public static final String PASSED = "passed";

  private final TaskSettings task;
  private final LocalDate asOf;
  private final int minimumCell;

  /** The publication of {@code task} on the logical date {@code asOf}. */
  public PublishStep(TaskSettings task, LocalDate asOf, int minimumCell) {
    this.task = task;
    this.asOf = asOf;
    this.minimumCell = minimumCell;
  }

  /** The name of the publication of {@code task}. */
  public static String name(String task) {
    return "publish:" + task;
  }

  @Override
  public String name() {
    return name(task.name());
  }

  @Override
  public List<Class<?>> code() {
    return List.of(getClass());
  }

  @Override
  public String settings() {
    return Json.write(List.of(task.publishDigest(), asOf.toString(), minimumCell));
  }

  @Override
  public List<String> inputs() {
    return List.of(
        ScoreStep.name(task.name()),
        TrainStep.name(task.name()),
        DecideStep.name(task.name()),
        AuditStep.name(task.name()));
  }

  @Override
  public List<TableContract> writes() {
    return List.of(Risk.TABLE, Reasons.TABLE, CohortSummary.TABLE, ModelPerformance.TABLE);
  }

  @Override
  public String slice() {
    return task.name();
  }

  @Override
  public Map<String, String> run(StepContext context) {
    List<Gate> gates = gates(context);
    boolean passed = gates.stream().allMatch(Gate::passed);
    if (passed) {
      write(context);
    } else {
      writes().forEach(table -> context.write(table, context.previous(table)));
    }
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put(PASSED, Boolean.toString(passed));
    notes.put(GATES, Json.write(gates));
    return notes;
  }

  private List<Gate> gates(StepContext context) {
    List<Gate> gates = new ArrayList<>(leaks(context));
    String stand = context.input(ScoreStep.name(task.name())).notes().get(ScoreStep.STAND);
    if (stand != null) {
      gates.addAll(refusals(context, stand));
      return gates;
    }
    long before = context.previous(Risk.TABLE).count();
    gates.addAll(
        Gates.scores(
            context.read(Scores.TABLE),
            before == 0 ? OptionalLong.empty() : OptionalLong.of(before)));
    gates.addAll(Gates.model(evaluations(context), task.exploratory()));
    return gates;
  }

  /** Why the last scores stand: no model, a refused one, or the vocabulary of another. */
  private List<Gate> refusals(StepContext context, String stand) {
    String untrained = context.input(TrainStep.name(task.name())).notes().get(TrainStep.REFUSED);
    String refusal = context.input(DecideStep.name(task.name())).notes().get(DecideStep.REFUSAL);
    List<Gate> gates = new ArrayList<>();
    if (untrained != null) {
      gates.add(new Gate("a model could be trained", false, untrained));
    } else if (refusal != null) {
      Decision decision = Json.read(refusal, Decision.class);
      for (Verdict verdict : decision.verdicts()) {
        gates.add(new Gate(verdict.gate(), verdict.passed(), verdict.words()));
      }
    } else {
      gates.add(new Gate("the champion can score", false, stand));
    }
    return gates;
  }

  private List<Gate> leaks(StepContext context) {
    String apart = context.input(AuditStep.name(task.name())).notes().get(AuditStep.PEOPLE_APART);
    List<Gate> gates = new ArrayList<>();
    gates.add(Json.read(apart, Gate.class));
    gates.addAll(LeakGates.of(task, context.read(LeakAudit.TABLE), minimumCell));
    return gates;
  }

  private Dataset<Row> evaluations(StepContext context) {
    String version = context.input(DecideStep.name(task.name())).notes().get(DecideStep.CHAMPION);
    return context.read(Evaluations.TABLE).where(col(Evaluations.MODEL_VERSION).equalTo(version));
  }

  private void write(StepContext context) {
    Dataset<Row> reasons = context.read(ScoreReasons.TABLE);
    context.write(Reasons.TABLE, reasons);
    context.write(Risk.TABLE, risk(context.read(Scores.TABLE), reasons));
    context.write(CohortSummary.TABLE, summary(context.written(Risk.TABLE)));
    context.write(ModelPerformance.TABLE, performance(evaluations(context)));
  }

  private Dataset<Row> risk(Dataset<Row> scores, Dataset<Row> reasons) {
    List<Column> inWords = new ArrayList<>();
    for (int rank = 1; rank <= 3; rank++) {
      inWords.add(
          first(when(col(ScoreReasons.RANK).equalTo(rank), col(ScoreReasons.REASON)), true)
              .as("reason_" + rank));
    }
    Dataset<Row> pivoted =
        reasons
            .groupBy(ScoreReasons.TASK, ScoreReasons.SUBJECT_ID, ScoreReasons.INDEX_TIME)
            .agg(inWords.get(0), inWords.get(1), inWords.get(2));
    return scores
        .join(pivoted, new String[] {Scores.TASK, Scores.SUBJECT_ID, Scores.INDEX_TIME}, "left")
        .withColumn(Risk.COHORT, lit(task.publishedAs()))
        .withColumn(Risk.AS_OF_DATE, lit(Date.valueOf(asOf)))
        .drop(Scores.RAW_SCORE);
  }

  private Dataset<Row> summary(Dataset<Row> risk) {
    Column people = count_distinct(col(Risk.SUBJECT_ID)).cast("double");
    Column highest =
        count_distinct(when(col(Risk.PERCENTILE).gt(90), col(Risk.SUBJECT_ID))).cast("double");
    return risk.agg(
            array(
                    measure("people", people, true),
                    measure("people_in_highest_tenth", highest, true),
                    measure("mean_risk", avg(Risk.RISK_SCORE), false),
                    measure("median_risk", percentile(col(Risk.RISK_SCORE), lit(0.5)), false),
                    measure(
                        "ninetieth_percentile_risk",
                        percentile(col(Risk.RISK_SCORE), lit(0.9)),
                        false))
                .as("measures"))
        .select(explode(col("measures")).as("m"))
        .select(
            lit(task.name()).as(CohortSummary.TASK),
            lit(Date.valueOf(asOf)).as(CohortSummary.AS_OF_DATE),
            col("m.measure"),
            when(col("m.small"), lit(null)).otherwise(col("m.value")).as(CohortSummary.VALUE),
            col("m.small").as(CohortSummary.SUPPRESSED));
  }

  private Column measure(String name, Column value, boolean people) {
    Column small = people ? value.gt(0).and(value.lt(minimumCell)) : lit(false);
    return struct(lit(name).as("measure"), value.as("value"), small.as("small"));
  }

  private Dataset<Row> performance(Dataset<Row> evaluations) {
    Column small =
        col(Evaluations.N)
            .lt(minimumCell)
            .or(col(Evaluations.EVENTS).between(1, minimumCell - 1))
            .or(col(Evaluations.N).minus(col(Evaluations.EVENTS)).between(1, minimumCell - 1));
    return evaluations
        .withColumn(Evaluations.N, when(small, lit(null)).otherwise(col(Evaluations.N)))
        .withColumn(Evaluations.EVENTS, when(small, lit(null)).otherwise(col(Evaluations.EVENTS)));
  }
}
