package org.medley.models.stability;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;
import static org.medley.features.contract.Members.SUBJECT_ID;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.models.evaluate.Collected;
import org.medley.models.evaluate.Metric;
import org.medley.models.family.FittedStage;
import org.medley.models.fitted.FittedModel;
import org.medley.models.hazard.NotFitted;
import org.medley.models.parallel.Parallel;
import org.medley.models.statistics.Auroc;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.LogisticFit;
import org.medley.models.statistics.Predictions;
import org.medley.models.train.PartFit;
import org.medley.models.train.Refit;
import org.medley.models.train.TrainSettings;
import org.medley.models.train.Trainer;

/**
 * Optimism by the bootstrap (Harrell, Lee and Mark, Stat Med 1996;15:361): the model is fitted to a
 * bootstrap sample of people, and what it shows there less what it shows on all training members is
 * its optimism. People are drawn with Poisson(1) counts, which a hash gives, so that nothing is
 * collected to draw them. Intervals are those of the apparent numbers, moved by the optimism (Noma
 * et al., Stat Med 2021;40:5691). The same fits tell how much a person's risk depends on who else
 * was trained on (Riley and Collins, Biom J 2023;65:2200302).
 *
 * <p>Learners that come near to repeating their training rows, forests above all, stay too hopeful
 * after this correction, since a sample shares two thirds of its people with all. The same fits
 * give the .632+ rule of {@link OutOfBag}, which does not: believe it where the two disagree.
 */
final class OptimismBootstrap {
  private static final String DRAWS = "draws";
  private static final long STEPS = 1L << 40;
  private static final int MOST_DRAWS = 10;

  private final Refit refit;
  private final FittedModel model;
  private final TrainSettings settings;
  private final int replicates;

  /** What one replicate found, or why it has no fit. */
  @SuppressWarnings("ArrayRecordComponent") // columns, compared by no one
  private record Replicate(
      Map<String, Double> optimism,
      Map<String, Double> leftOut,
      double[] logOdds,
      boolean[] drawn,
      double reasons,
      String failure) {}

  OptimismBootstrap(Refit refit, FittedModel model, TrainSettings settings, int replicates) {
    this.refit = refit;
    this.model = model;
    this.settings = settings;
    this.replicates = replicates;
  }

  /** The corrected numbers, the optimism of each, and the instability of risks. */
  List<Metric> run(Consumer<String> progress) {
    Predictions apparent = collected(model.stage().score(refit.rows()), lit(1)).predictions();
    ReasonOverlap reasons = ReasonOverlap.of(refit.rows(), model.contributions(), settings.seed());
    AtomicInteger done = new AtomicInteger();
    List<Replicate> drawn =
        Parallel.map(
            settings.threads(),
            replicates,
            b -> {
              Replicate replicate = replicate(b, reasons);
              progress.accept("bootstrap %d of %d".formatted(done.incrementAndGet(), replicates));
              return replicate;
            });
    List<Replicate> found = drawn.stream().filter(each -> each.failure.isEmpty()).toList();
    TreeSet<String> failures = new TreeSet<>();
    drawn.stream().map(Replicate::failure).filter(f -> !f.isEmpty()).forEach(failures::add);
    if (found.isEmpty()) {
      String why = String.join("; ", failures);
      return List.of(
          metric(
              "corrected_" + Refitted.AUROC,
              Estimate.notAssessable(
                  "none of " + replicates + " bootstrap samples has a fit: " + why)));
    }
    List<Metric> metrics = new ArrayList<>();
    Map<String, Double> shown = Refitted.numbers(apparent);
    String method =
        "bootstrap of people, %d of %d refits of the chosen settings"
                .formatted(found.size(), replicates)
            + (failures.isEmpty() ? "" : " (the others: " + String.join("; ", failures) + ")")
            + "; of log odds before calibration";
    shown.forEach((name, value) -> metrics.addAll(corrected(name, value, apparent, found, method)));
    metrics.addAll(plus(apparent, found, method));
    metrics.add(metric("instability", Estimate.of(instability(apparent, found), words(method))));
    double kept =
        found.stream()
            .mapToDouble(Replicate::reasons)
            .filter(Double::isFinite)
            .average()
            .orElse(Double.NaN);
    metrics.add(metric("reasons_kept", reasons(kept, method)));
    return metrics;
  }

  private List<Metric> plus(Predictions apparent, List<Replicate> found, String method) {
    OutOfBag outOfBag = new OutOfBag(apparent);
    found.forEach(each -> outOfBag.add(each.logOdds, each.drawn));
    List<Map<String, Double>> leftOut = found.stream().map(Replicate::leftOut).toList();
    return List.of(
        metric(Refitted.AUROC + "_632plus", outOfBag.auroc(leftOut, method)),
        metric(Refitted.BRIER + "_632plus", outOfBag.brier(leftOut, method)));
  }

