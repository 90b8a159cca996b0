package org.medley.jobs.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.medley.jobs.effect.EffectColumns;
import org.medley.jobs.effect.EffectReport;
import org.medley.jobs.effect.EffectRequest;
import org.medley.jobs.effect.FileEffects;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.session.Sessions;
import org.medley.models.effect.average.Estimand;
import org.medley.models.effect.control.SystematicError;
import org.medley.models.effect.learner.EffectLearners;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code medley effects}: effects of a treatment from a table of one's own. */
@Command(
    name = "effects",
    mixinStandardHelpOptions = true,
    description = {
      "Estimates what a treatment does, on average and for each person, from a CSV file with a line"
          + " of names, or Parquet: one row per person, with the arm received, an outcome and what"
          + " was known before. Two arms or more. Everything said of a row comes from models that"
          + " did not see it (5 folds by subject).",
      "Average: augmented inverse probability weighting with influence-function intervals;"
          + " propensities by penalised multinomial regression, none counted below 0.01. With"
          + " --time the outcome is the event by the horizon, weighted for censoring in each arm;"
          + " the restricted mean time without the event comes beside it.",
      "Covariates: numbers as they are, missing ones take the median and a covariate that says so;"
          + " texts of at most 50 kinds become one covariate each but the first. Covariates are"
          + " 3,000 at most. Rows without arm or outcome are not used to fit;"
          + " their individual effects are predicted.",
      "Checks of the design are pass, fail or not_assessable: balance, equipoise,"
          + " effective_sample_size, minimum_detectable_effect, overlap, separation, e_value,"
          + " marginal_sensitivity, permutation, attrition, placebo, and with --negative-controls"
          + " systematic error; 'overlap' is what an overlap plot draws, 'sensitivity' the bounds"
          + " of the effect under unmeasured confounding. The estimate is"
          + " always printed: read it with them. Nothing here sees confounders that are not in the"
          + " file.",
      "Individual effects are 'supported' only if held-out data reject that they are all alike and"
          + " they beat a constant effect (R-score above 0). Otherwise use the average: a benchmark"
          + " of 16 methods on 12 data sets in 43,200 variants found 62 percent of the estimates of"
          + " individual effects worse than predicting zero, and of those variants where at least"
          + " one was of use, 80 percent worse than a constant effect (arXiv 2410.07021).",
      "Qini, AUUC and AUTOC come from doubly robust scores. With TOC(q) the mean score of the share"
          + " q of largest predicted benefit less that of all: AUTOC is the integral of TOC(q)"
          + " (the RATE of Yadlowsky et al 2025), Qini that of q TOC(q), AUUC is Qini plus half"
          + " the mean score.",
      "--output json: {estimand, outcome, rows, n, subjects, ate{value, low, high, standard_error,"
          + " method, contrast}, contrasts[], restricted_time[], arms[], checks[{check, state,"
          + " value, limit, detail}], balance[], overlap[], sensitivity[], heterogeneity{supported,"
          + " contrasts[], policies[]}, negative_controls[], fairness{groups[], sensitive},"
          + " abstained, covariates[], excluded{}, notes[]}; 'ate' is the"
          + " first contrast, for the estimand asked for."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  medley effects --data trial.csv --treatment arm --outcome score --output json",
      "  medley effects --data cohort.csv.gz --treatment drug --outcome died --benefit lower"
          + " --estimand att --reference none --subject id --out effects",
      "  medley effects --data colon.parquet --treatment rx --reference Obs --time days"
          + " --event status --horizon 1826 --covariates age,sex,nodes"
    })
final class EffectsCommand implements Callable<Integer>, WithoutLake {
  /** Which way an outcome is good. */
  enum Benefit {
    HIGHER,
    LOWER
  }

  @Spec private CommandSpec spec;

