package org.medley.jobs.polygenic.score;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Scores of the samples of a source.
 *
 * @param scores what became of each score and its weights, without sums
 * @param sums one row per sample and score that is not refused: sample_id, score_id, sum, average,
 *     denominator, allele_count, dosage_sum, matched and total as in {@code
 *     clinical.polygenic_scores}
 */
public record LakeResult(List<Score> scores, Dataset<Row> sums) {
  /** A result with a list of its own. */
  public LakeResult {
    scores = List.copyOf(scores);
  }
}
