package org.medley.jobs.polygenic.score;

import java.util.List;

/**
 * Scores of the samples of VCF files.
 *
 * @param samples names in the order of the first file
 * @param scores in the order of the scoring files
 * @param warnings sentences without names or values of samples
 */
public record Scores(List<String> samples, List<Score> scores, List<String> warnings) {
  /** Scores with lists of their own. */
  public Scores {
    samples = List.copyOf(samples);
    scores = List.copyOf(scores);
    warnings = List.copyOf(warnings);
  }
}
