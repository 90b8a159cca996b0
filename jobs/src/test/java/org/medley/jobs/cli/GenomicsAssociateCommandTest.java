package org.medley.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door as a user starts it. */
class GenomicsAssociateCommandTest {
  private static final String VCF =
      """
      ##fileformat=VCFv4.2
      #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tA\tB\tC\tD\tE\tF\tG\tH
      chr1\t100\trs1\tA\tG\t.\t.\t.\tGT\t0/0\t0/0\t0/0\t0/1\t0/1\t0/1\t1/1\t./.
      chr1\t200\t.\tA\tG\t.\t.\t.\tGT\t0/0\t0/0\t0/0\t0/0\t0/0\t0/0\t0/0\t0/0
      chr1\t300\t.\tA\tG\t.\t.\t.\tGT\t0/0\t0/0\t0/9\t0/0\t0/0\t0/0\t0/0\t0/0
      """;
  private static final String SAMPLES =
      """
      "sample.id","age","status"
      "A",40,0
      "B",50,1
      "C",42,0
      "D",61,0
      "E",57,1
      "F",48,0
      "G",66,1
      "H",39,NA
      "I",39,1
      """;

  @TempDir private Path folder;

  @Test
  void answersForEachVariant() throws IOException, InterruptedException {
    Path vcf = Files.writeString(folder.resolve("a.vcf"), VCF);
    Path samples = Files.writeString(folder.resolve("s.csv"), SAMPLES);
    Path out = folder.resolve("scan.tsv");

    int exit =
        run(
            "--vcf",
            vcf.toString(),
            "--phenotypes",
            samples.toString(),
            "--phenotype",
            "status",
            "--out",
            out.toString(),
            "--output",
            "json");

    assertThat(exit).isZero();
    JsonNode answer = JsonMapper.builder().build().readTree(read("out"));
    assertThat(answer.get("model").asText()).isEqualTo("logistic");
    assertThat(answer.get("samples").asInt()).isEqualTo(7);
    assertThat(answer.get("variants").asInt()).isEqualTo(2);
    assertThat(answer.get("tested").asInt()).isEqualTo(1);
    assertThat(answer.get("lambda").asDouble()).isPositive();
    JsonNode first = answer.get("results").get(0);
    assertThat(first.get("contig").asText()).isEqualTo("1");
    assertThat(first.get("position").asInt()).isEqualTo(100);
    assertThat(first.get("effect_allele").asText()).isEqualTo("G");
    assertThat(first.get("n").asInt()).isEqualTo(7);
    assertThat(first.get("odds_ratio").asDouble())
        .isCloseTo(Math.exp(first.get("beta").asDouble()), within(1e-9));
    assertThat(first.get("p").asDouble()).isBetween(0.1, 0.9);
    assertThat(first.get("reason").isNull()).isTrue();
    JsonNode second = answer.get("results").get(1);
    assertThat(second.get("id").isNull()).isTrue();
    assertThat(second.get("p").isNull()).isTrue();
    assertThat(second.get("reason").asText()).isEqualTo("all samples have the same genotype");
    assertThat(read("err"))
        .contains(
            "a.vcf, line 5: a call names an allele that the site does not have; the line is left"
                + " out",
            "logistic regression of status: 7 of 8 samples have it and all covariates",
            "1 of 2 variants have a result; genomic inflation factor ");
    List<String> written = Files.readAllLines(out);
    assertThat(written).hasSize(3);
    assertThat(written.get(2))
        .startsWith("1\t200\tNA\tA\tG\tG\t7\tNA\tNA\tNA\tNA\tNA\tall samples");
  }

  @Test
  void saysWhatIsWrongWithItsFiles() throws IOException, InterruptedException {
    String vcf = Files.writeString(folder.resolve("a.vcf"), VCF).toString();
    String samples =
        Files.writeString(folder.resolve("s.csv"), SAMPLES.replace("50", "old") + "\"A\",1\n")
            .toString();

    assertThat(run("--vcf", vcf, "--phenotypes", samples, "--phenotype", "age")).isEqualTo(65);
    assertThat(read("err"))
        .contains("line 3 has no number in age", "line 11 has 2 columns and not 3")
        .doesNotContain("old");
    assertThat(read("out")).isEmpty();
  }

  private int run(String... arguments) throws IOException, InterruptedException {
    return MedleyProcess.run(folder, "genomics associate", arguments);
  }

  private String read(String stream) throws IOException {
    return Files.readString(folder.resolve(stream));
  }
}
