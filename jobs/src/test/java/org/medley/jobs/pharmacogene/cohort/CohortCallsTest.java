package org.medley.jobs.pharmacogene.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pharmacogene.Pharmacogenes;
import org.medley.jobs.pharmacogene.call.Caller;
import org.medley.jobs.pharmacogene.call.GeneCall;
import org.medley.jobs.pharmacogene.definition.Position;
import org.medley.jobs.pharmacogene.match.MatchSettings;
import org.medley.jobs.pharmacogene.vcf.CallsReader;
import org.medley.jobs.pharmacogene.vcf.SampleCalls;

@SparkTest
class CohortCallsTest {
  private static final StructType CALLS =
      new StructType()
          .add(CohortRows.SAMPLE_ID, DataTypes.StringType)
          .add(CohortRows.CONTIG, DataTypes.StringType)
          .add(CohortRows.POSITION, DataTypes.IntegerType)
          .add(CohortRows.REFERENCE, DataTypes.StringType)
          .add(CohortRows.ALTERNATE, DataTypes.StringType)
          .add(CohortRows.CALL, DataTypes.StringType)
          .add(CohortRows.PHASE_SET, DataTypes.StringType);

  private static final StructType SAMPLES =
      new StructType()
          .add(CohortRows.SAMPLE_ID, DataTypes.StringType)
          .add(CohortRows.X_PLOIDY, DataTypes.IntegerType);

  private static final StructType OUTSIDE =
      new StructType()
          .add(CohortRows.SAMPLE_ID, DataTypes.StringType)
          .add(CohortRows.GENE, DataTypes.StringType)
          .add(CohortRows.DIPLOTYPE, DataTypes.StringType)
          .add(CohortRows.PHENOTYPE, DataTypes.StringType)
          .add(CohortRows.ACTIVITY_SCORE, DataTypes.StringType);

  private final Caller caller =
      Pharmacogenes.read(List.of(Path.of("../conf/pharmacogenes"))).caller(MatchSettings.ORDINARY);

  private final SparkSession spark;
  private final List<Row> calls = new ArrayList<>();

  CohortCallsTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void everySampleHasEveryGene() {
    reference("A", "TPMT", Map.of("rs1142345", "0/1"));
    reference("B", "TPMT", Map.of());

    Map<String, Row> found = found(List.of("A", "B", "C"), List.of());

    assertThat(found).hasSize(3 * caller.reportedGenes().size());
    assertThat(diplotypes(found, "A TPMT")).containsExactly("*1/*3C");
    assertThat(diplotypes(found, "B TPMT")).containsExactly("*1/*1");
    assertThat(diplotypes(found, "C TPMT")).isEmpty();
    assertThat(text(found, "C TPMT", CohortRows.REASON))
        .isEqualTo("no position of the gene was called");
    assertThat(text(found, "A TPMT", CohortRows.DEFINITION_VERSION)).isEqualTo("2025-11-05-00-25");
    assertThat(text(found, "A CYP2D6", CohortRows.REASON)).startsWith("a VCF file does not show");
  }

  @Test
  void saysWhatTheDoorSays() {
    SampleCalls file =
        new CallsReader(caller.genes().stream().map(caller::definition).toList())
            .read(Path.of("src/test/resources/pharmacogenes/vcf/built/DpydTest.psHapB.vcf.gz"));
    GeneCall expected = caller.call("DPYD", file.vectors().get("DPYD").get(0));
    phased("A");

    Row found = found(List.of("A"), List.of()).get("A DPYD");

    assertThat(found.<String>getList(found.fieldIndex(CohortRows.DIPLOTYPES)))
        .isEqualTo(expected.diplotypes());
    assertThat(found.<String>getAs(CohortRows.ACTIVITY_SCORE)).isEqualTo(expected.activityScore());
  }

  @Test
  void rowsOfOneSiteArePutTogetherAndContradictionsAreNoCall() {
    calls.add(RowFactory.create("A", "16", 31096368, "C", "T", "0/1", null));
    calls.add(RowFactory.create("A", "16", 31096368, "C", "T", "0/1", null));
    calls.add(RowFactory.create("B", "16", 31096368, "C", "T", "0/1", null));
    calls.add(RowFactory.create("B", "16", 31096368, "C", "T", "1/1", null));
    calls.add(RowFactory.create("C", "16", 31096368, "C", "G", "0/0", null));
    calls.add(RowFactory.create("C", "16", 31096368, "C", "T", "1/1", null));
    calls.add(RowFactory.create("D", "16", 31096368, "C", "T", null, null));

    Map<String, Row> found = found(List.of("A", "B", "C", "D"), List.of());

    assertThat(diplotypes(found, "A VKORC1"))
        .containsExactly("rs9923231 reference (C)/rs9923231 variant (T)");
    assertThat(diplotypes(found, "B VKORC1")).isEmpty();
    assertThat(diplotypes(found, "C VKORC1"))
        .containsExactly("rs9923231 variant (T)/rs9923231 variant (T)");
    assertThat(diplotypes(found, "D VKORC1")).isEmpty();
  }