  private static Estimate reasons(double kept, String method) {
    return Double.isNaN(kept)
        ? Estimate.notAssessable("the model gives no reasons")
        : Estimate.of(
            kept,
            "mean share of a member's "
                + ReasonOverlap.REASONS
                + " strongest reasons that a refit gives as well; "
                + method);
  }

  private static String words(String method) {
    return "mean absolute difference between a member's risk and its risk by a refit; " + method;
  }

  private List<Metric> corrected(
      String name, double shown, Predictions apparent, List<Replicate> found, String method) {
    double optimism =
        found.stream()
            .mapToDouble(each -> each.optimism.get(name))
            .filter(Double::isFinite)
            .average()
            .orElse(Double.NaN);
    if (Double.isNaN(optimism) || Double.isNaN(shown)) {
      return List.of(metric("corrected_" + name, Estimate.notAssessable("no refit has it")));
    }
    Estimate corrected = Estimate.of(shown - optimism, "apparent less optimism; " + method);
    if (name.equals(Refitted.AUROC)) {
      Estimate own = Auroc.estimate(apparent);
      corrected =
          new Estimate(
                  corrected.value(),
                  own.low() - optimism,
                  own.high() - optimism,
                  corrected.method() + "; interval of the apparent one, moved")
              .within(0, 1);
    }
    return List.of(
        metric("apparent_" + name, Estimate.of(shown, "on the members that it was trained on")),
        metric("optimism_" + name, Estimate.of(optimism, method)),
        metric("corrected_" + name, corrected));
  }

  private Metric metric(String name, Estimate estimate) {
    return new Metric(Metric.ALL, name, estimate, refit.samples(), refit.events());
  }

  /** One bootstrap sample. */
  private Replicate replicate(int b, ReasonOverlap reasons) {
    Column draws = draws(settings.seed(), b);
    try {
      PartFit refitted = refit.fit(draws);
      Collected collected = collected(refitted.score(refit.rows()), draws);
      Predictions original = collected.predictions();
      double[] times =
          collected.groups().get(0).stream().mapToDouble(Double::parseDouble).toArray();
      double[] weight = new double[times.length];
      boolean[] drawn = new boolean[times.length];
      boolean[] leftOut = new boolean[times.length];
      for (int i = 0; i < times.length; i++) {
        weight[i] = original.weight()[i] * times[i];
        drawn[i] = times[i] > 0;
        leftOut[i] = !drawn[i];
      }
      Predictions sample =
          new Predictions(original.subject(), original.label(), original.score(), weight)
              .where(drawn);
      Map<String, Double> there = Refitted.numbers(sample);
      Map<String, Double> optimism = new LinkedHashMap<>();
      Refitted.numbers(original)
          .forEach((name, value) -> optimism.put(name, there.get(name) - value));
      return new Replicate(
          optimism,
          OutOfBag.numbers(original.where(leftOut)),
          original.score(),
          drawn,
          reasons.with(refitted.contributions(model.design().centre())),
          "");
    } catch (NotFitted e) {
      return new Replicate(
          Map.of(), Map.of(), new double[0], new boolean[0], Double.NaN, e.getMessage());
    }
  }

  private Collected collected(Dataset<Row> scored, Column draws) {
    return Collected.of(
        scored.withColumn(DRAWS, draws),
        FittedStage.RAW,
        List.of(DRAWS),
        refit.samples(),
        Trainer.MOST_OUT_OF_FOLD,
        settings.seed());
  }

  private static double instability(Predictions apparent, List<Replicate> found) {
    double[] risks = Refitted.risks(apparent).score();
    double[] apart = new double[risks.length];
    for (Replicate each : found) {
      for (int i = 0; i < risks.length; i++) {
        double other = LogisticFit.expit(each.logOdds[i]);
        apart[i] += Math.abs(other - risks[i]) / found.size();
      }
    }
    return Arrays.stream(apart).average().orElse(Double.NaN);
  }

  /**
   * How often a person is drawn: Poisson with mean 1, from a hash of seed, replicate and person.
   */
  static Column draws(long seed, int replicate) {
    Column uniform =
        pmod(xxhash64(lit(seed), lit(replicate), col(SUBJECT_ID)), lit(STEPS))
            .divide(lit((double) STEPS));
    Column draws = lit(0);
    double probability = Math.exp(-1);
    double reached = 0;
    for (int k = 1; k <= MOST_DRAWS; k++) {
      reached += probability;
      probability /= k;
      draws = draws.plus(when(uniform.geq(lit(reached)), lit(1)).otherwise(lit(0)));
    }
    return draws;
  }
}
