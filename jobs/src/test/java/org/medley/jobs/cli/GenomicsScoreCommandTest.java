package org.medley.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door as a user starts it. */
class GenomicsScoreCommandTest {
  private static final String VCF =
      """
      ##fileformat=VCFv4.2
      #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tA\tB
      chr1\t100\t.\tA\tG\t.\t.\t.\tGT\t0/1\t1/1
      """;
  private static final String WEIGHTS =
      """
      #pgs_id=PGS1
      #genome_build=GRCh38
      #license=cite it
      chr_name\tchr_position\teffect_allele\tother_allele\teffect_weight
      1\t100\tG\tA\t0.5
      """;

  @TempDir private Path folder;

  @Test
  void answersForEachSampleAndScore() throws IOException, InterruptedException {
    Path vcf = Files.writeString(folder.resolve("a.vcf"), VCF);
    Path weights = Files.writeString(folder.resolve("w.txt"), WEIGHTS);
    Path poor =
        Files.writeString(
            folder.resolve("poor.txt"), WEIGHTS.replace("PGS1", "PGS2") + "1\t200\tG\tA\t1\n");
    Path log = folder.resolve("weights.log");

    int exit =
        run(
            "--vcf",
            vcf.toString(),
            "--weights",
            weights.toString(),
            poor.toString(),
            "--log",
            log.toString(),
            "--output",
            "json");

    assertThat(exit).isEqualTo(65);
    JsonNode answer = JsonMapper.builder().build().readTree(read("out"));
    assertThat(answer).hasSize(4);
    JsonNode first = answer.get(0);
    assertThat(first.get("sample").asText()).isEqualTo("A");
    assertThat(first.get("score").asText()).isEqualTo("PGS1");
    assertThat(first.get("sum").asDouble()).isEqualTo(0.5);
    assertThat(first.get("average").asDouble()).isEqualTo(0.25);
    assertThat(first.get("denominator").asLong()).isEqualTo(2);
    assertThat(first.get("allele_count").asLong()).isEqualTo(2);
    assertThat(first.get("dosage_sum").asDouble()).isEqualTo(1);
    assertThat(first.get("matched").asLong()).isEqualTo(1);
    assertThat(first.get("total").asLong()).isEqualTo(1);
    assertThat(first.get("refused").asBoolean()).isFalse();
    assertThat(first.get("categories").get("swapped").asLong()).isEqualTo(1);
    assertThat(first.get("genome_build").asText()).isEqualTo("GRCh38");
    assertThat(first.get("licence").asText()).isEqualTo("cite it");
    JsonNode refused = answer.get(3);
    assertThat(refused.get("score").asText()).isEqualTo("PGS2");
    assertThat(refused.get("refused").asBoolean()).isTrue();
    assertThat(refused.get("sum").isNull()).isTrue();
    assertThat(refused.get("reason").asText()).startsWith("1 of 2 weights match (50.0 %)");
    assertThat(read("err")).contains("PGS2 is refused: 1 of 2 weights match");
    List<String> logged = Files.readAllLines(log);
    assertThat(logged).hasSize(4);
    assertThat(logged.get(3)).startsWith("PGS2\t6\t.\t1\t200\tG\tA\tunmatched\t");
  }

  @Test
  void saysWhatIsWrongWithTheCommandOrItsFiles() throws IOException, InterruptedException {
    Path vcf = Files.writeString(folder.resolve("a.vcf"), VCF);
    Path weights =
        Files.writeString(folder.resolve("w.txt"), WEIGHTS.replace("0.5", "much") + "1\n");

    assertThat(run("--vcf", vcf.toString(), "--weights", weights.toString())).isEqualTo(65);
    assertThat(read("err"))
        .contains(
            "line 5: effect_weight 'much' is not a number", "line 6: has 1 columns and not 5");
    assertThat(run("--vcf", vcf.toString(), "--weights", "none.txt")).isEqualTo(66);
    assertThat(run("--vcf", vcf.toString(), "--weights", weights.toString(), "--min-overlap", "75"))
        .isEqualTo(64);
    assertThat(read("out")).isEmpty();
  }

  private int run(String... arguments) throws IOException, InterruptedException {
    return MedleyProcess.run(folder, "genomics score", arguments);
  }

  private String read(String stream) throws IOException {
    return Files.readString(folder.resolve(stream));
  }
}
