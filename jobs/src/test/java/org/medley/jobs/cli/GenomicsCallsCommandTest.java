package org.medley.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door as a user starts it: a process with its two streams and its exit code. */
class GenomicsCallsCommandTest {
  private static final Path CASES = Path.of("src/test/resources/pharmacogenes").toAbsolutePath();
  private static final Path CASE = CASES.resolve("vcf/built/PipelineTest.testHlab.vcf.gz");

  @TempDir private Path folder;

  @Test
  void printsOneDocumentOfEveryGene() throws IOException, InterruptedException {
    int exit =
        run(
            "--vcf",
            CASE.toString(),
            "--outside",
            CASES.resolve("outside/PipelineTest.testHlab.tsv").toString(),
            "--output",
            "json");

    assertThat(exit).isZero();
    JsonNode answer = JsonMapper.builder().build().readTree(out());
    assertThat(answer).hasSize(23);
    JsonNode called = gene(answer, "CYP2C9");
    assertThat(called.get("file").asText()).isEqualTo(CASE.toString());
    assertThat(called.get("sample").asText()).isEqualTo("Sample_1");
    assertThat(called.get("diplotypes").get(0).asText()).isEqualTo("*1/*1");
    assertThat(called.get("phenotypes").get(0).asText()).isEqualTo("Normal Metabolizer");
    assertThat(called.get("activity_score").asText()).isEqualTo("2.0");
    assertThat(called.get("called").asBoolean()).isTrue();
    assertThat(called.get("reason").isNull()).isTrue();
    assertThat(called.get("definition_version").asText()).isEqualTo("2025-11-05-00-25");
    assertThat(gene(answer, "HLA-B").get("phenotypes")).hasSize(3);
    JsonNode other = gene(answer, "TPMT");
    assertThat(other.get("called").asBoolean()).isFalse();
    assertThat(other.get("diplotypes")).isEmpty();
    assertThat(other.get("activity_score").isNull()).isTrue();
    assertThat(other.get("reason").asText()).isEqualTo("no position of the gene was called");
    assertThat(err()).isEmpty();
  }

  @Test
  void tellsOfMalformedLinesAndGoesOn() throws IOException, InterruptedException {
    Path file = folder.resolve("bad.vcf");
    Files.writeString(
        file,
        """
        ##fileformat=VCFv4.2
        #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tA\tB
        chr16\t31096368\t.\tC\tT\t.\t.\t.\tGT\t0/1\t0|9
        """);

    int exit = run("--vcf", file.toString());

    assertThat(exit).isZero();
    assertThat(err())
        .contains("bad.vcf, line 3: a call names an allele that the site does not have");
    assertThat(out()).contains("46 rows");
  }

  @Test
  void refusesWhatItCannotAssign() throws IOException, InterruptedException {
    Path outside = folder.resolve("outside.tsv");
    Files.writeString(outside, "CYP2D6\t*1/*1\n");
    Path file = folder.resolve("two.vcf");
    Files.writeString(
        file,
        "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tA\tB\n");

    assertThat(run("--vcf", file.toString(), "--outside", outside.toString())).isEqualTo(65);
    assertThat(err()).contains("outside calls name no sample, and there are 2 samples");
    assertThat(run("--vcf", folder.resolve("none.vcf").toString())).isEqualTo(66);
    assertThat(out()).isEmpty();
  }

  private int run(String... arguments) throws IOException, InterruptedException {
    return MedleyProcess.run(folder, "genomics calls", arguments);
  }

  private String out() throws IOException {
    return Files.readString(folder.resolve("out"));
  }

  private String err() throws IOException {
    return Files.readString(folder.resolve("err"));
  }

  private static JsonNode gene(JsonNode answer, String gene) {
    for (JsonNode call : answer) {
      if (call.get("gene").asText().equals(gene)) {
        return call;
      }
    }
    throw new AssertionError("no " + gene);
  }
}
