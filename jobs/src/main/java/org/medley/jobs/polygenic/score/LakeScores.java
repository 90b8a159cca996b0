package org.medley.jobs.polygenic.score;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.Variants;
import org.medley.jobs.polygenic.match.Match;
import org.medley.jobs.polygenic.match.MatchSettings;
import org.medley.jobs.polygenic.match.SiteMatcher;
import org.medley.jobs.polygenic.match.WeightIndex;
import org.medley.jobs.polygenic.weight.Category;
import org.medley.jobs.polygenic.weight.ScoringFile;
import org.medley.jobs.source.vcf.Contigs;
import org.medley.jobs.source.vcf.GenomeBuild;
import org.medley.jobs.source.vcf.ReferenceBases;

/**
 * Scores the samples of a source from the tables of the lake, by the rules of {@link
 * PolygenicScores} with its defaults: sexes are what the calls say, a lone allele on X counts
 * twice, genotypes that are not known add what the source's own frequency leads one to expect.
 *
 * <p>A call that is in no table is homozygous reference, since every line of a source states all of
 * its samples. Where no line states a weight's place at all, it counts only if the reference base
 * is known from the FASTA file of the source, and is one of the weight's two: samples whose
 * callable blocks (gVCF) cover the place are then homozygous reference, and the others are not
 * known. Without FASTA nobody can say which of the two alleles all samples carry, so that such a
 * weight stays unmatched. Only weights of single bases outside of Y are matched so.
 */
public final class LakeScores {
  private final SparkSession spark;
  private final LakeTables tables;
  private final List<ScoringFile> scores;
  private final MatchSettings matching;
  private final GenomeBuild build;
  private final Optional<ReferenceBases> reference;

  /**
   * The scores of {@code scores} of the samples in {@code tables}, which are of one source.
   *
   * @param build of the source; a score that states another is refused
   * @param reference bases of the assembly; empty: not known
   */
  public LakeScores(
      SparkSession spark,
      LakeTables tables,
      List<ScoringFile> scores,
      MatchSettings matching,
      GenomeBuild build,
      Optional<ReferenceBases> reference) {
    this.spark = spark;
    this.tables = tables;
    this.scores = List.copyOf(scores);
    this.matching = matching;
    this.build = build;
    this.reference = reference;
  }

  /**
   * Computes them. Weights are matched on the driver against the variants at their places, which do
   * not grow with samples; then the genotypes are read once, joined with the broadcast weights, and
   * added up in one shuffle of one row per sample and score. Sums are of whole numbers (see {@link
   * LakeEffects}), so that they do not depend on any order. Triggers one action, and two more where
   * the reference is known and some weight has no variant.
   */
  public LakeResult compute() {
    WeightIndex index = new WeightIndex(scores);
    List<LakeSite> sites = LakeSite.of(nearVariants(index));
    Matches matches = matches(index, sites, Map.of());
    Map<Integer, Category> contested =
        matches.mustBeRepeated() ? matches.contested() : Map.<Integer, Category>of();
    matches = contested.isEmpty() ? matches : matches(index, sites, contested);
    SiteMatcher matcher = new SiteMatcher(index, matching, contested);
    Optional<CoveredSites> covered = covered(index, sites, matcher, matches);
    List<Score> accounts = accounts(matches);
    LakeEffects effects = new LakeEffects(index, accounts);
    for (LakeSite site : sites) {
      site.matches(matcher, index).forEach(match -> effects.add(site, match));
    }
    covered.ifPresent(places -> places.matches().forEach(effects::addReference));
    Dataset<Row> bySample =
        effects.sums(
            tables
                .genotypes()
                .join(broadcast(effects.rows(spark)), new String[] {Genotypes.VARIANT_ID}));
    return new LakeResult(
        accounts,
        effects.totals(
            tables.samples(),
            bySample,
            covered.map(places -> places.counts(spark, effects)),
            spark));
  }

  /** The variants that weights may belong to, by place. */
  private List<Row> nearVariants(WeightIndex index) {
    Broadcast<WeightIndex> shared =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(index);
    FilterFunction<Row> near =
        row -> {
          String id = row.getString(3);
          return shared
                  .value()
                  .near(Contigs.human(row.getString(1)), row.getInt(2), id == null ? "." : id)
                  .length
              > 0;
        };
    return tables
        .variants()
        .where(
            col(Variants.SITE_ALTERNATES)
                .gt(0)
                .and(not(col(Variants.ALT).isin(Variants.ANY_OTHER.toArray()))))
        .select(LakeSite.columns())
        .filter(near)
        .collectAsList();
  }

  private Matches matches(
      WeightIndex index, List<LakeSite> sites, Map<Integer, Category> contested) {
    SiteMatcher matcher = new SiteMatcher(index, matching, contested);
    Matches matches = new Matches(scores.stream().mapToInt(each -> each.weights().size()).sum());
    for (LakeSite site : sites) {
      site.matches(matcher, index)
          .forEach(match -> matches.add(match.weight(), match.type(), match.category()));
    }
    return matches;
  }

  /** What is known of places without a line; the weights that match there go to {@code matches}. */
  private Optional<CoveredSites> covered(
      WeightIndex index, List<LakeSite> sites, SiteMatcher matcher, Matches matches) {
    if (reference.isEmpty()) {
      return Optional.empty();
    }
    CoveredSites covered =
        CoveredSites.of(index, sites, matcher, reference.get(), tables.blocks(), spark);
    for (Match match : covered.matches()) {
      matches.add(match.weight(), match.type(), match.category());
    }
    return Optional.of(covered);
  }

  private List<Score> accounts(Matches matches) {
    List<List<Category>> categories = matches.categories(scores);
    List<Score> accounts = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      ScoringFile file = scores.get(i);
      Score open = new Score(file, categories.get(i), null, List.of());
      String refusal = otherBuild(file).orElse(matching.refusal(open.matched(), open.total()));
      accounts.add(new Score(file, categories.get(i), refusal, List.of()));
    }
    return accounts;
  }

  private Optional<String> otherBuild(ScoringFile file) {
    return file.knownBuild()
        .filter(stated -> stated != build)
        .map(
            stated ->
                "its positions are on %s and those of the source on %s"
                    .formatted(stated.label(), build.label()));
  }
}
