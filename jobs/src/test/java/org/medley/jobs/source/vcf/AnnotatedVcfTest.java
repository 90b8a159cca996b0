package org.medley.jobs.source.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medley.jobs.source.Extracts.texts;
import static org.medley.jobs.source.Extracts.write;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.VariantAnnotations;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.contract.AnnotationQuality;
import org.medley.jobs.source.Extracts;
import org.medley.jobs.source.Ingestion;

@SparkTest
class AnnotatedVcfTest {
  private static final String CSQ =
      "##INFO=<ID=CSQ,Number=.,Type=String,Description=\"Consequence annotations from Ensembl VEP."
          + " Format: Allele|Consequence|IMPACT|SYMBOL|Gene|Feature\">\n";

  @TempDir private Path folder;

  @Test
  void annotationsAreThoseOfSplitVep(SparkSession spark) throws IOException {
    List<String> found = new ArrayList<>();
    for (List<String> files : List.of(List.of("vep.vcf", "snpeff.vcf"), List.of("loftee.vcf"))) {
      Path own = java.nio.file.Files.createDirectory(folder.resolve("of" + files.size()));
      for (String file : files) {
        write(own, file, Lines.resource("annotated/" + file));
      }
      try (Ingestion ingestion = ingest(spark, own, Map.of("build", "GRCh37"))) {
        found.addAll(
            texts(
                ingestion.tables().get(VariantAnnotations.TABLE),
                "variant_id",
                "consequences",
                "impact",
                "gene",
                "gene_id",
                "feature",
                "biotype",
                "lof"));
        assertThat(ingestion.notes().get().get("annotations left out")).isEqualTo("0");
      }
    }

    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(
            Lines.resource("annotated/split-vep-expected.tsv")
                .lines()
                .skip(1)
                .map(line -> line.replace("\t.", "\t-").replace("\t", " | "))
                .toList());
  }

  @Test
  void anAnnotationFollowsItsAlternateThroughSplittingAndNormalisation(SparkSession spark)
      throws IOException {
    write(folder, "genome.fa", ">1\nAACACACAGT\n");
    write(
        folder,
        "a.vcf",
        tabs(
            "##fileformat=VCFv4.2\n"
                + CSQ
                + "#CHROM POS ID REF ALT QUAL FILTER INFO FORMAT S1 S2\n"
                // Insertion of CA at the end of the repeat, and loss of A there; bcftools norm.
                + "1 7 . CA CACA,C . . "
                + "CSQ=ACA|frameshift_variant|HIGH|GAIN|E1|T1,-|stop_gained|HIGH|LOSS|E2|T2"
                + " GT 0/1 1/2\n"));
    try (Ingestion ingestion =
        ingest(spark, folder, Map.of("build", "GRCh37", "reference", "genome.fa"))) {
      assertThat(
              texts(
                  ingestion.tables().get(VariantAnnotations.TABLE), "variant_id", "gene", "number"))
          .containsExactly("1:1:A:AAC | GAIN | 1", "1:7:CA:C | LOSS | 2");
      assertThat(texts(Lines.calls(ingestion), "variant_id", "sample_id", "dosage"))
          .containsExactly(
              "1:1:A:AAC | S1 | 1", "1:1:A:AAC | S2 | 1", "1:7:CA:C | S1 | 0", "1:7:CA:C | S2 | 1");
    }
  }

  @Test
  void whatCannotBeAssignedIsCountedAndItsCallsAreKept(SparkSession spark) throws IOException {
    String header =
        "##fileformat=VCFv4.2\n" + CSQ + "#CHROM POS ID REF ALT QUAL FILTER INFO FORMAT S1\n";
    write(
        folder,
        "a.vcf",
        tabs(
            header
                + "1 100 . A T . . CSQ=G|stop_gained|HIGH|A|E|T,T|stop_gained GT 0/1\n"
                + "1 200 . A T . . CSQ=T|stop_gained|HIGH|A|E|T GT 0/1\n"
                + "1 300 . A T . . CSQ=T|stop_gained|HIGH|A|E|T GT 0/3\n"
                + "1 400 . A . . . CSQ=T|stop_gained|HIGH|A|E|T GT 0/0\n"));
    // The same call again, with another annotation: the first line counts.
    write(
        folder, "b.vcf", tabs(header + "1 200 . A T . . CSQ=T|intron_variant|LOW|B|E|T GT 0/1\n"));
    try (Ingestion ingestion = ingest(spark, folder, Map.of("build", "GRCh37"))) {
      assertThat(texts(Lines.calls(ingestion), "variant_id"))
          .containsExactly("1:100:A:T", "1:200:A:T");
      assertThat(texts(ingestion.tables().get(VariantAnnotations.TABLE), "variant_id", "gene"))
          .containsExactly("1:200:A:T | A");
      assertThat(
              texts(
                  ingestion.tables().get(AnnotationQuality.TABLE),
                  "file",
                  "field",
                  "state",
                  "annotations"))
          .containsExactly(
              "a.vcf | CSQ | assigned | 1",
              "a.vcf | CSQ | no-such-allele | 1",
              "a.vcf | CSQ | wrong-column-count | 1");
      assertThat(ingestion.notes().get())
          .isEqualTo(Map.of("annotations", "3", "annotations left out", "2"));
    }
  }

  private static Ingestion ingest(SparkSession spark, Path folder, Map<String, String> options)
      throws IOException {
    return new VcfSource()
        .ingest(Extracts.input(spark, "genomics", folder, ZoneId.of("UTC"), options));
  }

  private static String tabs(String text) {
    return text.lines()
            .map(line -> line.startsWith("##") ? line : line.replace(' ', '\t'))
            .reduce((a, b) -> a + "\n" + b)
            .orElseThrow()
        + "\n";
  }
}
