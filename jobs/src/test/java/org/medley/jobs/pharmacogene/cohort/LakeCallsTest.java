package org.medley.jobs.pharmacogene.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medley.features.contract.Subjects;
import org.medley.features.contract.TableContract;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.pharmacogene.Pharmacogenes;
import org.medley.jobs.pharmacogene.call.Caller;
import org.medley.jobs.pharmacogene.call.GeneCall;
import org.medley.jobs.pharmacogene.match.GenotypeVector;
import org.medley.jobs.pharmacogene.match.MatchSettings;
import org.medley.jobs.pharmacogene.vcf.CallsReader;
import org.medley.jobs.pharmacogene.vcf.SampleCalls;
import org.medley.jobs.source.Extracts;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.vcf.VcfSource;

@SparkTest
class LakeCallsTest {
  private static final Path FILES = Path.of("src/test/resources/pharmacogenes/vcf");

  private final Caller caller =
      Pharmacogenes.read(List.of(Path.of("../conf/pharmacogenes"))).caller(MatchSettings.ORDINARY);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "built/DpydTest.psTest3Sets.vcf.gz",
        "built/DpydTest.hapB3AndIntronicC_missingSecondAllele.vcf.gz",
        "built/NamedAlleleMatcherCyp2c19Test.sUnks17.vcf.gz",
        "built/ToxicGenesTest.testG6pd_MDPSCB_male.vcf.gz",
        "built/PipelineTest.testDuplicateEntrySecondIsBad.vcf.gz",
        "static/haplotype/UGT1A1/s6s60s80s28missingunphased.vcf.gz"
      })
  void genotypesOfTheLakeAreCalledAsThoseOfTheFile(String name, SparkSession spark)
      throws IOException {
    Path file = FILES.resolve(name);
    Files.copy(file, folder.resolve(file.getFileName().toString()));

    assertThat(ofLake(spark)).isEqualTo(ofFile(file));
  }

  /** Only the absence of rs1800460, in the second block, tells *3C from *3A. */
  @Test
  void blocksOfReferenceAreCallsWhereNoVariantIsStated(SparkSession spark) throws IOException {
    Extracts.write(
        folder,
        "a.vcf",
        """
        ##fileformat=VCFv4.2
        ##ALT=<ID=NON_REF,Description=any>
        #CHROM POS ID REF ALT QUAL FILTER INFO FORMAT A B
        chr6 18128000 . A <NON_REF> . . END=18130686 GT 0/0 0/0
        chr6 18130687 rs1142345 T C,<NON_REF> . . . GT 0/1 0/1
        chr6 18130688 . A <NON_REF> . . END=18149126 GT 0/0 ./.
        """
            .replace(' ', '\t'));

    Map<String, String> found = ofLake(spark);

    assertThat(found.get("A TPMT")).startsWith("[*1/*3C]");
    assertThat(found.get("B TPMT")).contains("*1/*3A", "*1/*3C");
    assertThat(found.get("A VKORC1")).contains("no position of the gene was called");
  }

  private Map<String, String> ofFile(Path file) {
    SampleCalls read =
        new CallsReader(caller.genes().stream().map(caller::definition).toList()).read(file);
    Map<String, String> found = new TreeMap<>();
    for (String gene : caller.genes()) {
      List<GenotypeVector> vectors = read.vectors().get(gene);
      for (int i = 0; i < vectors.size(); i++) {
        GeneCall call = caller.call(gene, vectors.get(i));
        found.put(
            read.samples().get(i) + " " + gene,
            call.diplotypes() + " " + call.phenotypes() + " " + call.reason());
      }
    }
    return found;
  }

  private Map<String, String> ofLake(SparkSession spark) throws IOException {
    Map<String, String> build = Map.of("build", "GRCh38");
    try (Ingestion ingestion =
        new VcfSource().ingest(Extracts.input(spark, "g", folder, ZoneOffset.UTC, build))) {
      Function<TableContract, Dataset<Row>> tables =
          table ->
              table.equals(Subjects.TABLE)
                  ? spark.createDataFrame(List.<Row>of(), Subjects.TABLE.schema())
                  : ingestion.tables().get(table);
      LakeCalls lake = LakeCalls.of(tables, Map.of("g", "GRCh38"), caller);
      Dataset<Row> vectors =
          CohortVectors.of(lake.calls(), lake.samples(), lake.reference(), caller);
      Map<String, String> found = new TreeMap<>();
      for (Row row : vectors.collectAsList()) {
        if (caller.genes().contains(row.getString(1))) {
          GeneCall call = SampleVectors.call(row.getString(1), row.getString(2), caller);
          found.put(
              row.getString(0) + " " + row.getString(1),
              call.diplotypes() + " " + call.phenotypes() + " " + call.reason());
        }
      }
      return found;
    }
  }
}
