package org.medley.jobs.polygenic.ancestry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.PrincipalComponents;
import org.medley.features.contract.Samples;
import org.medley.features.contract.TableContract;
import org.medley.features.contract.Variants;
import org.medley.features.testing.SparkTest;
import org.medley.features.testing.TextTable;
import org.medley.jobs.contract.SamplePairs;
import org.medley.jobs.source.Extracts;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.vcf.GenomeBuild;
import org.medley.jobs.source.vcf.VcfSource;

/** Components of an invented cohort; the README of its folder says how plink2 gave the answers. */
@SparkTest
class AncestryTest {
  private static final Path CASES = Path.of("src/test/resources/ancestry").toAbsolutePath();
  private static final int COMPONENTS = 5;

  private static SparkSession spark;
  private static Ingestion ingestion;

  @TempDir private static Path folder;

  @BeforeAll
  static void ingest(SparkSession session) throws IOException {
    spark = session;
    Files.copy(CASES.resolve("cohort.vcf.gz"), folder.resolve("cohort.vcf.gz"));
    ingestion =
        new VcfSource()
            .ingest(
                Extracts.input(spark, "dna", folder, ZoneId.of("UTC"), Map.of("build", "GRCh38")));
  }

  @Test
  void componentsAreThoseOfPlink() throws IOException {
    Ancestry ancestry = ancestry(pairs(""), 1);

    List<String> values = Files.readAllLines(CASES.resolve("plink2.eigenval"));
    List<String> lines = Files.readAllLines(CASES.resolve("plink2.eigenvec"));
    Map<String, Double> found = places(ancestry);
    assertThat(found).hasSize(90 * ancestry.size());
    for (int component = 1; component <= COMPONENTS; component++) {
      double variance = Double.parseDouble(values.get(component - 1));
      assertThat(ancestry.variance(component)).isCloseTo(variance, within(1e-5 * variance));
      double sign = 0;
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split("\t");
        double expected = Double.parseDouble(cells[component + 1]) * Math.sqrt(90);
        double place = found.get(cells[1] + " " + component);
        sign = sign == 0 ? Math.signum(place * expected) : sign;
        assertThat(place * sign).isCloseTo(expected, within(1e-5));
      }
    }
  }

  @Test
  void partitionsDoNotMatter() {
    assertThat(places(ancestry(pairs(""), 7))).isEqualTo(places(ancestry(pairs(""), 1)));
  }

  @Test
  void relativesArePlacedAndDecideNothing() {
    Dataset<Row> pairs =
        pairs("| dna | S000 | S001 | 1 | 2 | 150 | 0.25 | first-degree |")
            .unionByName(pairs("| dna | S002 | S003 | 3 | 4 | 150 | 0.05 | third-degree |"));

    Ancestry ancestry = ancestry(pairs, 2);

    List<Row> rows = ancestry.components(spark, "dna").collectAsList();
    assertThat(rows.stream().filter(row -> !row.<Boolean>getAs(PrincipalComponents.FITTED)))
        .hasSize(ancestry.size())
        .allMatch(row -> row.getAs(PrincipalComponents.SAMPLE_ID).equals("S001"));
    assertThat(rows).hasSize(90 * ancestry.size());
    double squares =
        rows.stream()
            .filter(row -> row.<Boolean>getAs(PrincipalComponents.FITTED))
            .filter(row -> row.<Integer>getAs(PrincipalComponents.COMPONENT) == 1)
            .mapToDouble(row -> Math.pow(row.getAs(PrincipalComponents.VALUE), 2))
            .sum();
    assertThat(squares / 89).isCloseTo(1, within(1e-9));
  }

  @Test
  void tooFewSamplesHaveNoComponents() {
    Dataset<Row> few = table(Samples.TABLE).where("sample_id < 'S040'");

    Ancestry ancestry =
        Ancestry.of(
            spark,
            table(Variants.TABLE),
            table(Genotypes.TABLE),
            few,
            pairs(""),
            GenomeBuild.GRCH38);

    assertThat(ancestry.absence())
        .isEqualTo("no components: 40 unrelated samples, and at least 50 are needed");
    assertThat(ancestry.components(spark, "dna").count()).isZero();
  }

  @Test
  void tooFewVariantsGiveNoComponents() {
    Dataset<Row> few = table(Variants.TABLE).where("contig IN ('1', '2')");

    Ancestry ancestry =
        Ancestry.of(
            spark,
            few,
            table(Genotypes.TABLE),
            table(Samples.TABLE),
            pairs(""),
            GenomeBuild.GRCH38);

    assertThat(ancestry.absence()).matches("no components: 1\\d unlinked common variants, .*100.*");
  }

  private static Ancestry ancestry(Dataset<Row> pairs, int partitions) {
    return Ancestry.of(
        spark,
        table(Variants.TABLE),
        table(Genotypes.TABLE).repartition(partitions),
        table(Samples.TABLE).repartition(partitions),
        pairs,
        GenomeBuild.GRCH38);
  }

  private static Dataset<Row> table(TableContract contract) {
    return ingestion.tables().get(contract);
  }

  private static Dataset<Row> pairs(String row) {
    return TextTable.rows(
        spark,
        SamplePairs.TABLE,
        """
        | source | first_sample_id | second_sample_id | first_subject_id | second_subject_id | sites | kinship | relationship |
        """
            + row);
  }

  private static Map<String, Double> places(Ancestry ancestry) {
    return ancestry.components(spark, "dna").collectAsList().stream()
        .sorted(Comparator.comparing((Row row) -> row.getAs(PrincipalComponents.SAMPLE_ID)))
        .collect(
            Collectors.toMap(
                row ->
                    row.getAs(PrincipalComponents.SAMPLE_ID)
                        + " "
                        + row.getAs(PrincipalComponents.COMPONENT),
                row -> row.getAs(PrincipalComponents.VALUE)));
  }
}