  @Test
  void rowsOfOtherSamplesArePassedOver() {
    reference("A", "TPMT", Map.of());
    reference("B", "TPMT", Map.of());

    Map<String, Row> found = found(List.of("B"), List.of());

    assertThat(found).hasSize(caller.reportedGenes().size());
    assertThat(diplotypes(found, "B TPMT")).containsExactly("*1/*1");
  }

  @Test
  void otherToolsCallsStandForTheMatcher() {
    Map<String, Row> found =
        found(
            List.of("A", "B"),
            List.of(
                RowFactory.create("A", "CYP2D6", "*1/*4", null, null),
                RowFactory.create("A", "CYP4F2", "*1/*3", null, null),
                RowFactory.create("A", "CYP4F2", "*4/*9", null, null)));

    assertThat(found).hasSize(2 * caller.reportedGenes().size());
    assertThat(text(found, "A CYP2D6", CohortRows.ACTIVITY_SCORE)).isEqualTo("1.0");
    assertThat(diplotypes(found, "A CYP4F2")).containsExactly("*1/*3", "*4/*9");
    assertThat(diplotypes(found, "B CYP2D6")).isEmpty();
  }

  @Test
  void aCallOfAnotherToolThatCannotBeUsedIsAReason() {
    Map<String, Row> found =
        found(List.of("A"), List.of(RowFactory.create("A", "CYP2D6", "*1", null, null)));

    assertThat(diplotypes(found, "A CYP2D6")).isEmpty();
    assertThat(text(found, "A CYP2D6", CohortRows.REASON))
        .isEqualTo(
            "a call of another tool cannot be used: it gives one allele to a gene that has two");
  }

  @Test
  void aMalformedCallEndsTheWork() {
    calls.add(RowFactory.create("A", "16", 31096368, "C", "T", "0/2", null));

    assertThatThrownBy(() -> found(List.of("A"), List.of()))
        .satisfies(
            failure ->
                assertThat(MedleyException.in(failure).orElseThrow())
                    .hasMessage(
                        "a call at position 31096368 of contig 16 is malformed: a call names an"
                            + " allele that the site does not have"))
        .hasMessageContaining("malformed");
  }

  /** The calls of the file that {@link #saysWhatTheDoorSays} reads. */
  private void phased(String sample) {
    SampleCalls file =
        new CallsReader(List.of(caller.definition("DPYD")))
            .read(Path.of("src/test/resources/pharmacogenes/vcf/built/DpydTest.psHapB.vcf.gz"));
    List<Position> sites = caller.definition("DPYD").sites();
    for (int i = 0; i < sites.size(); i++) {
      Position site = sites.get(i);
      var call = file.vectors().get("DPYD").get(0).calls().get(i);
      if (!call.isAbsent()) {
        String mark = call.phased() ? "|" : "/";
        String first = call.first().equals(site.reference()) ? "0" : "1";
        String second = call.second().equals(site.reference()) ? "0" : "1";
        calls.add(
            RowFactory.create(
                sample,
                site.contig(),
                site.position(),
                site.reference(),
                String.join(",", site.alternates()),
                first + mark + second,
                call.phaseSet()));
      }
    }
  }

  /** The reference at each position of {@code gene} but for some calls. */
  private void reference(String sample, String gene, Map<String, String> variants) {
    for (Position site : caller.definition(gene).sites()) {
      String name = site.rsid() == null ? "" : site.rsid();
      calls.add(
          RowFactory.create(
              sample,
              site.contig(),
              site.position(),
              site.reference(),
              site.alternates().get(0),
              variants.getOrDefault(name, "0/0"),
              null));
    }
  }

  private Map<String, Row> found(List<String> samples, List<Row> outside) {
    Dataset<Row> found =
        CohortCalls.of(
            CohortVectors.of(
                spark.createDataFrame(calls, CALLS).repartition(3),
                spark.createDataFrame(
                    samples.stream().map(sample -> RowFactory.create(sample, null)).toList(),
                    SAMPLES),
                ReferenceEntries.NONE,
                caller),
            spark.createDataFrame(outside, OUTSIDE),
            caller);
    Map<String, Row> byKey = new TreeMap<>();
    found.collectAsList().forEach(row -> byKey.put(row.getString(0) + " " + row.getString(1), row));
    return byKey;
  }

  private static List<String> diplotypes(Map<String, Row> found, String key) {
    Row row = found.get(key);
    return row.getList(row.fieldIndex(CohortRows.DIPLOTYPES));
  }

  private static String text(Map<String, Row> found, String key, String column) {
    return found.get(key).getAs(column);
  }
}
