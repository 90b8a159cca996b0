package org.medley.models.effect.check;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.medley.models.effect.average.AverageEffect;
import org.medley.models.effect.average.Scored;
import org.medley.models.effect.check.Check.State;
import org.medley.models.effect.unit.Contrast;
import org.medley.models.statistics.Clusters;

/**
 * The permutation check: arms are drawn again for each subject by their propensities, all else kept
 * (the conditional randomisation test of Candès, Fan, Janson and Lv, J R Stat Soc B 2018;80:551).
 * Its p is the share of draws whose weighted difference of residuals is as far from 0 as the one
 * observed, on the scale of its standard error. Fails where the interval of an effect excludes 0
 * and draws by chance alone reach as far in a fifth of cases: the interval is then too narrow.
 */
final class Redrawn implements DesignCheck {
  private static final double LIMIT = 0.2;

  @Override
  public Check of(DesignInput input) {
    double least = Double.NaN;
    boolean narrow = false;
    String where = "";
    for (int c = 0; c < input.effects().size(); c++) {
      AverageEffect effect = input.effects().get(c);
      double p = p(input, effect.contrast());
      boolean apart = effect.effect().low() > 0 || effect.effect().high() < 0;
      narrow |= apart && p >= LIMIT;
      if (!(p >= least)) {
        least = p;
        where = input.words(c);
      }
    }
    String detail =
        String.format(
            Locale.ROOT,
            "p of the difference when arms are drawn again by their propensities, %d times, %s;"
                + " fails where an interval excludes 0 and its p is %.1f or more",
            input.replicates(),
            where,
            LIMIT);
    State state = Double.isNaN(least) ? State.NOT_ASSESSABLE : narrow ? State.FAIL : State.PASS;
    return new Check("permutation", state, least, Double.NaN, detail);
  }

  private static double p(DesignInput input, Contrast contrast) {
    List<Scored> rows =
        input.sample().rows().stream()
            .filter(
                row ->
                    row.unit().arm() == contrast.arm() || row.unit().arm() == contrast.reference())
            .toList();
    Clusters clusters = Clusters.of(rows.stream().mapToLong(row -> row.unit().subject()).toArray());
    double[] treated = new double[rows.size()];
    double[] untreated = new double[rows.size()];
    double[] share = new double[rows.size()];
    double[] observed = new double[rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      Scored row = rows.get(i);
      share[i] =
          row.propensity()[contrast.arm()]
              / (row.propensity()[contrast.arm()] + row.propensity()[contrast.reference()]);
      double expected =
          share[i] * row.outcome()[contrast.arm()]
              + (1 - share[i]) * row.outcome()[contrast.reference()];
      double residual = row.unit().regressionWeight() * (row.unit().outcome() - expected);
      treated[i] = residual * input.estimand().weight(row, contrast, contrast.arm());
      untreated[i] = -residual * input.estimand().weight(row, contrast, contrast.reference());
      observed[i] = row.unit().arm() == contrast.arm() ? treated[i] : untreated[i];
    }
    double far = Math.abs(studentised(observed, clusters));
    SplittableRandom random = new SplittableRandom(input.seed());
    int reached = 0;
    double[] drawn = new double[rows.size()];
    double[] luck = new double[clusters.count()];
    for (int r = 0; r < input.replicates(); r++) {
      for (int s = 0; s < luck.length; s++) {
        luck[s] = random.nextDouble();
      }
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = luck[clusters.of()[i]] < share[i] ? treated[i] : untreated[i];
      }
      reached += Math.abs(studentised(drawn, clusters)) >= far ? 1 : 0;
    }
    return Double.isNaN(far) ? Double.NaN : (1 + reached) / (1.0 + input.replicates());
  }

  private static double studentised(double[] values, Clusters clusters) {
    double sum = 0;
    double squares = 0;
    for (double value : clusters.sums(values)) {
      sum += value;
      squares += value * value;
    }
    return sum / Math.sqrt(squares);
  }
}
