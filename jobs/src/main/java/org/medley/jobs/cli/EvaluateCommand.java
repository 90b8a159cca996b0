package org.medley.jobs.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.evaluate.Evaluation;
import org.medley.jobs.evaluate.FileEvaluation;
import org.medley.jobs.evaluate.PredictionColumns;
import org.medley.jobs.evaluate.PredictionColumns.ScoreIs;
import org.medley.jobs.session.Sessions;
import org.medley.models.evaluate.EvaluateSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code medley evaluate}: the validation report's numbers for predictions of one's own. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Judges predictions in a CSV file with a line of names, or in Parquet, with the measures of"
          + " the night. Name --label for a binary outcome, or --time, --event and --horizon for"
          + " an event in time.",
      "Binary: auroc, auprc, prevalence, brier, scaled_brier, log_loss, observed_expected,"
          + " calibration_intercept (in the large: log odds as offset), calibration_slope and"
          + " calibration_line_intercept (the line's own), ici, e50, e90, emax (loess as in R);"
          + " and at each threshold, written net_benefit_010 for 0.1: net_benefit, that of _all and"
          + " _none, standardised_net_benefit, interventions_avoided (per 100), sensitivity,"
          + " specificity, ppv, npv, alert_rate. Of split conformal sets of nominally 90 percent:"
          + " conformal_coverage_90, conformal_coverage_outcome_90,"
          + " conformal_coverage_no_outcome_90, conformal_set_size_90, conformal_undecided_90.",
      "Event in time: harrell_c and uno_c up to the horizon, harrell_c_follow_up,"
          + " time_dependent_auc, brier, brier_null, scaled_brier (weighted for censoring),"
          + " observed_risk, mean_predicted_risk, observed_expected, calibration_slope, ici, e50,"
          + " e90, emax (Cox on a spline), net benefit by Kaplan-Meier. With competing events (2,"
          + " 3, ...) wolbers_c, wolbers_c_ipcw and Aalen-Johansen take their place. Conformal sets"
          + " of the state at the horizon as above, and lower bounds of the time to the event:"
          + " survival_bound_coverage_90, survival_bound_mean_90, survival_bound_horizon_90 (share"
          + " whose bound is the horizon).",
      "Each number has a 95% interval and names its estimator in 'method'; what cannot be assessed"
          + " is null and says why. Rows that lack a value are left out and counted, never"
          + " guessed; other text where a number is due is refused. Scores outside 0 to 1 are"
          + " judged by their ranks alone.",
      "--output json: {outcome, rows, n, events, subjects, excluded{}, notes[], metrics[{metric,"
          + " value, low, high, n, events, method, group, threshold}], curves{}}."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  medley evaluate --predictions p.csv --label readmitted --score risk --output json",
      "  medley evaluate --predictions p.csv --label died --score new --compare old --subject id"
          + " --group sex,age_band --thresholds 0.1,0.2",
      "  medley evaluate --predictions p.parquet --time years --event status --horizon 5"
          + " --score s5 --score-is survival --linear-predictor lp"
    })
final class EvaluateCommand implements Callable<Integer>, WithoutLake {
  @Spec private CommandSpec spec;

  @Mixin private Options options;

  @Option(
      names = "--predictions",
      required = true,
      paramLabel = "FILE",
      description = "CSV (comma, semicolon or tab; also gzip), or Parquet (*.parquet).")
  private String predictions;

  @Option(
      names = "--label",
      paramLabel = "C",
      description = "Column of the binary outcome: 1 and 0, true and false, yes and no.")
  private String label;

  @Option(
      names = "--positive",
      paramLabel = "VALUE",
      description = "The value of --label that is the outcome, where its two values are others.")
  private String positive;

  @Option(
      names = "--time",
      paramLabel = "C",
      description = "Column of the time to the event or to the end of follow-up.")
  private String time;

  @Option(
      names = "--event",
      paramLabel = "C",
      description = "Column of 0 censored, 1 the event, 2 and more competing events.")
  private String event;

  @Option(
      names = "--horizon",
      paramLabel = "D",
      description = "In the unit of --time. An event at the horizon counts.")
  private Double horizon;

