package org.medley.jobs.polygenic.score;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.medley.jobs.polygenic.weight.Category;
import org.medley.jobs.polygenic.weight.ScoringFile;

/**
 * One score of all samples.
 *
 * @param file where its weights stand
 * @param categories what became of each weight, in the order of the file
 * @param refusal why it is not computed; null: it is
 * @param sums one per sample, in the order of samples; empty where it is refused
 */
public record Score(
    ScoringFile file, List<Category> categories, String refusal, List<SampleSum> sums) {
  /** A score with lists of its own. */
  public Score {
    categories = List.copyOf(categories);
    sums = List.copyOf(sums);
  }

  /** How many weights have each category, in the order of categories; none is left out. */
  public Map<Category, Long> counts() {
    return Matches.counts(categories);
  }

  /** How many weights are in the sums. */
  public long matched() {
    return categories.stream().filter(Category::counts).count();
  }

  /** How many weights the file has. */
  public int total() {
    return categories.size();
  }

  /** A sentence on what became of the weights. */
  public String account() {
    String counts =
        counts().entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .map(entry -> "%d %s".formatted(entry.getValue(), entry.getKey().key()))
            .collect(Collectors.joining(", "));
    return "%s: %d of %d weights count (%s)".formatted(file.name(), matched(), total(), counts);
  }
}
