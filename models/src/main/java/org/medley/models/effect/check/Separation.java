package org.medley.models.effect.check;

import java.util.List;
import org.medley.models.effect.average.Scored;
import org.medley.models.effect.unit.Contrast;
import org.medley.models.statistics.Auroc;

/**
 * How well the propensity tells two arms apart. Above 0.95 the arms are different people, or a
 * covariate is the treatment under another name.
 */
final class Separation implements DesignCheck {
  private static final double LIMIT = 0.95;
  private static final int NAMED = 3;

  @Override
  public Check of(DesignInput input) {
    double largest = Double.NaN;
    int worst = 0;
    for (int c = 0; c < input.effects().size(); c++) {
      double area = area(input, input.effects().get(c).contrast());
      if (!(area <= largest)) {
        largest = area;
        worst = c;
      }
    }
    String detail =
        "AUROC of the cross-fitted propensity, %s; the covariates that differ most: %s"
            .formatted(
                input.words(worst),
                String.join(", ", input.balance().get(worst).mostDifferent(NAMED)));
    return Check.atMost("separation", largest, LIMIT, detail);
  }

  private static double area(DesignInput input, Contrast contrast) {
    List<Scored> rows =
        input.sample().rows().stream()
            .filter(
                row ->
                    row.unit().arm() == contrast.arm() || row.unit().arm() == contrast.reference())
            .toList();
    double[] label =
        rows.stream().mapToDouble(r -> r.unit().arm() == contrast.arm() ? 1 : 0).toArray();
    double[] score =
        rows.stream()
            .mapToDouble(
                r ->
                    r.raw()[contrast.arm()]
                        / (r.raw()[contrast.arm()] + r.raw()[contrast.reference()]))
            .toArray();
    double[] weight = rows.stream().mapToDouble(row -> row.unit().sampling()).toArray();
    return Auroc.value(label, score, weight);
  }
}
