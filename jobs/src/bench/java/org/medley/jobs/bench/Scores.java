package org.medley.jobs.bench;

import static org.apache.spark.sql.functions.sum;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.features.contract.CallableBlocks;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.SampleScores;
import org.medley.features.contract.Samples;
import org.medley.features.contract.TableContract;
import org.medley.features.contract.Variants;
import org.medley.jobs.cli.Medley;
import org.medley.jobs.polygenic.match.MatchSettings;
import org.medley.jobs.polygenic.score.LakeScores;
import org.medley.jobs.polygenic.score.LakeTables;
import org.medley.jobs.polygenic.weight.ScoringFiles;
import org.medley.jobs.session.Sessions;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.vcf.GenomeBuild;

/**
 * Measures a score of 2,504 random samples from the tables of the lake against {@code plink2
 * --score} on its own format, both after the load; plink2 must be on the path. Arguments: one that
 * is not looked at, the configuration, and how many times 10,000 sites to make. Run it by {@code
 * mvn verify -Pbench -DskipTests -Dbench.main=org.medley.jobs.bench.Scores}.
 */
public final class Scores {
  private static final int SAMPLES = 2504;
  private static final int SITES = 10_000;
  private static final int WARM = 3;

  private final Path conf;
  private final Path work;
  private final int sites;

  private Scores(Path conf, Path work, int sites) {
    this.conf = conf;
    this.work = work;
    this.sites = sites;
  }

  /** Runs all measurements. */
  public static void main(String[] arguments) throws IOException {
    Path conf = Path.of(arguments[1]).toAbsolutePath().normalize();
    Path work = Files.createTempDirectory("medley-bench");
    try {
      int sites = SITES * Integer.parseInt(arguments[2]);
      new Table(new Scores(conf, work, sites).run()).print(System.out);
    } finally {
      Folders.delete(work);
    }
  }

  private List<Measured> run() throws IOException {
    Path file = Files.createDirectory(work.resolve("in")).resolve("a.vcf");
    long bytes = new RandomVcf(SAMPLES, sites).write(file);
    Path weights = weights(file);
    load(file.getParent());
    List<Measured> results = new ArrayList<>();
    double[] total = new double[2];
    for (int i = 0; i <= WARM; i++) {
      String warmth = i == 0 ? "cold" : "warm";
      results.add(
          Measured.of("score in Spark, " + warmth, bytes, sites, () -> total[0] = score(weights)));
    }
    results.add(
        Measured.of(
            "plink2 --make-pgen, the load",
            bytes,
            sites,
            () -> plink("--vcf", file.toString(), "--make-pgen")));
    Measured warm = results.get(WARM);
    Measured plink =
        Measured.of(
            "plink2 --score",
            bytes,
            sites,
            () -> plink("--pfile", "plink", "--score", weights.toString(), "1", "4", "6", "header",
                "cols=+scoresums"));
    total[1] = plinkTotal();
    results.add(
        plink.with(
                String.format(
                    Locale.ROOT,
                    "Medley takes %.1f times as long; sums of all samples %.6g and %.6g",
                    warm.seconds() / plink.seconds(),
                    total[0],
                    total[1])));
    return results;
  }

  private static Path weights(Path file) throws IOException {
    Path weights = file.getParent().getParent().resolve("weights.txt");
    Random random = new Random(2);
    try (Stream<String> lines = Files.lines(file);
        BufferedWriter out = Files.newBufferedWriter(weights)) {
      out.write("rsID\tchr_name\tchr_position\teffect_allele\tother_allele\teffect_weight\n");
      for (String line : (Iterable<String>) lines.filter(each -> each.charAt(0) != '#')::iterator) {
        String[] fields = line.split("\t", 6);
        out.write(String.join("\t", fields[2], fields[0], fields[1], fields[4], fields[3]));
        out.write("\t" + random.nextGaussian() + "\n");
      }
    }
    return weights;
  }

  private void load(Path folder) {
    int code =
        Medley.run(
            "ingest",
            "--kind=vcf",
            "--option=build=GRCh37",
            "--path=" + folder,
            "--lake=" + work.resolve("lake"),
            "--conf=" + conf,
            "--output=json");
    if (code != 0) {
      throw new IllegalStateException("ingest ended with " + code);
    }
  }

  /** The sum over all samples. */
  private double score(Path weights) throws IOException {
    SparkSession spark = Sessions.open(conf);
    LakeTables tables =
        new LakeTables(
            table(spark, Variants.TABLE),
            table(spark, Genotypes.TABLE),
            table(spark, CallableBlocks.TABLE),
            table(spark, Samples.TABLE));
    Configuration hadoop = new Configuration();
    Dataset<Row> sums =
        new LakeScores(
                spark,
                tables,
                ScoringFiles.read(List.of(SourceFile.named(weights.toString(), hadoop)), hadoop),
                new MatchSettings(true, false, 0),
                GenomeBuild.GRCH37,
                Optional.empty())
            .compute()
            .sums();
    return sums.agg(sum(SampleScores.SUM)).head().getDouble(0);
  }

  private Dataset<Row> table(SparkSession spark, TableContract table) {
    return spark
        .read()
        .format("delta")
        .load(work.resolve("lake").resolve(table.name().replace('.', '/')).toString());
  }

  private void plink(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("plink2"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--threads", "2", "--silent", "--out", "plink"));
    int code = new ProcessBuilder(command).directory(work.toFile()).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("plink2 ended with " + code);
    }
  }

  private double plinkTotal() throws IOException {
    try (Stream<String> lines = Files.lines(work.resolve("plink.sscore"))) {
      return lines
          .skip(1)
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf('\t') + 1)))
          .sum();
    }
  }
}
