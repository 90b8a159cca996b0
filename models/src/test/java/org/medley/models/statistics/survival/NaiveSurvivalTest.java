package org.medley.models.statistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Fast statistics against loops over pairs and times, on small data full of ties. */
class NaiveSurvivalTest {
  @Test
  void concordanceEqualsTheLoopOverPairs() {
    SplittableRandom random = new SplittableRandom(4);
    int compared = 0;
    for (int round = 0; round < 200; round++) {
      TimedPredictions p = random(random, 2 + random.nextInt(25), 3);
      double tau = 1 + random.nextInt(7);
      for (Concordance.Pairs pairs : Concordance.Pairs.values()) {
        double expected = byPairs(p, tau, pairs);
        double found = Concordance.of(p, tau, pairs).value();
        if (Double.isNaN(expected)) {
          assertThat(found).isNaN();
        } else {
          assertThat(found).isCloseTo(expected, within(1e-12));
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(250);
  }

  @Test
  void influenceIsTheSlopeOfTheConcordanceInTheWeight() {
    TimedPredictions p = random(new SplittableRandom(9), 30, 3);
    double[] influence = Concordance.of(p, 5, Concordance.Pairs.ALIKE).influence();
    double step = 1e-6;
    for (int i = 0; i < p.size(); i++) {
      double[] more = p.weight().clone();
      more[i] += step;
      double slope =
          (byPairs(weighted(p, more), 5, Concordance.Pairs.ALIKE)
                  - byPairs(p, 5, Concordance.Pairs.ALIKE))
              / step;
      assertThat(influence[i]).isCloseTo(p.weight()[i] * slope, within(1e-5));
    }
  }

  @Test
  void incidenceEqualsTheProductOverTimes() {
    SplittableRandom random = new SplittableRandom(6);
    for (int round = 0; round < 100; round++) {
      TimedPredictions p = random(random, 1 + random.nextInt(30), 3);
      double horizon = random.nextInt(9);
      assertThat(Incidence.by(horizon, p.time(), p.cause(), p.weight()))
          .isCloseTo(byTimes(p, horizon), within(1e-12));
    }
    assertThat(Incidence.by(5, new double[] {1}, new int[] {1}, new double[] {0})).isNaN();
  }

  @Test
  void weightsOfAHorizonAddUpToAllWithoutTies() {
    double[] time = {1, 2, 3, 4, 5, 6};
    int[] cause = {1, 0, 2, 0, 1, 0};
    TimedPredictions p = of(time, cause, time, new double[] {1, 1, 1, 1, 1, 1});
    assertThat(new HorizonWeights(p, 5.5).of(p.weight()))
        .containsExactly(new double[] {1, 0, 1.25, 0, 1.875, 1.875}, within(1e-12));
    // follow-up is cut at 6: who was followed up to it had no event
    assertThat(new HorizonWeights(p, 6).of(p.weight())[5]).isCloseTo(1.875, within(1e-12));
  }

  @Test
  void anEventAtTheHorizonCounts() {
    TimedPredictions p =
        of(new double[] {5, 5}, new int[] {1, 0}, new double[] {1, 1}, new double[] {1, 1});
    assertThat(p.events(5)).isEqualTo(1);
    assertThat(Incidence.by(5, p.time(), p.cause(), p.weight())).isEqualTo(0.5);
    assertThat(Incidence.by(4.9, p.time(), p.cause(), p.weight())).isZero();
  }

  @Test
  void separationDoesNotConverge() {
    CoxFit fit =
        CoxFit.fit(
            new double[] {1, 2, 3, 4},
            new boolean[] {true, true, false, false},
            new double[][] {{1}, {1}, {0}, {0}},
            new double[] {1, 1, 1, 1});
    assertThat(fit.converged()).isFalse();
    assertThat(fit.coefficients()[0]).isNaN();
  }

  private static double byPairs(TimedPredictions p, double tau, Concordance.Pairs pairs) {
    Censoring g = Censoring.of(p.time(), p.cause(), p.weight(), Censoring.AtRisk.WITHOUT_EVENTS);
    double won = 0;
    double all = 0;
    for (int i = 0; i < p.size(); i++) {
      for (int j = 0; j < p.size(); j++) {
        double t = p.time()[i];
        double s = p.time()[j];
        boolean later = s > t || (s == t && p.cause()[j] == 0);
        boolean other = p.cause()[j] > 1 && s <= t;
        if (i == j || !p.isEvent(i, tau) || !(later || other)) {
          continue;
        }
        double weight = p.weight()[i] * p.weight()[j];
        if (pairs == Concordance.Pairs.CENSORING) {
          weight /= g.before(i) * (later ? g.before(i) : g.before(j));
        }
        double difference = p.risk()[i] - p.risk()[j];
        won += weight * (difference > 0 ? 1 : difference == 0 ? 0.5 : 0);
        all += weight;
      }
    }
    return won / all;
  }

  private static double byTimes(TimedPredictions p, double horizon) {
    double free = 1;
    double incidence = 0;
    for (double t : Arrays.stream(p.time()).distinct().filter(t -> t <= horizon).toArray()) {
      double atRisk = 0;
      double events = 0;
      double any = 0;
      for (int i = 0; i < p.size(); i++) {
        atRisk += p.time()[i] >= t ? p.weight()[i] : 0;
        events += p.time()[i] == t && p.cause()[i] == 1 ? p.weight()[i] : 0;
        any += p.time()[i] == t && p.cause()[i] > 0 ? p.weight()[i] : 0;
      }
      incidence += free * events / atRisk;
      free *= 1 - any / atRisk;
    }
    return incidence;
  }

  private static TimedPredictions random(SplittableRandom random, int n, int causes) {
    double[] time = new double[n];
    int[] cause = new int[n];
    double[] risk = new double[n];
    double[] weight = new double[n];
    for (int i = 0; i < n; i++) {
      time[i] = 1 + random.nextInt(8);
      cause[i] = random.nextInt(causes);
      risk[i] = random.nextInt(6) / 6.0;
      weight[i] = 0.5 + random.nextInt(3);
    }
    return of(time, cause, risk, weight);
  }

  private static TimedPredictions of(double[] time, int[] cause, double[] risk, double[] weight) {
    long[] subject = new long[time.length];
    Arrays.setAll(subject, i -> i);
    return TimedPredictions.of(subject, time, cause, risk, risk, weight);
  }

  private static TimedPredictions weighted(TimedPredictions p, double[] weight) {
    return new TimedPredictions(p.subject(), p.time(), p.cause(), p.risk(), p.linear(), weight);
  }
}
