package org.medley.jobs.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.medley.jobs.session.Sessions;
import org.medley.models.effect.EffectAnalysis;
import org.medley.models.effect.EffectSettings;
import org.medley.models.effect.EffectSettings.OutcomeKind;
import org.medley.models.effect.average.AverageEffect;
import org.medley.models.effect.average.Estimand;
import org.medley.models.leak.ConfidenceBounds;

/**
 * How often 95 percent intervals of the average effect hold the known effect, in studies of 500
 * and of 2,000 people. Arguments: the file to write, the configuration, how often each study is
 * repeated, and where wanted another number of people. Run it by {@code mvn verify
 * -Pbench -DskipTests -Dbench.copies=300 -Dbench.data=bench-results/coverage.csv
 * -Dbench.main=org.medley.jobs.bench.Coverage}.
 */
public final class Coverage {
  private static final int[] ROWS = {500, 2_000};
  private static final int TOGETHER = 2;
  private static final double NOMINAL = 0.95;
  private static final double HALF = 0.025;
  private static final String NAMES =
      "study,rows,repetitions,truth,bias,bias_error,mean_standard_error,deviation,coverage,low,high"
          + ",holds";

  private Coverage() {}

  /** Runs all studies and writes a line for each, as soon as it is done. */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]).toAbsolutePath().normalize();
    Files.createDirectories(file.getParent());
    int repetitions = Integer.parseInt(arguments[2]);
    SparkSession spark = Sessions.open(Path.of(arguments[1]).toAbsolutePath().normalize());
    spark.conf().set("spark.sql.shuffle.partitions", "1");
    List<String> lines = new ArrayList<>(List.of(NAMES));
    int[] sizes = arguments.length > 3 ? new int[] {Integer.parseInt(arguments[3])} : ROWS;
    for (int rows : sizes) {
      for (KnownEffects study : KnownEffects.values()) {
        List<AverageEffect> effects =
            IntStream.range(0, TOGETHER)
                .parallel()
                .mapToObj(part -> effects(spark, study, rows, repetitions, part))
                .flatMap(List::stream)
                .toList();
        lines.add(line(study, rows, effects));
        Files.write(file, lines);
      }
    }
    spark.stop();
  }

  private static List<AverageEffect> effects(
      SparkSession spark, KnownEffects study, int rows, int repetitions, int part) {
    List<AverageEffect> effects = new ArrayList<>();
    for (int r = part; r < repetitions; r += TOGETHER) {
      try (EffectAnalysis analysis =
          EffectAnalysis.averages(study.draw(spark, rows, 1_000L + r), settings(study))) {
        effects.add(analysis.averages().get(0));
      }
    }
    return effects;
  }

  private static EffectSettings settings(KnownEffects study) {
    return new EffectSettings(
        IntStream.range(0, study.arms()).mapToObj(arm -> "arm" + arm).toList(),
        0,
        IntStream.range(0, study.covariates()).mapToObj(j -> "x" + j).toList(),
        study == KnownEffects.SURVIVAL_RISK ? OutcomeKind.BINARY : OutcomeKind.CONTINUOUS,
        Estimand.ATE,
        "t-ridge",
        true,
        EffectSettings.FOLDS,
        EffectSettings.CLIP,
        EffectSettings.BOUND,
        EffectSettings.REPLICATES,
        1);
  }

  private static String line(KnownEffects study, int rows, List<AverageEffect> effects) {
    int n = effects.size();
    double mean = effects.stream().mapToDouble(e -> e.effect().value()).average().orElseThrow();
    double squares =
        effects.stream().mapToDouble(e -> Math.pow(e.effect().value() - mean, 2)).sum();
    double deviation = Math.sqrt(squares / (n - 1));
    double error = effects.stream().mapToDouble(AverageEffect::error).average().orElseThrow();
    double share =
        effects.stream()
                .filter(
                    e -> e.effect().low() <= study.truth() && e.effect().high() >= study.truth())
                .count()
            / (double) n;
    double low = ConfidenceBounds.share(share, n, HALF);
    double high = 1 - ConfidenceBounds.share(1 - share, n, HALF);
    return String.format(
        Locale.ROOT,
        "%s,%d,%d,%.5f,%.5f,%.5f,%.5f,%.5f,%.4f,%.4f,%.4f,%s",
        study.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        rows,
        n,
        study.truth(),
        mean - study.truth(),
        deviation / Math.sqrt(n),
        error,
        deviation,
        share,
        low,
        high,
        low <= NOMINAL && NOMINAL <= high);
  }
}
