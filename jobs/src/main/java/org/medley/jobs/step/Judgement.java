package org.medley.jobs.step;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.registry.Registry;
import org.medley.jobs.registry.Trained;
import org.medley.jobs.settings.TaskSettings;
import org.medley.models.contract.Evaluations;
import org.medley.models.evaluate.Evaluator;
import org.medley.models.evaluate.Metric;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.Snapshot;
import org.medley.models.promotion.AbsoluteGates;
import org.medley.models.promotion.Contests;
import org.medley.models.promotion.PairedGates;
import org.medley.models.promotion.PromotionSettings;
import org.medley.models.promotion.RecalibratedGates;
import org.medley.models.promotion.Verdict;
import org.medley.models.statistics.Estimate;

/**
 * What the gates of a task say of a candidate. Reads the snapshots beside the two models: once for
 * each, where there is a champion to compare with, and a second time where that was recalibrated.
 *
 * @param context of the step that decides
 * @param task whose gates they are
 * @param registry its models
 */
record Judgement(StepContext context, TaskSettings task, Registry registry) {
  /**
   * The verdicts on {@code candidate} against {@code champion}, empty: there is none to compare.
   */
  List<Verdict> of(Trained candidate, Optional<Trained> champion) {
    PromotionSettings gates = task.gates();
    List<Verdict> verdicts = new ArrayList<>(AbsoluteGates.of(metrics(candidate), gates));
    if (gates.alerts().isEmpty() && champion.isEmpty()) {
      return verdicts;
    }
    FittedModel model = model(candidate);
    Snapshot snapshot = members().of(candidate);
    gates
        .alerts()
        .map(
            alerts ->
                AbsoluteGates.alerts(Contests.alone(model, snapshot, task.evaluation()), alerts))
        .ifPresent(verdicts::add);
    champion.ifPresent(before -> verdicts.addAll(against(before, model, snapshot)));
    return verdicts;
  }

  /** The verdicts that compare {@code candidate} with the champion {@code before}. */
  private List<Verdict> against(Trained before, FittedModel candidate, Snapshot snapshot) {
    FittedModel champion = model(before);
    List<Verdict> verdicts =
        new ArrayList<>(
            PairedGates.of(
                Contests.of(candidate, snapshot, champion, members().of(before), task.evaluation()),
                task.gates()));
    members()
        .recalibratedOn(before)
        .map(there -> Contests.of(candidate, snapshot, champion, there, task.evaluation()))
        .map(contest -> RecalibratedGates.of(contest, ModelMembers.kind(before), task.gates()))
        .ifPresent(verdicts::addAll);
    return verdicts;
  }

  private FittedModel model(Trained trained) {
    return folder(trained).load(context.spark(), context.lake(), trained.digest()).model();
  }

  private ModelMembers members() {
    return new ModelMembers(context.spark(), context.lake(), task.name(), registry);
  }

  private ModelFolder folder(Trained trained) {
    return new ModelFolder(task.name(), trained.version());
  }

  /** Metrics of everybody on test data by name; grows with the number of metrics. */
  private Map<String, Metric> metrics(Trained candidate) {
    return context
        .read(Evaluations.TABLE)
        .where(
            col(Evaluations.MODEL_VERSION)
                .equalTo(candidate.version())
                .and(col(Evaluations.SPLIT).equalTo(Evaluator.TEST))
                .and(col(Evaluations.SUBGROUP).equalTo(Metric.ALL)))
        .collectAsList()
        .stream()
        .map(Judgement::metric)
        .collect(Collectors.toMap(Metric::name, metric -> metric));
  }

  private static Metric metric(Row row) {
    return new Metric(
        row.getAs(Evaluations.SUBGROUP),
        row.getAs(Evaluations.METRIC),
        new Estimate(
            number(row, Evaluations.VALUE),
            number(row, Evaluations.LOW),
            number(row, Evaluations.HIGH),
            row.getAs(Evaluations.METHOD)),
        row.getAs(Evaluations.N),
        row.getAs(Evaluations.EVENTS));
  }

  private static double number(Row row, String column) {
    Double value = row.getAs(column);
    return value == null ? Double.NaN : value;
  }
}
