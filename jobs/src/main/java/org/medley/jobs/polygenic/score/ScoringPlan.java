package org.medley.jobs.polygenic.score;

import java.io.Serializable;
import java.util.Map;
import org.medley.jobs.polygenic.match.SiteMatcher;
import org.medley.jobs.polygenic.match.WeightIndex;

/** All that tasks need beside the lines: it is sent to each executor once. */
final class ScoringPlan implements Serializable {
  private static final long serialVersionUID = 1L;

  final Map<String, FileColumns> files;
  final WeightIndex weights;
  final SiteMatcher matcher;
  final int scores;
  final Sex[] sexes;
  final boolean imputes;
  final PloidyRules rules;
  final Frequencies frequencies;

  ScoringPlan(
      Cohort cohort, WeightIndex weights, int scores, SiteMatcher matcher, ScoreSettings settings) {
    this.files = cohort.files();
    this.weights = weights;
    this.matcher = matcher;
    this.scores = scores;
    this.sexes =
        cohort.samples().stream()
            .map(sample -> settings.sexes().getOrDefault(sample, Sex.UNKNOWN))
            .toArray(Sex[]::new);
    this.imputes = settings.imputes();
    this.rules = settings.rules();
    this.frequencies = settings.frequencies();
  }
}
