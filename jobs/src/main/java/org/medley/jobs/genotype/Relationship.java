package org.medley.jobs.genotype;

import java.util.Arrays;
import java.util.Optional;

/**
 * How close two samples are, by the bounds of KING (powers of 1/2 half way between degrees). Few
 * sites tell the same person only, and very few nobody: over 500 sites 4 percent of the pairs of
 * unrelated samples passed the bound of the third degree, over 5,380 sites 0.03 percent.
 */
enum Relationship {
  DUPLICATE("duplicate", 1.5, 1_000),
  FIRST("first-degree", 2.5, 4_000),
  SECOND("second-degree", 3.5, 4_000),
  THIRD("third-degree", 4.5, 4_000);

  private final String label;
  private final double exponent;
  private final int fewestSites;

  Relationship(String label, double exponent, int fewestSites) {
    this.label = label;
    this.exponent = exponent;
    this.fewestSites = fewestSites;
  }

  /** The word of the table. */
  String label() {
    return label;
  }

  /** What a kinship coefficient over {@code sites} tells; empty: less than third degree, or not. */
  static Optional<Relationship> of(double kinship, int sites) {
    return Arrays.stream(values())
        .filter(each -> kinship > Math.pow(2, -each.exponent))
        .findFirst()
        .filter(each -> sites >= each.fewestSites);
  }
}