  @Option(
      names = "--score",
      required = true,
      paramLabel = "C",
      description = "Column of the predicted risk, or of any score that rises with it.")
  private String score;

  @Option(
      names = "--score-is",
      paramLabel = "risk|survival",
      defaultValue = "risk",
      description =
          "With --time: whether --score (and --compare) is the risk of the event by the horizon,"
              + " or the probability of being free of it. Default: risk.")
  private ScoreIs scoreIs;

  @Option(
      names = "--linear-predictor",
      paramLabel = "C",
      description =
          "With --time: column of the linear predictor, for the slope. Default: the complementary"
              + " log-log of the risk.")
  private String linear;

  @Option(
      names = "--compare",
      paramLabel = "C",
      description = "A second score: paired DeLong test, or with --time difference of Harrell's C.")
  private String compare;

  @Option(
      names = "--subject",
      paramLabel = "C",
      description = "Whom a row belongs to, where subjects have several: intervals are by subject.")
  private String subject;

  @Option(names = "--weight", paramLabel = "C", description = "Weight of each row, at least 0.")
  private String weight;

  @Option(
      names = "--group",
      split = ",",
      paramLabel = "C",
      description =
          "Columns whose values are subgroups; of several also their intersections. Of risks"
              + " also the gaps between groups.")
  private List<String> groups = List.of();

  @Option(
      names = "--thresholds",
      split = ",",
      paramLabel = "T",
      defaultValue = "0.05,0.1,0.15,0.2,0.25,0.3,0.4,0.5",
      description = "Risks at which somebody is flagged. Default: ${DEFAULT-VALUE}.")
  private List<Double> thresholds;

  @Option(
      names = "--min-cell",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "A subgroup with fewer outcomes, or fewer non-outcomes, is not shown. Default:"
              + " ${DEFAULT-VALUE}.")
  private int minCell;

  @Option(
      names = "--replicates",
      paramLabel = "N",
      defaultValue = "500",
      description = "Bootstrap replicates; fewer above 100,000 rows. Default: ${DEFAULT-VALUE}.")
  private int replicates;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the bootstrap. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Override
  public Integer call() {
    check();
    PredictionColumns columns =
        new PredictionColumns(
            label, positive, time, event, score, scoreIs, compare, linear, weight, subject, groups);
    EvaluateSettings settings =
        new EvaluateSettings(
            groups, thresholds, replicates, seed, EvaluateSettings.MOST_ROWS, minCell);
    SparkSession spark = Sessions.open(options.conf());
    Evaluation evaluation =
        new FileEvaluation(predictions, columns, horizon == null ? Double.NaN : horizon, settings)
            .run(spark);
    PrintStream progress = Streams.progress(options).out();
    evaluation.notes().forEach(progress::println);
    if (options.json()) {
      Streams.answer().println(EvaluateJson.of(evaluation));
    } else {
      Streams.print(options, MetricTable.of(evaluation.metrics()));
    }
    return ExitCode.DONE.number();
  }

  private void check() {
    List<String> problems = new ArrayList<>();
    boolean timed = time != null || event != null || horizon != null;
    if ((label != null) == timed) {
      problems.add("name either --label, or --time, --event and --horizon");
    } else if (timed && (time == null || event == null || horizon == null)) {
      problems.add("--time, --event and --horizon belong together");
    }
    if (horizon != null && !(horizon > 0)) {
      problems.add("--horizon is above 0, and not " + horizon);
    }
    if (!timed && (linear != null || scoreIs == ScoreIs.SURVIVAL)) {
      problems.add("--linear-predictor and --score-is survival need --time");
    }
    if (label == null && positive != null) {
      problems.add("--positive needs --label");
    }
    thresholds.stream()
        .filter(t -> !(t > 0 && t < 1))
        .forEach(t -> problems.add("--thresholds lie between 0 and 1, and not at " + t));
    if (minCell < 1 || replicates < 2) {
      problems.add("--min-cell is at least 1 and --replicates at least 2");
    }
    if (!problems.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("; ", problems));
    }
  }
}
