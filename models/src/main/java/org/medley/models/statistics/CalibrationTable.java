package org.medley.models.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Predicted against observed in groups of nearly equal size by predicted risk. Equal risks stay in
 * one group, that of the first of them, so a group may be empty.
 */
public final class CalibrationTable {
  /** Number of groups. */
  public static final int GROUPS = 10;

  private CalibrationTable() {}

  /**
   * One group of the table.
   *
   * @param number from 1, lowest risk first
   * @param predicted weighted mean risk; NaN: empty
   * @param observed share with the outcome; Wilson's interval (1927) at the effective sample size
   *     under clustering and weights (Korn and Graubard 1998)
   */
  public record Group(int number, double predicted, Estimate observed) {}

  /** The groups, empty ones included. */
  public static List<Group> of(Predictions p) {
    int[] group = assign(p);
    List<Group> groups = new ArrayList<>();
    for (int g = 0; g < GROUPS; g++) {
      boolean[] keep = new boolean[p.size()];
      for (int i = 0; i < keep.length; i++) {
        keep[i] = group[i] == g;
      }
      groups.add(group(g + 1, p.where(keep)));
    }
    return groups;
  }

  private static int[] assign(Predictions p) {
    Ranking ranking = new Ranking(p.label(), p.score());
    int[] group = new int[p.size()];
    int start = 0;
    for (int end : ranking.groupEnds()) {
      int number = (int) ((long) start * GROUPS / p.size());
      for (int i : Arrays.copyOfRange(ranking.order(), start, end)) {
        group[i] = number;
      }
      start = end;
    }
    return group;
  }

  private static Group group(int number, Predictions p) {
    if (p.size() == 0) {
      return new Group(number, Double.NaN, Estimate.notAssessable("no risks in this group"));
    }
    return new Group(number, p.mean(p.score()), wilson(p));
  }

  private static Estimate wilson(Predictions p) {
    double share = p.mean(p.label());
    Clusters clusters = p.clusters();
    double total = Arrays.stream(p.weight()).sum();
    double[] residuals = new double[p.size()];
    Arrays.setAll(residuals, i -> p.weight()[i] * (p.label()[i] - share) / total);
    double variance = Arrays.stream(clusters.sums(residuals)).map(d -> d * d).sum();
    boolean simple = !clusters.repeated() && p.unitWeights();
    double effective =
        simple
            ? p.size()
            : variance > 0 ? Math.min(share * (1 - share) / variance, p.size()) : clusters.count();
    double z2 = Estimate.Z * Estimate.Z / effective;
    double centre = (share + z2 / 2) / (1 + z2);
    double spread =
        Estimate.Z * Math.sqrt(share * (1 - share) / effective + z2 / (4 * effective)) / (1 + z2);
    String method =
        simple
            ? "share, Wilson 1927"
            : "share, Wilson 1927 at the effective sample size by subject";
    return new Estimate(share, centre - spread, centre + spread, method).within(0, 1);
  }
}
