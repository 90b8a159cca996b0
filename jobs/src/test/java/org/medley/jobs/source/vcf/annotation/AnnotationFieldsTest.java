package org.medley.jobs.source.vcf.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnnotationFieldsTest {
  private static final String CSQ =
      "##INFO=<ID=CSQ,Number=.,Type=String,Description=\"Consequence annotations from Ensembl VEP."
          + " Format: Allele|Consequence|IMPACT|SYMBOL|Gene|Feature_type|Feature|HGVSp|ALLELE_NUM"
          + "|CANONICAL|MANE_SELECT|LoF|gnomADe_AF|MAX_AF\">";
  private static final String ANN =
      "##INFO=<ID=ANN,Number=.,Type=String,Description=\"Functional annotations: 'Allele |"
          + " Annotation | Annotation_Impact | Gene_Name | Gene_ID | Feature_Type | Feature_ID |"
          + " Transcript_BioType | Rank | HGVS.c | HGVS.p | cDNA.pos / cDNA.length | CDS.pos /"
          + " CDS.length | AA.pos / AA.length | Distance | ERRORS / WARNINGS / INFO' \">";

  @Test
  void everythingThatVepStatesIsKept() {
    SiteAnnotations site =
        fields(CSQ)
            .read(
                "AC=1;CSQ=T|stop_gained&splice_region_variant|HIGH|GENE1|ENSG1|Transcript|ENST1"
                    + "|ENSP1:p.Thr1%3D||YES|NM_1.2|HC|0.001|0.25,T||||||||||||;DB",
                "A", List.of("T"));

    assertThat(site.assigned())
        .containsExactly(
            new Annotation(
                1,
                1,
                "VEP",
                "GENE1",
                "ENSG1",
                "Transcript",
                "ENST1",
                null,
                "stop_gained&splice_region_variant",
                "HIGH",
                null,
                "ENSP1:p.Thr1=",
                true,
                "NM_1.2",
                "HC",
                0.25,
                null));
    assertThat(site.states())
        .isEqualTo(Map.of("CSQ", Map.of("wrong-column-count", 1L, "assigned", 1L)));
  }

  @Test
  void snpEffIsReadByItsHeaderUnderAnyKey() {
    SiteAnnotations site =
        fields(ANN.replace("ID=ANN", "ID=EFFECTS"))
            .read(
                "EFFECTS=T|missense_variant|MODERATE|G1|E1|transcript|T1|Coding|1/2|c.1A>T"
                    + "|p.Lys1Arg|1/9|1/9|1/3||,T|intergenic_region|MODIFIER|G1-G2|E1-E2"
                    + "|intergenic_region|E1-E2|||n.5A>T||||||",
                "A",
                List.of("T"));

    assertThat(site.assigned()).extracting(Annotation::annotator).containsOnly("SnpEff");
    // What lies between two genes is in neither.
    assertThat(site.assigned()).extracting(Annotation::gene).containsExactly("G1", null);
    assertThat(site.assigned()).extracting(Annotation::hgvsP).containsExactly("p.Lys1Arg", null);
    assertThat(site.assigned()).extracting(Annotation::biotype).containsExactly("Coding", null);
    assertThat(site.assigned()).extracting(Annotation::canonical).containsOnlyNulls();
  }

  @Test
  void vepUnderTheKeyOfSnpEffIsReadAsVep() {
    SiteAnnotations site =
        fields(CSQ.replace("ID=CSQ", "ID=ANN"))
            .read("ANN=C|frameshift_variant||G1||||||||||", "A", List.of("AC"));

    assertThat(site.assigned()).extracting(Annotation::annotator).containsExactly("VEP");
    assertThat(site.assigned()).extracting(Annotation::impact).containsExactly("HIGH");
  }

  @Test
  void theHighestFrequencyOfAnAlternateIsThatOfAllItsAnnotations() {
    AnnotationFields fields =
        fields(CSQ, "##INFO=<ID=gnomAD_AF,Number=A,Type=Float,Description=\"\">");
    String info =
        "gnomAD_AF=0.5,.;AF=0.1,0.2;CSQ="
            + "C|missense_variant||G1||||||||||,"
            + "G|missense_variant||G1|||||||||0.01&0.02|.,"
            + "G|missense_variant||G2||||||||||3e-2";

    SiteAnnotations site = fields.read(info, "A", List.of("C", "G"));

    assertThat(site.assigned()).extracting(Annotation::alternate).containsExactly(1, 2, 2);
    assertThat(site.assigned()).extracting(Annotation::frequency).containsExactly(0.5, 0.03, 0.03);
    assertThat(site.assigned())
        .extracting(Annotation::statedFrequency)
        .containsExactly(0.1, 0.2, 0.2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.01", "-0.1", "rare", "NaN", "1e999"})
  void aFrequencyThatIsNoShareNeverMakesAVariantRare(String frequency) {
    String info = "CSQ=T|stop_gained||G1|||||||||%s|".formatted(frequency);

    assertThat(fields(CSQ).read(info, "A", List.of("T")).states())
        .isEqualTo(Map.of("CSQ", Map.of("bad-frequency", 1L)));
    String stated = "AF=%s;CSQ=T|stop_gained||G1||||||||||".formatted(frequency);
    assertThat(fields(CSQ).read(stated, "A", List.of("T")).assigned())
        .extracting(Annotation::statedFrequency)
        .containsOnlyNulls();
  }

  @Test
  void anAlleleBeforeAFrequencyMustBeTheAnnotations() {
    String info = "CSQ=T|stop_gained||G1|||||||||A:0.4&T:0.1|";

    assertThat(fields(CSQ).read(info, "A", List.of("T")).assigned())
        .extracting(Annotation::frequency)
        .containsExactly(0.1);
  }

  @Test
  void aLineCannotFillTheMemoryWithAnnotations() {
    String one = "T|stop_gained||G1||||||||||";
    int many = AnnotationFields.MOST + 30_000;
    String info = "CSQ=" + (one + ",").repeat(many - 1) + one;

    SiteAnnotations site = fields(CSQ).read(info, "A", List.of("T"));

    assertThat(site.assigned()).hasSize(AnnotationFields.MOST);
    assertThat(site.states().get("CSQ"))
        .isEqualTo(Map.of("assigned", (long) AnnotationFields.MOST, "too-many", 30_000L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "##INFO=<ID=EFF,Number=.,Type=String,Description=\"Predicted effects for this variant."
            + "Format: 'Effect ( Effect_Impact | Functional_Class | Codon_Change )' \">",
        "##INFO=<ID=BCSQ,Number=.,Type=String,Description=\"Local consequence annotation from"
            + " BCFtools/csq. Format: Consequence|gene|transcript|biotype|strand\">",
        "##INFO=<ID=CSQ,Number=.,Type=String,Description=\"Consequences\">",
        "##FORMAT=<ID=CSQ,Number=.,Type=String,Description=\"Format: Allele|Consequence\">",
      })
  void otherFieldsAreNotRead(String line) {
    assertThat(fields(line).isEmpty()).isTrue();
  }

  @Test
  void aKeyIsNotFoundInsideAnother() {
    SiteAnnotations site = fields(CSQ).read("XCSQ=1;CSQX=2;CSQ=.;CSQ", "A", List.of("T"));

    assertThat(site.assigned()).isEmpty();
    assertThat(site.states()).isEmpty();
  }

  /** As Ensembl publishes it, release 115. */
  @ParameterizedTest
  @CsvSource({
    "intron_variant&splice_acceptor_variant, HIGH",
    "feature_truncation,                     HIGH",
    "protein_altering_variant,               MODERATE",
    "splice_donor_5th_base_variant,          LOW",
    "stop_retained_variant&3_prime_UTR_variant, LOW",
    "TFBS_ablation,                          MODIFIER",
    "coding_sequence_variant,                MODIFIER",
    "something_new,                          ",
    "something_new&missense_variant,         MODERATE",
  })
  void theImpactFollowsFromTheConsequencesWhereItIsNotStated(String terms, String impact) {
    assertThat(Consequences.impact(terms)).isEqualTo(impact);
  }

  private static AnnotationFields fields(String... lines) {
    AnnotationFields fields = new AnnotationFields();
    List.of(lines).forEach(fields::declare);
    return fields;
  }
}
