package org.medley.jobs.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.polygenic.score.Cohort;
import org.medley.jobs.polygenic.score.HalfCalls;
import org.medley.jobs.polygenic.score.SampleSexes;
import org.medley.jobs.polygenic.score.Sex;
import org.medley.jobs.source.SourceFile;
import org.medley.models.association.AssociationModel;
import org.medley.models.association.Traits;

/** Counted alleles, samples and results are those of plink; the README of the folder says how. */
@SparkTest
class PlinkAssociationTest {
  private static final Path CASES = Path.of("src/test/resources/association").toAbsolutePath();
  private static final Configuration HADOOP = new Configuration();
  private static final Map<String, String> CONTIGS = Map.of("23", "X", "24", "Y", "26", "MT");

  /** plink computes odds in single precision: a statistic near zero is noise there. */
  private static final double SINGLE_PRECISION = 2e-6;

  /** Errors as large as this are printed where the likelihood has no maximum. */
  private static final double NO_ERROR = 900;

  private static SparkSession spark;

  @BeforeAll
  static void session(SparkSession session) {
    spark = session;
  }

  @Test
  void quantities() throws IOException {
    assertThat(assertEqual(scan("1", false), CASES.resolve("linear.txt"), 0)).isEqualTo(125);
  }

  @Test
  void quantitiesWithCovariates() throws IOException {
    assertThat(assertEqual(scan("1", true), CASES.resolve("linear-covariates.txt"), 0))
        .isEqualTo(119);
  }

  @Test
  void casesAndControls() throws IOException {
    assertThat(assertEqual(scan("2", false), CASES.resolve("logistic.txt"), SINGLE_PRECISION))
        .isEqualTo(96);
  }

  @Test
  void casesAndControlsWithCovariates() throws IOException {
    assertThat(
            assertEqual(
                scan("2", true), CASES.resolve("logistic-covariates.txt"), SINGLE_PRECISION))
        .isEqualTo(91);
  }

  @Test
  @EnabledIfSystemProperty(named = "medley.shared.data", matches = ".+")
  void everyCommonVariantOf1000Genomes() throws IOException {
    Path folder = Path.of(System.getProperty("medley.shared.data"), "genomics");
    try (Stream<Path> vcfs = Files.list(folder.resolve("1kg-phase3-subset"))) {
      List<SourceFile> files =
          vcfs.map(Path::toString)
              .filter(name -> name.endsWith(".vcf.gz"))
              .sorted()
              .map(name -> SourceFile.named(name, HADOOP))
              .toList();
      Path expected = folder.resolve("expected-1kg");
      List<Row> rows = scan(files, expected.resolve("pheno.plink.txt"), "1", null, Map.of());

      assertThat(assertEqual(rows, expected.resolve("plink19.assoc.linear.gz"), 0)).isEqualTo(6347);
    }
  }

  private static List<Row> scan(String phenotype, boolean withCovariates) {
    return scan(
        List.of(SourceFile.named(CASES.resolve("genotypes.vcf").toString(), HADOOP)),
        CASES.resolve("phenotypes.txt"),
        phenotype,
        withCovariates ? CASES.resolve("covariates.txt") : null,
        SampleSexes.read(
            SourceFile.named(CASES.resolve("samples.psam").toString(), HADOOP), HADOOP));
  }

  private static List<Row> scan(
      List<SourceFile> files,
      Path phenotypes,
      String phenotype,
      Path covariates,
      Map<String, Sex> sexes) {
    Cohort cohort = Cohort.read(spark, files, List.of());
    Map<String, Integer> samples = new HashMap<>();
    IntStream.range(0, cohort.samples().size())
        .forEach(i -> samples.put(cohort.samples().get(i), i));
    SourceFile file = SourceFile.named(phenotypes.toString(), HADOOP);
    TraitColumn column = TraitFile.phenotype(file, HADOOP, samples, phenotype);
    List<TraitColumn> columns =
        covariates == null
            ? List.of()
            : TraitFile.read(
                SourceFile.named(covariates.toString(), HADOOP), HADOOP, samples, List.of());
    boolean odds = column.isCaseControl();
    Traits traits =
        new Traits(
            odds ? AssociationModel.LOGISTIC : AssociationModel.LINEAR,
            odds ? column.cases() : column.values(),
            columns.stream().map(TraitColumn::values).toList());
    ScanSettings settings = new ScanSettings(traits, true, HalfCalls.MISSING, sexes);
    try (AssociationScan scan = AssociationScan.of(spark, files, cohort, settings)) {
      assertThat(scan.warnings()).isEmpty();
      return scan.variants().collectAsList();
    }
  }

  /** Compares every printed digit, and gives the number of results that were. */
  private static int assertEqual(List<Row> rows, Path expected, double noise) throws IOException {
    Map<List<String>, Row> found = new HashMap<>();
    for (Row row : rows) {
      String id = row.getAs("id") == null ? "." : row.getAs("id");
      found.put(
          List.of(
              row.getAs("contig"),
              id,
              row.getAs("position").toString(),
              row.getAs("effect_allele")),
          row);
    }
    int compared = 0;
    for (Map<String, String> line : lines(expected)) {
      String contig = CONTIGS.getOrDefault(line.get("CHR"), line.get("CHR"));
      Row row = found.get(List.of(contig, line.get("SNP"), line.get("BP"), line.get("A1")));
      assertThat(row).as(line.toString()).isNotNull();
      assertThat(row.getAs("n").toString()).as(line.toString()).isEqualTo(line.get("NMISS"));
      boolean none =
          line.get("P").equals("NA")
              || (line.containsKey("OR") && Double.parseDouble(line.get("SE")) > NO_ERROR);
      assertThat(row.getAs("reason") != null).as(line.toString()).isEqualTo(none);
      if (!none) {
        assertDigits(line, row, noise);
        compared++;
      }
    }
    return compared;
  }

  private static void assertDigits(Map<String, String> line, Row row, double noise) {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("BETA", "beta");
    columns.put("OR", "odds_ratio");
    columns.put("SE", "se");
    columns.put("STAT", "statistic");
    columns.put("P", "p");
    columns.forEach(
        (column, ours) -> {
          if (line.containsKey(column)) {
            double printed = Double.parseDouble(line.get(column));
            double unit = Math.pow(10, Math.floor(Math.log10(Math.abs(printed))) - 3);
            assertThat(row.<Double>getAs(ours))
                .as("%s of %s", column, line)
                .isCloseTo(printed, within(0.5001 * unit + noise));
          }
        });
  }

  private static List<Map<String, String>> lines(Path file) throws IOException {
    List<Map<String, String>> lines = new ArrayList<>();
    boolean packed = file.toString().endsWith(".gz");
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                packed
                    ? new GZIPInputStream(Files.newInputStream(file))
                    : Files.newInputStream(file),
                StandardCharsets.UTF_8))) {
      List<String> names = Arrays.asList(reader.readLine().strip().split(" +"));
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        String[] cells = text.strip().split(" +");
        Map<String, String> line = new HashMap<>();
        IntStream.range(0, cells.length).forEach(i -> line.put(names.get(i), cells[i]));
        lines.add(line);
      }
    }
    return lines;
  }
}
