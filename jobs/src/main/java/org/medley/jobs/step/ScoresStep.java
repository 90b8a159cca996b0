package org.medley.jobs.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.medley.features.contract.CallableBlocks;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.PrincipalComponents;
import org.medley.features.contract.SampleScores;
import org.medley.features.contract.Samples;
import org.medley.features.contract.TableContract;
import org.medley.features.contract.Variants;
import org.medley.jobs.contract.SamplePairs;
import org.medley.jobs.contract.ScoreFiles;
import org.medley.jobs.contract.ScoreWeights;
import org.medley.jobs.control.Json;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.polygenic.ancestry.Ancestry;
import org.medley.jobs.polygenic.ancestry.Standardisation;
import org.medley.jobs.polygenic.match.MatchSettings;
import org.medley.jobs.polygenic.score.LakeResult;
import org.medley.jobs.polygenic.score.LakeScores;
import org.medley.jobs.polygenic.score.LakeTables;
import org.medley.jobs.polygenic.score.Score;
import org.medley.jobs.polygenic.weight.Category;
import org.medley.jobs.polygenic.weight.ScoringFile;
import org.medley.jobs.polygenic.weight.ScoringFiles;
import org.medley.jobs.polygenic.weight.ScoringFolder;
import org.medley.jobs.polygenic.weight.Variant;
import org.medley.jobs.polygenic.weight.Weight;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.vcf.GenomeBuild;
import org.medley.jobs.source.vcf.ReferenceBases;
import org.medley.jobs.source.vcf.VcfSource;

/**
 * Polygenic scores of the samples of one source, and where the samples lie among ancestries. A
 * score that is refused, since too few of its weights match or it is on another build, stands with
 * its reason in {@code ops.score_files}, where a rule of data quality sees it; it scores nobody,
 * and the night goes on.
 */
public final class ScoresStep implements Step {
  /** The limits of pgsc_calc. */
  private static final MatchSettings MATCHING = new MatchSettings(false, false, 0.75);

  private final SourceSettings source;
  private final List<SourceFile> files;

  /**
   * The scores that {@code source} names.
   *
   * @throws MedleyException with exit code 66 if it names no scoring file
   */
  public ScoresStep(SourceSettings source) {
    this.source = source;
    this.files = ScoringFolder.of(source.options().get(VcfSource.SCORES), new Configuration());
  }

  @Override
  public String name() {
    return "scores:" + source.name();
  }

  @Override
  public List<Class<?>> code() {
    return List.of(getClass());
  }

  /** Scoring files count by name and content. */
  @Override
  public String settings() {
    Map<String, String> contents = new TreeMap<>();
    files.forEach(file -> contents.put(file.name(), file.digest()));
    return Json.write(
        List.of(
            GenomeSteps.build(source),
            source.options().getOrDefault(VcfSource.REFERENCE, ""),
            contents));
  }

  @Override
  public List<String> inputs() {
    return List.of(IngestStep.name(source.name()), GenotypesStep.NAME);
  }

  @Override
  public List<TableContract> writes() {
    return List.of(
        SampleScores.TABLE, PrincipalComponents.TABLE, ScoreFiles.TABLE, ScoreWeights.TABLE);
  }

  @Override
  public String slice() {
    return source.name();
  }

  @Override
  public Map<String, String> run(StepContext context) {
    SparkSession spark = context.spark();
    GenomeBuild build = build();
    Dataset<Row> variants = context.read(Variants.TABLE);
    Dataset<Row> genotypes = context.read(Genotypes.TABLE);
    Dataset<Row> samples = context.read(Samples.TABLE);
    Dataset<Row> pairs =
        context.read(SamplePairs.TABLE).where(col(SamplePairs.SOURCE).equalTo(source.name()));
    Ancestry ancestry = Ancestry.of(spark, variants, genotypes, samples, pairs, build);
    context.write(PrincipalComponents.TABLE, ancestry.components(spark, source.name()));
    List<ScoringFile> scoring =
        ScoringFiles.read(files, spark.sparkContext().hadoopConfiguration());
    LakeResult result =
        new LakeScores(
                spark,
                new LakeTables(variants, genotypes, context.read(CallableBlocks.TABLE), samples),
                scoring,
                MATCHING,
                build,
                reference(spark))
            .compute();
    Dataset<Row> sums = result.sums().persist(StorageLevel.MEMORY_AND_DISK());
    try {
      context.write(
          SampleScores.TABLE,
          SampleScores.TABLE.conform(
              Standardisation.of(spark, sums, ancestry)
                  .withColumn(SampleScores.SOURCE, lit(source.name()))));
    } finally {
      sums.unpersist();
    }
    context.write(ScoreFiles.TABLE, scoreFiles(spark, result.scores()));
    context.write(ScoreWeights.TABLE, weights(spark, result.scores()));
    return notes(result.scores(), ancestry);
  }

