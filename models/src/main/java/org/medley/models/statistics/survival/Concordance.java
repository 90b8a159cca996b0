package org.medley.models.statistics.survival;

import java.util.Arrays;
import org.medley.models.statistics.Clusters;

/**
 * Concordance of risk and time to event: of all comparable pairs, one with the event and one still
 * free of it then, the share in which the first has the higher risk, equal risks counting half.
 * Pairs with events at the same time are not comparable; a loss at the time of an event comes after
 * it.
 *
 * <p>Harrell's C (JAMA 1982;247:2543) weights all pairs alike; Uno's (Stat Med 2011;30:1105) by
 * 1/G(t-)^2. With competing events a subject who had one stays free of the event (Wolbers et al,
 * Epidemiology 2009;20:555); Uno's weights are then those of Wolbers et al, Biostatistics
 * 2014;15:526, 1/(G(t-) G(s-)) for a competing event at s. The standard error is the infinitesimal
 * jackknife as in R's {@code survival::concordance}, summed within subjects, weights taken as
 * known.
 *
 * @param value the concordance; NaN without comparable pairs
 * @param standardError of the value
 * @param influence of each sample on the value
 */
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, compared by no one
public record Concordance(double value, double standardError, double[] influence) {
  /** How pairs are weighted. */
  public enum Pairs {
    /** All alike: Harrell. */
    ALIKE,
    /** By the inverse probability of censoring: Uno. */
    CENSORING
  }

  /** Concordance over events at or before {@code tau}. */
  public static Concordance of(TimedPredictions p, double tau, Pairs pairs) {
    Sums sums = new Sums(p, tau, pairs);
    sums.backward();
    sums.forward();
    double concordant = 0;
    double comparable = 0;
    for (int i = 0; i < p.size(); i++) {
      concordant += p.weight()[i] * sums.won[i] / 2;
      comparable += p.weight()[i] * sums.all[i] / 2;
    }
    double value = concordant / comparable;
    double[] influence = new double[p.size()];
    for (int i = 0; i < influence.length; i++) {
      influence[i] = p.weight()[i] * (sums.won[i] - value * sums.all[i]) / comparable;
    }
    return new Concordance(value, spread(influence, p.clusters()), influence);
  }

  /** Standard error of the difference to {@code other} on the same samples. */
  public double differenceError(Concordance other, Clusters clusters) {
    double[] differences = new double[influence.length];
    Arrays.setAll(differences, i -> influence[i] - other.influence[i]);
    return spread(differences, clusters);
  }

  private static double spread(double[] influence, Clusters clusters) {
    return Math.sqrt(Arrays.stream(clusters.sums(influence)).map(d -> d * d).sum());
  }

  /** For each sample the weight of its pairs, and of those that are concordant. */
  private static final class Sums {
    private final TimedPredictions p;
    private final double tau;
    private final int[] rank;
    private final int ranks;
    private final double[] root;
    private final double[] won;
    private final double[] all;

    Sums(TimedPredictions p, double tau, Pairs pairs) {
      this.p = p;
      this.tau = tau;
      double[] distinct = Arrays.stream(p.risk()).sorted().distinct().toArray();
      this.rank = Arrays.stream(p.risk()).mapToInt(r -> place(distinct, r)).toArray();
      this.ranks = distinct.length;
      this.root = new double[p.size()];
      Censoring censoring =
          Censoring.of(p.time(), p.cause(), p.weight(), Censoring.AtRisk.WITHOUT_EVENTS);
      Arrays.setAll(root, i -> pairs == Pairs.ALIKE ? 1 : 1 / censoring.before(i));
      this.won = new double[p.size()];
      this.all = new double[p.size()];
    }

    /** Pairs of an event and a later time: what each event gains from those who are later. */
    void backward() {
      PrefixSums later = new PrefixSums(ranks);
      PrefixSums events = new PrefixSums(ranks);
      int end = p.size();
      while (end > 0) {
        int start = start(end);
        for (int i = start; i < end; i++) {
          if (p.cause()[i] == TimedPredictions.CENSORED) {
            later.add(rank[i], p.weight()[i]);
          }
        }
        for (int i = start; i < end; i++) {
          if (p.isEvent(i, tau)) {
            gain(i, later, root[i] * root[i]);
            events.add(rank[i], p.weight()[i] * root[i]);
          }
        }
        for (int i = start; i < end; i++) {
          if (p.cause()[i] > TimedPredictions.EVENT) {
            lose(i, events, root[i]);
          }
          if (p.cause()[i] != TimedPredictions.CENSORED) {
            later.add(rank[i], p.weight()[i]);
          }
        }
        end = start;
      }
    }

    /** The other halves of the pairs, from the earliest time on. */
    void forward() {
      PrefixSums events = new PrefixSums(ranks);
      PrefixSums competing = new PrefixSums(ranks);
      int start = 0;
      while (start < p.size()) {
        int end = start;
        for (; end < p.size() && p.time()[end] == p.time()[start]; end++) {
          if (p.cause()[end] > TimedPredictions.EVENT) {
            competing.add(rank[end], p.weight()[end] * root[end]);
          }
          if (p.cause()[end] != TimedPredictions.CENSORED) {
            lose(end, events, 1);
          }
        }
        for (int i = start; i < end; i++) {
          if (p.isEvent(i, tau)) {
            gain(i, competing, root[i]);
            events.add(rank[i], p.weight()[i] * root[i] * root[i]);
          }
        }
        for (int i = start; i < end; i++) {
          if (p.cause()[i] == TimedPredictions.CENSORED) {
            lose(i, events, 1);
          }
        }
        start = end;
      }
    }

    /** Event {@code i} against {@code others}, who ought to have lower risks. */
    private void gain(int i, PrefixSums others, double factor) {
      double below = others.below(rank[i]);
      double same = others.below(rank[i] + 1) - below;
      won[i] += factor * (below + same / 2);
      all[i] += factor * others.below(ranks);
    }

    /** Sample {@code i} against {@code events}, which ought to have higher risks. */
    private void lose(int i, PrefixSums events, double factor) {
      double upTo = events.below(rank[i] + 1);
      double same = upTo - events.below(rank[i]);
      double total = events.below(ranks);
      won[i] += factor * (total - upTo + same / 2);
      all[i] += factor * total;
    }

    private int start(int end) {
      int start = end - 1;
      while (start > 0 && p.time()[start - 1] == p.time()[end - 1]) {
        start--;
      }
      return start;
    }

    private static int place(double[] distinct, double risk) {
      return Arrays.binarySearch(distinct, risk);
    }
  }
}
