package org.medley.jobs.polygenic.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.polygenic.match.SiteMatcher;
import org.medley.jobs.polygenic.match.WeightIndex;
import org.medley.jobs.polygenic.weight.Category;
import org.medley.jobs.polygenic.weight.ScoringFile;
import org.medley.jobs.source.LineReader;
import org.medley.jobs.source.SourceFile;

/**
 * Scores the samples of VCF files: weights are matched as pgsc_calc does (Lambert et al. 2024,
 * doi:10.1101/2024.05.29.24307783) and summed as {@code plink2 --score} does.
 */
public final class PolygenicScores {
  /** plink2 takes no frequencies from fewer samples than these. */
  private static final int FEW_SAMPLES = 50;

  private final SparkSession spark;
  private final List<SourceFile> files;
  private final List<ScoringFile> scores;
  private final ScoreSettings settings;

  /** The scores of {@code scores} in the VCF {@code files}. */
  public PolygenicScores(
      SparkSession spark,
      List<SourceFile> files,
      List<ScoringFile> scores,
      ScoreSettings settings) {
    this.spark = spark;
    this.files = List.copyOf(files);
    this.scores = List.copyOf(scores);
    this.settings = settings;
  }

  /**
   * Computes them. Every file is read once, and once more where a weight matches several lines that
   * would count: which one is meant is known only when all lines were seen. Memory is that of the
   * weights, and of samples times scores for each task; one shuffle of as much per part. Triggers
   * two actions, or three. The same files give the same bits.
   *
   * @throws MedleyException with exit code 65 if the files cannot be scored together, or one is not
   *     whole
   */
  public Scores compute() {
    Cohort cohort = Cohort.read(spark, files, scores);
    WeightIndex index = new WeightIndex(scores);
    Dataset<Row> parts = parts(cohort, index, Map.of());
    try {
      Matches matches = matches(parts);
      if (!matches.mustBeRepeated()) {
        return scores(cohort, parts, matches);
      }
      parts.unpersist();
      parts = parts(cohort, index, matches.contested());
      return scores(cohort, parts, matches(parts));
    } catch (RuntimeException e) {
      throw MedleyException.rethrown(e);
    } finally {
      parts.unpersist();
    }
  }

  private Dataset<Row> parts(Cohort cohort, WeightIndex index, Map<Integer, Category> contested) {
    SiteMatcher matcher = new SiteMatcher(index, settings.matching(), contested);
    Broadcast<ScoringPlan> plan =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(new ScoringPlan(cohort, index, scores.size(), matcher, settings));
    return LineReader.readParts(
            spark, files, PartColumns.SCHEMA, lines -> new PartScorer(plan.value()).rows(lines))
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  private Matches matches(Dataset<Row> parts) {
    return Matches.collect(parts, scores, files.stream().map(SourceFile::name).toList());
  }

  private Scores scores(Cohort cohort, Dataset<Row> parts, Matches matches) {
    List<List<Category>> categories = matches.categories(scores);
    Map<Integer, List<SampleSum>> sums = sums(parts);
    List<Score> computed = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      List<Category> ofWeights = categories.get(i);
      String refusal =
          settings
              .matching()
              .refusal(ofWeights.stream().filter(Category::counts).count(), ofWeights.size());
      List<SampleSum> ofScore =
          refusal == null ? sums.getOrDefault(i, List.of()) : List.<SampleSum>of();
      computed.add(new Score(scores.get(i), ofWeights, refusal, ofScore));
    }
    return new Scores(cohort.samples(), computed, warnings(cohort, computed, matches));
  }

  private List<String> warnings(Cohort cohort, List<Score> computed, Matches matches) {
    List<String> warnings = new ArrayList<>(matches.warnings());
    if (matches.halfCalls() > 0) {
      warnings.add(
          "%d calls are half-missing, such as 0/., and taken as %s; see --vcf-half-call"
              .formatted(
                  matches.halfCalls(),
                  settings.rules().halfCalls() == HalfCalls.MISSING ? "missing" : "lone alleles"));
    }
    boolean imputed =
        computed.stream()
            .flatMap(score -> score.sums().stream())
            .anyMatch(sum -> sum.denominator() > sum.alleles());
    if (imputed && cohort.samples().size() < FEW_SAMPLES && settings.frequencies().isEmpty()) {
      warnings.add(
          "missing genotypes are filled in by the allele frequencies of %d samples, which are few:"
                  .formatted(cohort.samples().size())
              + " give frequencies of a reference cohort with --frequencies, or leave them out"
              + " with --no-mean-imputation");
    }
    return warnings;
  }

  private static Map<Integer, List<SampleSum>> sums(Dataset<Row> parts) {
    Map<Integer, List<SampleSum>> sums = new HashMap<>();
    List<Row> blocks =
        Totals.of(parts).orderBy(PartColumns.SCORE, PartColumns.BLOCK).collectAsList();
    for (Row block : blocks) {
      List<SampleSum> ofScore = sums.computeIfAbsent(block.getInt(0), key -> new ArrayList<>());
      List<Double> values = block.getList(2);
      List<Double> dosages = block.getList(3);
      List<Long> denominators = block.getList(4);
      List<Long> alleles = block.getList(5);
      for (int i = 0; i < values.size(); i++) {
        ofScore.add(
            new SampleSum(values.get(i), dosages.get(i), denominators.get(i), alleles.get(i)));
      }
    }
    return sums;
  }
}
