package org.medley.jobs.polygenic.weight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.polygenic.weight.LinearEffect.Inheritance;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.vcf.GenomeBuild;

class ScoringFilesTest {
  @TempDir private Path folder;

  @Test
  void readsAFileOfTheCatalog() throws IOException {
    ScoringFile file =
        read(
            """
            ###PGS CATALOG SCORING FILE - see https://www.pgscatalog.org/downloads/
            #format_version=2.0
            ##POLYGENIC SCORE (PGS) INFORMATION
            #pgs_id=PGS000001
            #weight_type=beta
            #genome_build=hg19
            #variants_number=5
            #license=PGS obtained from the Catalog should be cited
            rsID|chr_name|chr_position|effect_allele|other_allele|effect_weight|is_dominant|is_interaction|locus_name
            rs1|chr1|100|a|G|1.5e-2|False||APOE
            rs2|23|200|C|A/T|-2|True||
            rs3|MT|300|AT|A|3|||
            HLA-B*57:01|||P|N|4|||
            rs5_x_rs6|||A_x_C||5||True|
            """);

    assertThat(file.name()).isEqualTo("PGS000001");
    assertThat(file.knownBuild()).contains(GenomeBuild.GRCH37);
    assertThat(file.licence()).contains("PGS obtained from the Catalog should be cited");
    assertThat(ScoringFiles.doubt(file)).isEmpty();
    assertThat(file.weights()).extracting(Weight::line).containsExactly(10L, 11L, 12L, 13L, 14L);
    assertThat(file.weights())
        .extracting(Weight::unscorable)
        .containsExactly(null, null, null, Category.COMPLEX, Category.INTERACTION);
    assertThat(file.weights().get(0).variant()).isEqualTo(new Variant("1", 100, "rs1", "A", "G"));
    assertThat(file.weights().get(0).effect())
        .isEqualTo(new LinearEffect(Inheritance.ADDITIVE, 0.015));
    assertThat(file.weights().get(1).variant()).isEqualTo(new Variant("X", 200, "rs2", "C", null));
    assertThat(file.weights().get(1).effect())
        .isEqualTo(new LinearEffect(Inheritance.DOMINANT, -2));
  }

  @Test
  void prefersHarmonisedPositions() throws IOException {
    ScoringFile file =
        read(
            """
            #genome_build=GRCh37
            #HmPOS_build=GRCh38
            rsID|chr_name|chr_position|effect_allele|effect_weight|hm_source|hm_rsID|hm_chr|hm_pos|hm_inferOtherAllele
            rs1|1|100|A|1|ENSEMBL|rs11|1|150|G
            rs2|1|200|A|1|Unknown||||
            """);

    assertThat(file.name()).isEqualTo("scores.txt");
    assertThat(file.genomeBuild()).contains("GRCh38");
    assertThat(file.weights().get(0).variant()).isEqualTo(new Variant("1", 150, "rs11", "A", "G"));
    assertThat(file.weights().get(1).unscorable()).isEqualTo(Category.UNMAPPED);
  }

  @Test
  void readsWeightsByDosage() throws IOException {
    ScoringFile file =
        read(
            """
            rsID|effect_allele|dosage_0_weight|dosage_1_weight|dosage_2_weight
            rs1|A|0|1|4
            """);

    Effect effect = file.weights().get(0).effect();
    assertThat(effect.of(1, 2)).isEqualTo(1);
    assertThat(effect.of(2, 2)).isEqualTo(4);
    assertThat(effect.expected(0.5, 2)).isEqualTo(1.5);
    assertThat(file.weights().get(0).variant()).isEqualTo(new Variant(null, 0, "rs1", "A", null));
  }

  @Test
  void readsIdAlleleAndWeight() throws IOException {
    ScoringFile file = read("#ID A1 BETA\nrs1 A 1\nchr2:500:C:T T 2\n");

    assertThat(file.weights())
        .extracting(Weight::variant)
        .containsExactly(
            new Variant(null, 0, "rs1", "A", null),
            new Variant("2", 500, "chr2:500:C:T", "T", "C"));
  }

  @Test
  void listsEveryProblemOfEveryFile() throws IOException {
    String bad =
        """
        rsID|chr_name|chr_position|effect_allele|other_allele|effect_weight|is_dominant|is_recessive
        rs1|1|1e5|A|G|1||
        rs1|1|100|A|G|NaN||
        rs1|1|100||G|1||
        rs1|1|100|A|G|
        rs1|1|100|A|G|1|True|True
        |1||A|G|1|maybe|
        rs1|1|100|A|G|1||
        """;

    assertThatThrownBy(() -> read(bad, "no columns here\n", ""))
        .isInstanceOfSatisfying(
            MedleyException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATA_REJECTED))
        .hasMessageContaining("scores.txt, line 2: chr_position '1e5' is not a position")
        .hasMessageContaining("line 3: effect_weight 'NaN' is not a number")
        .hasMessageContaining("line 4: effect_allele is empty")
        .hasMessageContaining("line 5: has 6 columns and not 8")
        .hasMessageContaining("line 6: it is both dominant and recessive")
        .hasMessageContaining("line 7: is_dominant 'maybe' is neither True nor False")
        .hasMessageContaining("neither a position (chr_name, chr_position) nor an rsID")
        .hasMessageContaining("1scores.txt, line 1: does not name the columns")
        .hasMessageContaining("2scores.txt: it holds no weight")
        .hasMessageNotContaining("line 8");
  }

  private ScoringFile read(String text) throws IOException {
    return read(new String[] {text}).get(0);
  }

  private List<ScoringFile> read(String... texts) throws IOException {
    List<SourceFile> files = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      Path file = folder.resolve((i == 0 ? "" : i) + "scores.txt");
      Files.writeString(file, texts[i].replace('|', '\t'));
      files.add(SourceFile.named(file.toString(), new Configuration()));
    }
    return ScoringFiles.read(files, new Configuration());
  }
}
