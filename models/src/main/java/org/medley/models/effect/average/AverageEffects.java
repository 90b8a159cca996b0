package org.medley.models.effect.average;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.medley.models.effect.unit.Contrast;
import org.medley.models.effect.unit.Unit;
import org.medley.models.statistics.Estimate;

/** Average effects of a study. */
public final class AverageEffects {
  private static final int PER_CONTRAST = 6;
  private static final int RESULTS = 4;

  private final JavaRDD<Scored> rows;
  private final long subjects;
  private final boolean repeated;
  private final Estimand estimand;
  private final String note;

  /**
   * Over rows that were used to fit.
   *
   * @param note how the parts were fitted, for the method
   */
  public AverageEffects(
      JavaRDD<Scored> rows, long subjects, boolean repeated, Estimand estimand, String note) {
    this.rows = rows;
    this.subjects = subjects;
    this.repeated = repeated;
    this.estimand = estimand;
    this.note = note;
  }

  /** The effect for each contrast. Triggers two actions. */
  public List<AverageEffect> of(List<Contrast> contrasts) {
    List<Contrast> all = List.copyOf(contrasts);
    Estimand whom = estimand;
    double[][] combinations = new double[RESULTS * all.size()][PER_CONTRAST * all.size()];
    for (int c = 0; c < all.size(); c++) {
      int from = PER_CONTRAST * c;
      combinations[RESULTS * c][from] = 1;
      combinations[RESULTS * c + 1][from + 1] = 1;
      combinations[RESULTS * c + 1][from + 2] = -1;
      combinations[RESULTS * c + 2][from + 3] = 1;
      combinations[RESULTS * c + 2][from + 4] = -1;
      combinations[RESULTS * c + 3][from + 5] = 1;
    }
    Ratios.Result[] results =
        Ratios.of(rows, row -> terms(row, all, whom), combinations, subjects, repeated);
    List<AverageEffect> effects = new ArrayList<>();
    for (int c = 0; c < all.size(); c++) {
      Ratios.Result effect = results[RESULTS * c];
      effects.add(
          new AverageEffect(
              all.get(c),
              effect.estimate(method()),
              effect.error(),
              others(Arrays.copyOfRange(results, RESULTS * c + 1, RESULTS * (c + 1)))));
    }
    return effects;
  }

  /** The mean outcome had all of the estimand's population been in each arm. */
  public List<Estimate> means(int arms) {
    Estimand whom = estimand;
    double[][] each = new double[arms][arms];
    for (int arm = 0; arm < arms; arm++) {
      each[arm][arm] = 1;
    }
    String whose = whom == Estimand.OVERLAP ? "overlap population" : "all";
    return Arrays.stream(Ratios.of(rows, meanTerms(arms), each, subjects, repeated))
        .map(result -> result.estimate("AIPW mean outcome, had " + whose + " been in this arm"))
        .toList();
  }

  /** Logarithms of the ratios of the mean outcomes, by contrast, from their influence functions. */
  public List<Ratios.Result> logRatios(List<Contrast> contrasts, List<Estimate> means) {
    double[][] combinations = new double[contrasts.size()][means.size()];
    for (int c = 0; c < combinations.length; c++) {
      Contrast contrast = contrasts.get(c);
      combinations[c][contrast.arm()] = 1 / means.get(contrast.arm()).value();
      combinations[c][contrast.reference()] = -1 / means.get(contrast.reference()).value();
    }
    Ratios.Result[] results =
        Ratios.of(rows, meanTerms(means.size()), combinations, subjects, repeated);
    List<Ratios.Result> logarithms = new ArrayList<>();
    for (int c = 0; c < results.length; c++) {
      double ratio =
          means.get(contrasts.get(c).arm()).value()
              / means.get(contrasts.get(c).reference()).value();
      logarithms.add(new Ratios.Result(Math.log(ratio), results[c].error()));
    }
    return logarithms;
  }

  private Ratios.Terms meanTerms(int arms) {
    Estimand whom = estimand;
    return row -> {
      double[] values = new double[2 * arms];
      for (int arm = 0; arm < arms; arm++) {
        System.arraycopy(whom.meanTerms(row, arm), 0, values, 2 * arm, 2);
      }
      return times(values, row.unit().sampling());
    };
  }

  private List<AverageEffect.Named> others(Ratios.Result[] results) {
    String intervals = intervals();
    return List.of(
        new AverageEffect.Named(
            "unadjusted", results[0].estimate("difference of the arms' means" + intervals)),
        new AverageEffect.Named(
            "weighted",
            results[1].estimate(
                "difference of weighted means, weights normalised within arms (Hajek)"
                    + intervals
                    + " that takes weights as known")),
        new AverageEffect.Named(
            "outcome-regression",
            Estimate.of(results[2].value(), "mean difference of the outcome models, no interval")));
  }

  private String method() {
    return "AIPW, %s, cross-fitted%s%s".formatted(estimand.words(), note, intervals());
  }

  private String intervals() {
    return repeated
        ? "; interval from influence functions, robust to clusters by subject"
        : "; interval from influence functions";
  }

  private static double[] terms(Scored row, List<Contrast> contrasts, Estimand whom) {
    double[] values = new double[2 * PER_CONTRAST * contrasts.size()];
    Unit unit = row.unit();
    for (int c = 0; c < contrasts.size(); c++) {
      Contrast contrast = contrasts.get(c);
      int at = 2 * PER_CONTRAST * c;
      double[] own = whom.terms(row, contrast);
      values[at] = own[0];
      values[at + 1] = own[1];
      boolean treated = unit.arm() == contrast.arm();
      boolean untreated = unit.arm() == contrast.reference();
      double plain = unit.weight();
      double balanced = plain * whom.weight(row, contrast);
      put(values, at + 2, treated ? plain : 0, unit.outcome());
      put(values, at + 4, untreated ? plain : 0, unit.outcome());
      put(values, at + 6, treated ? balanced : 0, unit.outcome());
      put(values, at + 8, untreated ? balanced : 0, unit.outcome());
      double who =
          switch (whom) {
            case ATE -> 1;
            case ATT -> treated ? 1 : 0;
            case OVERLAP -> whom.overlap(row);
          };
      put(
          values,
          at + 10,
          who,
          row.outcome()[contrast.arm()] - row.outcome()[contrast.reference()]);
    }
    return times(values, unit.sampling());
  }

  private static double[] times(double[] values, double factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    return values;
  }

  private static void put(double[] values, int at, double weight, double value) {
    values[at] = weight * value;
    values[at + 1] = weight;
  }
}