  @Mixin private Options options;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FILE",
      description = "CSV (comma, semicolon or tab; also gzip), or Parquet (*.parquet).")
  private String data;

  @Option(
      names = "--treatment",
      required = true,
      paramLabel = "C",
      description = "Column of the arm received: 2 to 10 different values.")
  private String treatment;

  @Option(
      names = "--outcome",
      paramLabel = "C",
      description = "Column of the outcome: a number, or 1 and 0, yes and no.")
  private String outcome;

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
      names = "--covariates",
      split = ",",
      paramLabel = "C",
      description = "Columns known before treatment. Default: all that are not named otherwise.")
  private List<String> covariates = List.of();

  @Option(
      names = "--subject",
      paramLabel = "C",
      description =
          "Whom a row belongs to, where subjects have several: folds and intervals are"
              + " by subject.")
  private String subject;

  @Option(
      names = "--weight",
      paramLabel = "C",
      description =
          "How many people of the population a row stands for, such as the inverse of its"
              + " probability of being sampled: numbers above 0. Default: each for one.")
  private String weight;

  @Option(
      names = "--estimand",
      paramLabel = "ate|att|overlap",
      defaultValue = "ate",
      description =
          "Effect in all, in those who received the arm, or in those who might have"
              + " received any. Default: ate.")
  private Estimand estimand;

  @Option(
      names = "--reference",
      paramLabel = "VALUE",
      description =
          "Value of --treatment that the others are compared with. Default: the" + " smallest.")
  private String reference;

  @Option(
      names = "--learner",
      paramLabel = "NAME",
      defaultValue = EffectLearners.STANDARD,
      description =
          "Of individual effects: auto weighs t, x, s, r and dr over ridge and the constant"
              + " effect by held-out R-loss (Nie and Wager 2021), for each contrast; or one of s,"
              + " t, x, r and dr, over ridge, forest or boosted-trees, which also model the"
              + " outcome; trees take minutes. Default: ${DEFAULT-VALUE}.")
  private String learner;

  @Option(
      names = "--benefit",
      paramLabel = "higher|lower",
      description =
          "Which outcome is better for people. Default: lower with --time or if the"
              + " outcome is 1 and 0, else higher; only policies and ranks depend on it.")
  private Benefit benefit;

  @Option(
      names = "--negative-controls",
      split = ",",
      paramLabel = "C",
      description = "Columns of outcomes on which the treatment has no effect: at least 3.")
  private List<String> negativeControls = List.of();

  @Option(
      names = "--group",
      split = ",",
      paramLabel = "C",
      description =
          "Columns of at most 50 values, covariates or not: what is recommended to whom, with"
              + " which benefit and how often nothing, for each value with 11 people at least.")
  private List<String> groups = List.of();

  @Option(
      names = "--sensitive",
      split = ",",
      paramLabel = "C",
      description =
          "Covariates without which all is fitted again, to see whose recommendation changes and"
              + " what it costs; takes as long again.")
  private List<String> sensitive = List.of();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of folds, trees, placebo and bootstrap. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Writes effects.csv there: row (from 1), subject, arm, reference, effect, outcome,"
              + " reference_outcome, effect_low, effect_high, interval_effect, interval_of,"
              + " supported, propensity, reference_propensity, abstain; a line for each row and"
              + " contrast. outcome less reference_outcome is effect. The interval is that of"
              + " interval_effect, the mean effect in the fifth of people with such predictions,"
              + " or the average effect where effects are not shown to differ; none is known for"
              + " one person.")
  private Path out;

  @Override
  public Integer call() {
    EffectColumns columns =
        new EffectColumns(
            treatment,
            outcome,
            time,
            event,
            subject,
            covariates,
            negativeControls,
            groups,
            sensitive,
            weight);
    check(columns);
    EffectRequest request =
        new EffectRequest(
            data,
            columns,
            horizon == null ? Double.NaN : horizon,
            reference,
            estimand,
            named(),
            benefit == null ? null : benefit == Benefit.HIGHER,
            seed);
    SparkSession spark = Sessions.open(options.conf());
    EffectReport report =
        new FileEffects(request)
            .run(
                spark,
                individuals -> {
                  if (out != null) {
                    EffectsFile.write(out, individuals);
                  }
                });
    PrintStream progress = Streams.progress(options).out();
    report.notes().forEach(progress::println);
    if (options.json()) {
      Streams.answer().println(EffectsJson.of(report));
    } else {
      Streams.print(options, EffectsTable.of(report));
    }
    return ExitCode.DONE.number();
  }

  /** The learner; over ridge where none is named. */
  private String named() {
    return EffectLearners.names().contains(learner) || learner.contains("-")
        ? learner
        : learner + "-ridge";
  }

  private void check(EffectColumns columns) {
    List<String> problems = new ArrayList<>();
    boolean timed = time != null || event != null || horizon != null;
    if ((outcome != null) == timed) {
      problems.add("name either --outcome, or --time, --event and --horizon");
    } else if (timed && (time == null || event == null || horizon == null)) {
      problems.add("--time, --event and --horizon belong together");
    }
    if (horizon != null && !(horizon > 0 && horizon < Double.POSITIVE_INFINITY)) {
      problems.add("--horizon is above 0, and not " + horizon);
    }
    if (!EffectLearners.names().contains(named())) {
      problems.add(
          "there is no learner '%s'; there are %s"
              .formatted(learner, String.join(", ", EffectLearners.names())));
    }
    if (!negativeControls.isEmpty() && negativeControls.size() < SystematicError.LEAST) {
      problems.add("--negative-controls are %d at least".formatted(SystematicError.LEAST));
    }
    problems.addAll(columns.problems());
    if (!problems.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("; ", problems));
    }
  }
}
