package org.medley.jobs.workbench;

import static org.medley.features.contract.Members.INDEX_TIME;
import static org.medley.features.contract.Members.SUBJECT_ID;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.report.content.Metrics;
import org.medley.jobs.report.content.Performance.Evaluation;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Html;
import org.medley.jobs.step.CurvePoints;
import org.medley.jobs.text.Numbers;
import org.medley.jobs.workbench.Sheet.Column;
import org.medley.models.evaluate.Compared;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.evaluate.Evaluator;
import org.medley.models.evaluate.Metric;
import org.medley.models.evaluate.Performance;
import org.medley.models.matrix.Snapshot;
import org.medley.models.promotion.Contest;
import org.medley.models.promotion.Contests;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.Predictions;

/**
 * Two models on the same people: those whom both have in their test, with the labels of the first.
 * Their AUROCs are compared by the paired test of DeLong, DeLong and Clarke-Pearson (Biometrics
 * 1988;44:837), by subject where a person is several members (Obuchowski, Biometrics 1997;53:567).
 *
 * @param members how many
 * @param outcomes among them
 * @param difference AUROC of the first less that of the second, with its 95 percent interval; NaN
 *     where only one class is there
 * @param p two-sided p value of that difference, and its test; NaN where both rank alike
 * @param metrics every metric of both side by side
 */
public record Comparison(
    long members, long outcomes, Estimate difference, Estimate p, Sheet metrics) implements Shown {

  static Comparison of(TaskModel first, TaskModel second) {
    if (haveNoMemberInCommon(first.snapshot(), second.snapshot())) {
      throw new MedleyException(
          ExitCode.DATA_REJECTED,
          "nobody is in the test of both models, so that they cannot be compared",
          "keep trigger and validation.split as the other model has them");
    }
    EvaluateSettings settings = EvaluateSettings.of(List.of(), first.seed());
    Contest contest =
        Contests.of(first.model(), first.snapshot(), second.model(), second.snapshot(), settings);
    Predictions own = contest.candidate();
    Map<String, Metric> paired =
        Compared.of(own, contest.champion()).stream()
            .collect(Collectors.toMap(Metric::name, Function.identity()));
    return new Comparison(
        own.size(),
        own.events(),
        paired.get("auroc_difference").estimate(),
        paired.get("auroc_difference_p").estimate(),
        new Sheet(
            "Metrics of both on the same people",
            List.of(
                Column.text("metric"),
                Column.number(first.name()),
                Column.number("95 % interval"),
                Column.number(second.name()),
                Column.number("its 95 % interval")),
            rows(
                evaluations(first, own, settings),
                evaluations(first, own.withScores(contest.champion()), settings)),
            ""));
  }

  private static boolean haveNoMemberInCommon(Snapshot first, Snapshot second) {
    return first
        .members(Snapshot.TEST)
        .join(
            second.members(Snapshot.TEST).select(SUBJECT_ID, INDEX_TIME),
            new String[] {SUBJECT_ID, INDEX_TIME},
            "left_semi")
        .isEmpty();
  }

  private static List<Evaluation> evaluations(
      TaskModel model, Predictions predictions, EvaluateSettings settings) {
    SparkSession spark = model.spark();
    return CurvePoints.of(
            Evaluator.rows(
                spark,
                model.model().task(),
                model.version(),
                Evaluator.TEST,
                Performance.of(predictions, settings)))
        .overall(Evaluator.TEST);
  }

  private static List<List<String>> rows(List<Evaluation> first, List<Evaluation> second) {
    Map<String, Evaluation> others =
        second.stream().collect(Collectors.toMap(Evaluation::metric, Function.identity()));
    List<List<String>> rows = new ArrayList<>();
    for (Evaluation row : first) {
      Evaluation other = others.get(row.metric());
      rows.add(
          List.of(
              Metrics.name(row.metric()),
              Metrics.value(row),
              Metrics.interval(row),
              Metrics.value(other),
              Metrics.interval(other)));
    }
    return rows;
  }

  /** What the comparison finds, in a sentence or two. */
  public String finding() {
    String people =
        "On the same %s with %s: "
            .formatted(
                Numbers.count(members, "member", "members"),
                Numbers.count(outcomes, "outcome", "outcomes"));
    if (!difference.assessable()) {
      return people + "AUROCs cannot be compared, since only one class is there.";
    }
    if (!p.assessable()) {
      return people + "both models rank alike.";
    }
    boolean clear = difference.low() > 0 || difference.high() < 0;
    return people
        + "AUROC %s by %s (95 %% interval of the difference %s to %s; %s %s)%s"
            .formatted(
                difference.value() < 0 ? "lower" : "higher",
                Numbers.decimal(Math.abs(difference.value()), 3),
                Numbers.decimal(difference.low(), 3),
                Numbers.decimal(difference.high(), 3),
                p.method(),
                Numbers.rounded(p.value()),
                clear ? "." : ". That may be chance.");
  }

  @Override
  public Element html() {
    return Html.block("sheet", Html.paragraph("says", finding()), metrics.html());
  }

  @Override
  public String text() {
    return finding() + "\n" + metrics.text();
  }
}
