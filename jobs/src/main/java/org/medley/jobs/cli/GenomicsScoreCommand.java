package org.medley.jobs.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.control.Json;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.polygenic.match.MatchSettings;
import org.medley.jobs.polygenic.score.Frequencies;
import org.medley.jobs.polygenic.score.HalfCalls;
import org.medley.jobs.polygenic.score.MaleX;
import org.medley.jobs.polygenic.score.PloidyRules;
import org.medley.jobs.polygenic.score.PolygenicScores;
import org.medley.jobs.polygenic.score.SampleSexes;
import org.medley.jobs.polygenic.score.SampleSum;
import org.medley.jobs.polygenic.score.Score;
import org.medley.jobs.polygenic.score.ScoreSettings;
import org.medley.jobs.polygenic.score.Scores;
import org.medley.jobs.polygenic.weight.ScoringFile;
import org.medley.jobs.polygenic.weight.ScoringFiles;
import org.medley.jobs.session.Sessions;
import org.medley.jobs.source.SourceFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code medley genomics score}: polygenic scores of the samples in VCF files. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description = {
      "Sums polygenic scores of VCF files as 'plink2 --score' does, with weights matched to"
          + " variants as pgsc_calc matches them.",
      "Several VCF files hold the same samples, one chromosome each for instance. Each scoring"
          + " file is one score. A variant that no line holds is not matched, and never counts as"
          + " reference. A score of which too few weights match is refused: its rows say why, and"
          + " the command ends with 65.",
      "--output json: [{sample, score, sum, average, denominator, matched, total, allele_count,"
          + " dosage_sum, refused, reason, categories{}, genome_build, licence}]."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  medley genomics score --vcf cohort.vcf.gz --weights PGS000018_hmPOS_GRCh38.txt.gz",
      "  medley genomics score --vcf chr1.vcf.gz chr2.vcf.gz --weights my-weights.tsv"
          + " --frequencies reference.afreq --log weights.log --output json"
    })
