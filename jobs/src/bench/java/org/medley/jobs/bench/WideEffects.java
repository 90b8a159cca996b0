package org.medley.jobs.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.jobs.session.Sessions;
import org.medley.models.effect.EffectAnalysis;
import org.medley.models.effect.EffectResult;
import org.medley.models.effect.EffectSettings;
import org.medley.models.effect.average.AverageEffect;
import org.medley.models.effect.average.Estimand;
import org.medley.models.effect.check.Check;
import org.medley.models.effect.fit.Basis;
import org.medley.models.effect.fit.Exclusions;
import org.medley.models.effect.fit.Ridge;
import org.medley.models.effect.nuisance.NuisanceModels;
import org.medley.models.effect.nuisance.Nuisances;
import org.medley.models.effect.unit.Units;

/**
 * Measures effects in patients with many sparse covariates, whose true effects are known: the parts
 * one by one, then the whole analysis with individual effects and checks. Arguments: one that is
 * not looked at, the configuration, thousands of patients, and where wanted covariates (2,000),
 * arms (3) and {@code whole}, which leaves out the parts and MLlib. Run it by {@code mvn verify
 * -Pbench -DskipTests -Dbench.copies=100 -Dbench.main=org.medley.jobs.bench.WideEffects}.
 */
public final class WideEffects {
  private static final int THOUSAND = 1_000;
  private static final int COVARIATES = 2_000;
  private static final int ARMS = 3;
  private static final double CPU = 1e9;
  private static final double MIB = 1 << 20;

  private final SparkSession spark;
  private final WidePopulation population;
  private final Dataset<Row> data;
  private final List<Measured> results = new ArrayList<>();

  private WideEffects(SparkSession spark, WidePopulation population) {
    this.spark = spark;
    this.population = population;
    this.data = population.data(spark);
  }

  /** Runs all measurements. */
  public static void main(String[] arguments) {
    SparkSession spark = Sessions.open(Path.of(arguments[1]).toAbsolutePath().normalize());
    long rows = THOUSAND * Long.parseLong(arguments[2]);
    int covariates = arguments.length > 3 ? Integer.parseInt(arguments[3]) : COVARIATES;
    int arms = arguments.length > 4 ? Integer.parseInt(arguments[4]) : ARMS;
    WideEffects effects =
        new WideEffects(spark, new WidePopulation(rows, covariates, arms));
    if (arguments.length <= 5) {
      effects.parts();
    }
    effects.whole();
    new Table(effects.results).print(System.out);
    System.out.printf(Locale.ROOT, "%nlargest heap used: %.0f MiB%n", heap());
  }

  private void parts() {
    Units[] units = new Units[1];
    measure(
        "rows",
        () ->
            units[0] =
                Units.of(data, population.arms(), EffectSettings.FOLDS, 1));
    try (Units of = units[0]) {
      Basis basis = Basis.of(of);
      NuisanceModels models =
          new NuisanceModels(of, basis, Exclusions.single(EffectSettings.FOLDS));
      Nuisances[] nuisances = new Nuisances[1];
      measure(
          "propensities",
          () -> nuisances[0] = models.with(Map.of(), EffectSettings.CLIP));
      measure("outcome models", () -> models.outcomes(new Ridge(), 1));
      new PropensityCheck(spark, of, nuisances[0]).against(results);
    }
  }

  private void whole() {
    measure(
        "averages alone",
        () -> {
          try (EffectAnalysis analysis = EffectAnalysis.averages(data, settings())) {
            analysis.averages().forEach(this::tell);
          }
        });
    measure(
        "analysis with checks and placebo",
        () -> {
          try (EffectAnalysis analysis = EffectAnalysis.fit(data, settings())) {
            EffectResult result = analysis.result(0);
            result.effects().forEach(this::tell);
            for (Check check : result.checks()) {
              System.out.printf(
                  Locale.ROOT, "%s: %s, %.4f%n", check.name(), check.state(), check.value());
            }
          }
        });
  }

  private void tell(AverageEffect effect) {
    double truth = WidePopulation.truth(effect.contrast().arm());
    double low = effect.effect().low();
    double high = effect.effect().high();
    System.out.printf(
        Locale.ROOT,
        "arm %d against 0: %.4f (%.4f to %.4f), truth %.4f %s; unadjusted %.4f%n",
        effect.contrast().arm(),
        effect.effect().value(),
        low,
        high,
        truth,
        low <= truth && truth <= high ? "inside" : "OUTSIDE",
        effect.others().get(0).estimate().value());
  }

  private void measure(String what, Measured.Work work) {
    double before = cpu();
    Measured measured = Measured.of(what, 0, population.rows(), work);
    results.add(
        measured.with(String.format(Locale.ROOT, "%.0f s of processor time", cpu() - before)));
    System.out.printf(
        Locale.ROOT,
        "%s: %.1f s, %s%n",
        what,
        measured.seconds(),
        results.get(results.size() - 1).remark());
  }

  private EffectSettings settings() {
    return new EffectSettings(
        IntStream.range(0, population.arms()).mapToObj(arm -> "arm" + arm).toList(),
        0,
        IntStream.range(0, population.covariates()).mapToObj(j -> "x" + j).toList(),
        EffectSettings.OutcomeKind.CONTINUOUS,
        Estimand.ATE,
        "t-ridge",
        true,
        EffectSettings.FOLDS,
        EffectSettings.CLIP,
        EffectSettings.BOUND,
        EffectSettings.REPLICATES,
        1);
  }

  private static double cpu() {
    return ((com.sun.management.OperatingSystemMXBean)
                ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / CPU;
  }

  private static double heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum()
        / MIB;
  }
}