  private static Map<String, String> notes(List<Score> scores, Ancestry ancestry) {
    Map<String, String> notes = new TreeMap<>();
    long refused = scores.stream().filter(score -> score.refusal() != null).count();
    notes.put("scores", Long.toString(scores.size() - refused));
    notes.put("refused", Long.toString(refused));
    notes.put(
        "components",
        ancestry.absence() == null
            ? "%d of %d variants".formatted(ancestry.size(), ancestry.variants().size())
            : ancestry.absence());
    return notes;
  }

  private GenomeBuild build() {
    GenomeBuild build = GenomeBuild.byLabel().get(GenomeSteps.build(source));
    if (build == null) {
      throw new MedleyException(
          ExitCode.CONFIGURATION,
          "site.yaml: sources.%s.build is no assembly".formatted(source.name()),
          "use one of " + GenomeBuild.byLabel().keySet());
    }
    return build;
  }

  /** The FASTA file of the source; empty where it names none, or its path is no folder. */
  private Optional<ReferenceBases> reference(SparkSession spark) {
    String name = source.options().get(VcfSource.REFERENCE);
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    try {
      Path folder = new Path(source.path());
      boolean named = name != null && folder.getFileSystem(hadoop).exists(new Path(folder, name));
      return named
          ? Optional.of(
              ReferenceBases.of(spark, SourceFile.named(new Path(folder, name).toString(), hadoop)))
          : Optional.empty();
    } catch (IOException e) {
      throw new MedleyException(
          ExitCode.INPUT_OUTPUT,
          "the reference %s cannot be read".formatted(name),
          "check that it may be read, and start the command again",
          e);
    }
  }

  private Dataset<Row> scoreFiles(SparkSession spark, List<Score> scores) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      Score score = scores.get(i);
      ScoringFile file = score.file();
      String categories =
          score.counts().entrySet().stream()
              .filter(entry -> entry.getValue() > 0)
              .map(entry -> "%s %d".formatted(entry.getKey().key(), entry.getValue()))
              .collect(Collectors.joining(", "));
      rows.add(
          RowFactory.create(
              source.name(),
              file.name(),
              file.file(),
              files.get(i).digest(),
              file.genomeBuild().orElse(null),
              file.harmonised(),
              file.stated("weight_type").orElse(null),
              file.licence().orElse(null),
              Math.toIntExact(score.matched()),
              score.total(),
              categories,
              score.refusal(),
              ScoringFiles.doubt(file).orElse(null)));
    }
    return spark.createDataFrame(rows, ScoreFiles.TABLE.schema()).coalesce(1);
  }

  private Dataset<Row> weights(SparkSession spark, List<Score> scores) {
    List<Row> rows = new ArrayList<>();
    for (Score score : scores) {
      for (int i = 0; i < score.total(); i++) {
        Weight weight = score.file().weights().get(i);
        Category category = score.categories().get(i);
        Variant variant = weight.variant();
        rows.add(
            RowFactory.create(
                source.name(),
                score.file().name(),
                weight.line(),
                variant.contig(),
                variant.isPlaced() ? variant.position() : null,
                variant.id(),
                variant.effectAllele(),
                variant.otherAllele(),
                category.key(),
                category.counts()));
      }
    }
    return spark.createDataFrame(rows, ScoreWeights.TABLE.schema());
  }
}