final class GenomicsScoreCommand implements Callable<Integer>, WithoutLake {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("sample", "string"),
          new Column("score", "string"),
          new Column("sum", "double"),
          new Column("average", "double"),
          new Column("denominator", "bigint"),
          new Column("matched", "bigint"),
          new Column("total", "bigint"),
          new Column("reason", "string"));

  @Spec private CommandSpec spec;

  @Mixin private Options options;

  @Option(
      names = "--vcf",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "VCF files, plain, gzip or BGZF.")
  private List<String> files;

  @Option(
      names = "--weights",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = {
        "Scoring files of the PGS Catalog, harmonised or not; or tables with the columns ID, A1"
            + " and",
        "WEIGHT, where an ID is that of the VCF files or chrom:pos:ref:alt. Plain or gzip. A file",
        "with rows that cannot be understood is refused with all of them."
      })
  private List<String> weights;

  @Option(
      names = "--min-overlap",
      paramLabel = "SHARE",
      defaultValue = "0.75",
      description = "Share of its weights that must match for a score. Default: 0.75.")
  private double minOverlap;

  @Option(
      names = "--keep-ambiguous",
      description = "Counts A/T and C/G too, taken to be on the strand of the VCF files.")
  private boolean keepAmbiguous;

  @Option(names = "--keep-multiallelic", description = "Counts sites with several alternates too.")
  private boolean keepMultiallelic;

  @Option(
      names = "--no-mean-imputation",
      description =
          "Leaves genotypes that are missing out, and lessens the denominator; otherwise"
              + " they add what the frequency of the effect allele leads one to expect.")
  private boolean noMeanImputation;

  @Option(
      names = "--frequencies",
      paramLabel = "FILE",
      description = {
        "Allele frequencies of a reference cohort, from 'plink2 --freq' (.afreq), by ID and"
            + " alleles.",
        "Where there is none, the frequency is that of the samples in the VCF files."
      })
  private String frequencies;

  @Option(
      names = "--sex",
      paramLabel = "FILE",
      description =
          "Sexes of samples: plink2's .psam, with the columns IID and SEX. Where there is"
              + " none, lone alleles on X are those of men, and who has such, or calls on Y, has"
              + " a Y.")
  private String sexes;

  @Option(
      names = "--xchr-model",
      paramLabel = "1|2",
      defaultValue = "2",
      description = "What a lone allele on X counts for, as in plink2: 1, or 2 copies (default).")
  private int xModel;

  @Option(
      names = "--vcf-half-call",
      paramLabel = "missing|haploid",
      defaultValue = "missing",
      description =
          "What half-missing calls such as 0/. are taken for. Default: missing; haploid"
              + " suits files that code men so on X.")
  private HalfCalls halfCalls;

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "Writes what became of each weight there, one line each.")
  private Path log;

  @Override
  public Integer call() {
    check();
    Configuration hadoop = new Configuration();
    List<SourceFile> genotypes = named(files, hadoop);
    List<ScoringFile> scoring = ScoringFiles.read(named(weights, hadoop), hadoop);
    ScoreSettings settings =
        new ScoreSettings(
            new MatchSettings(keepAmbiguous, keepMultiallelic, minOverlap),
            !noMeanImputation,
            new PloidyRules(xModel == 1 ? MaleX.ONE : MaleX.TWO, halfCalls),
            frequencies == null
                ? Frequencies.none()
                : Frequencies.read(SourceFile.named(frequencies, hadoop), hadoop),
            sexes == null ? Map.of() : SampleSexes.read(SourceFile.named(sexes, hadoop), hadoop));
    SparkSession spark = Sessions.open(options.conf());
    Scores scores = new PolygenicScores(spark, genotypes, scoring, settings).compute();
    if (log != null) {
      WeightLog.write(log, scores.scores());
    }
    tell(scores);
    print(scores);
    boolean refused = scores.scores().stream().anyMatch(score -> score.refusal() != null);
    return (refused ? ExitCode.DATA_REJECTED : ExitCode.DONE).number();
  }

  private void check() {
    if (!(minOverlap >= 0 && minOverlap <= 1)) {
      throw new ParameterException(
          spec.commandLine(), "--min-overlap is a share from 0 to 1, and not " + minOverlap);
    }
    if (xModel != 1 && xModel != 2) {
      throw new ParameterException(spec.commandLine(), "--xchr-model is 1 or 2, and not " + xModel);
    }
  }

  private static List<SourceFile> named(List<String> names, Configuration hadoop) {
    return names.stream().distinct().map(name -> SourceFile.named(name, hadoop)).toList();
  }

  private void tell(Scores scores) {
    PrintStream progress = Streams.progress(options).out();
    scores.warnings().forEach(progress::println);
    for (Score score : scores.scores()) {
      ScoringFiles.doubt(score.file()).ifPresent(progress::println);
      progress.println(score.account());
      if (score.refusal() != null) {
        progress.println(
            "%s is refused: %s; --log says why weights do not match, --min-overlap changes the limit"
                .formatted(score.file().name(), score.refusal()));
      }
    }
  }

  private void print(Scores scores) {
    if (!options.json()) {
      List<List<Object>> rows = new ArrayList<>();
      for (Score score : scores.scores()) {
        for (int i = 0; i < scores.samples().size(); i++) {
          Map<String, Object> answer = answer(scores.samples().get(i), score, i);
          rows.add(Arrays.asList(COLUMNS.stream().map(Column::name).map(answer::get).toArray()));
        }
      }
      Streams.print(options, Rows.all(COLUMNS, rows));
      return;
    }
    PrintStream out = Streams.answer();
    String before = "[";
    for (Score score : scores.scores()) {
      for (int i = 0; i < scores.samples().size(); i++) {
        out.print(before);
        out.print(Json.write(answer(scores.samples().get(i), score, i)));
        before = ",\n";
      }
    }
    out.println("]");
  }

  private static Map<String, Object> answer(String sample, Score score, int number) {
    boolean refused = score.refusal() != null;
    SampleSum sum = refused ? null : score.sums().get(number);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("sample", sample);
    answer.put("score", score.file().name());
    answer.put("sum", refused ? null : sum.sum());
    answer.put("average", refused ? null : sum.average());
    answer.put("denominator", refused ? null : sum.denominator());
    answer.put("matched", score.matched());
    answer.put("total", score.total());
    answer.put("allele_count", refused ? null : sum.alleles());
    answer.put("dosage_sum", refused ? null : sum.dosage());
    answer.put("refused", refused);
    answer.put("reason", score.refusal());
    Map<String, Long> categories = new LinkedHashMap<>();
    score.counts().forEach((category, count) -> categories.put(category.key(), count));
    answer.put("categories", categories);
    answer.put("genome_build", score.file().genomeBuild().orElse(null));
    answer.put("licence", score.file().licence().orElse(null));
    return answer;
  }
}
