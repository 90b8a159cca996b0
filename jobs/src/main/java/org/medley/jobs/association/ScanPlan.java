package org.medley.jobs.association;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import org.medley.jobs.polygenic.score.Cohort;
import org.medley.jobs.polygenic.score.FileColumns;
import org.medley.jobs.polygenic.score.MaleX;
import org.medley.jobs.polygenic.score.PloidyRules;
import org.medley.jobs.polygenic.score.Sex;
import org.medley.models.association.Design;

/** What every task of a scan must know. */
final class ScanPlan implements Serializable {
  private static final long serialVersionUID = 1L;

  final Map<String, FileColumns> files;
  final Sex[] sexes;
  final ScanSettings settings;

  /** Men have one copy of X, as in plink 1.9, whose {@code --xchr-model} is 1. */
  final PloidyRules rules;

  /** The design where everyone has two copies. */
  final Design diploid;

  ScanPlan(Cohort cohort, ScanSettings settings) {
    byte[] two = new byte[cohort.samples().size()];
    Arrays.fill(two, (byte) 2);
    this.files = cohort.files();
    this.settings = settings;
    this.rules = new PloidyRules(MaleX.ONE, settings.halfCalls());
    this.sexes =
        cohort.samples().stream()
            .map(sample -> settings.sexes().getOrDefault(sample, Sex.UNKNOWN))
            .toArray(Sex[]::new);
    this.diploid = Design.of(settings.traits(), two, false);
  }
}
