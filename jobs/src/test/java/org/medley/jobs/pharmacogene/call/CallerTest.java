package org.medley.jobs.pharmacogene.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.medley.jobs.pharmacogene.Pharmacogenes;
import org.medley.jobs.pharmacogene.call.GeneCall.Origin;
import org.medley.jobs.pharmacogene.definition.Position;
import org.medley.jobs.pharmacogene.match.Diplotype;
import org.medley.jobs.pharmacogene.match.GenotypeVector;
import org.medley.jobs.pharmacogene.match.MatchSettings;
import org.medley.jobs.pharmacogene.match.SiteCall;
import org.medley.jobs.pharmacogene.outside.OutsideCall;
import org.medley.jobs.source.RejectedLine;

class CallerTest {
  private final Caller caller =
      Pharmacogenes.read(List.of(Path.of("../conf/pharmacogenes"))).caller(MatchSettings.ORDINARY);

  @Test
  void saysWhatFollows() {
    GeneCall call = call("CYP2C9", Map.of("rs1799853", "C/T", "rs12777823", "G/A"));

    assertThat(call.origin()).isEqualTo(Origin.MATCHER);
    assertThat(call.diplotypes()).containsExactly("*1/*2");
    assertThat(call.phenotypes()).containsExactly("Intermediate Metabolizer");
    assertThat(call.activityScore()).isEqualTo("1.5");
    assertThat(call.version()).isEqualTo("2025-11-05-00-25");
    assertThat(call.notes()).containsExactly("rs12777823, which no allele depends on, is G/A");
  }

  @Test
  void saysWhyAGeneIsNotCalled() {
    GeneCall call = caller.withoutCall("CYP2D6");

    assertThat(call.called()).isFalse();
    assertThat(call.reason()).startsWith("a VCF file does not show its alleles");
    assertThat(call.phenotypes()).isEmpty();
    assertThat(call.activityScore()).isNull();
    assertThat(caller.genes()).doesNotContain("CYP2D6").hasSize(19);
    assertThat(caller.reportedGenes()).contains("CYP2D6", "HLA-A", "HLA-B", "MT-RNR1");
  }

  @Test
  void namesAdvisedPositionsThatAreMissing() {
    assertThat(call("TPMT", Map.of("rs1142345", ".")).notes())
        .containsExactly(
            "1 of 43 positions were not called",
            "not called though a test should include it (AMP tier 1): rs1142345");
  }

  @Test
  void variantsOfDpydArePutOnStrandsWherePhaseIsKnown() {
    Map<String, String> unphased = Map.of("rs1801265", "A/G", "rs114096998", "G/T");
    Map<String, String> phased = Map.of("rs1801265", "A|G:1", "rs114096998", "G|T:1");

    GeneCall listed = call("DPYD", unphased);
    assertThat(listed.diplotypes()).containsExactly("c.85T>C (*9A)", "c.3067C>A");
    assertThat(lookup(listed)).isEqualTo("c.85T>C (*9A)/c.3067C>A");
    GeneCall combined = call("DPYD", phased);
    assertThat(combined.diplotypes()).containsExactly("Reference/[c.85T>C (*9A) + c.3067C>A]");
    assertThat(lookup(combined)).isEqualTo("Reference/c.85T>C (*9A)");
    assertThat(combined.activityScore()).isEqualTo("2.0");
  }

  @Test
  void theMostHarmfulVariantOfRyr1Counts() {
    GeneCall call = call("RYR1", Map.of("rs137933390", "A/G", "rs118192161", "C/T"));

    assertThat(call.diplotypes()).hasSize(2);
    assertThat(call.phenotypes()).containsExactly("Malignant Hyperthermia Susceptibility");
  }

  @Test
  void g6pdFollowsTheNumberOfStrands() {
    GeneCall man = call("G6PD", "A", Map.of("rs5030868", "A"));
    GeneCall woman = call("G6PD", "A/A", Map.of("rs5030868", "G/A"));

    assertThat(man.diplotypes())
        .containsExactly("Mediterranean, Dallas, Panama, Sassari, Cagliari, Birmingham");
    assertThat(man.phenotypes()).containsExactly("Deficient");
    assertThat(woman.phenotypes()).containsExactly("Variable");
  }

  @Test
  void slco1b1FallsBackOnOnePosition() {
    GeneCall call = call("SLCO1B1", Map.of("rs4149056", "T/C", "rs2306283", "A/TT"));

    assertThat(call.called()).isFalse();
    assertThat(call.diplotypes()).isEmpty();
    assertThat(call.phenotypes()).containsExactly("Decreased Function");
    assertThat(call.notes()).contains("the phenotype is that of rs4149056 C/rs4149056 T");
  }

  @Test
  void outsideCallsStandForTheMatcher() throws RejectedLine {
    GeneCall call = outside("CYP2C19", "*2/*17", null, null);

    assertThat(call.origin()).isEqualTo(Origin.OUTSIDE);
    assertThat(call.called()).isTrue();
    assertThat(call.diplotypes()).containsExactly("*2/*17");
    assertThat(call.phenotypes()).containsExactly("Intermediate Metabolizer");
    assertThat(call.notes())
        .containsExactly("the outside call stands for what the matcher would call");
  }

  @Test
  void copiesAreLookedUpAsTheTableCountsThem() throws RejectedLine {
    GeneCall call = outside("CYP2D6", "*1/*1x5", null, null);

    assertThat(call.diplotypes()).containsExactly("*1/*1x5");
    assertThat(lookup(call)).isEqualTo("*1/*1x≥3");
    assertThat(call.activityScore()).isEqualTo("≥4.0");
    assertThat(call.phenotypes()).containsExactly("Ultrarapid Metabolizer");
  }

  @Test
  void whatAnOutsideCallSaysGoesBeforeTheTable() throws RejectedLine {
    assertThat(outside("CYP2D6", "*1/*4", "PM", "0").phenotypes())
        .containsExactly("Poor Metabolizer");
    assertThat(outside("CYP2D6", "*1/*4", "PM", "0").activityScore()).isEqualTo("0.0");
    assertThat(outside("CYP2D6", null, null, "0.25").phenotypes())
        .containsExactly("Intermediate Metabolizer");
    GeneCall phenotype = outside("CYP2D6", null, "Intermediate Metabolizer", null);
    assertThat(phenotype.diplotypes()).isEmpty();
    assertThat(phenotype.activityScore()).isNull();
    assertThat(phenotype.interpretations().get(0).activityScores()).contains("0.25", "0.5", "1.0");
  }

  @Test
  void theMostHarmfulOfAnOutsideStrandCounts() throws RejectedLine {
    GeneCall call = outside("DPYD", "Reference/[c.85T>C (*9A) + c.1679T>G (*13)]", null, null);

    assertThat(call.diplotypes()).containsExactly("Reference/[c.85T>C (*9A) + c.1679T>G (*13)]");
    assertThat(lookup(call)).isEqualTo("Reference/c.1679T>G (*13)");
    assertThat(call.activityScore()).isEqualTo("1.0");
  }

  @Test
  void anUnknownAlleleIsNamed() throws RejectedLine {
    GeneCall call = outside("CYP2D6", "*1/*999", null, null);

    assertThat(call.phenotypes()).isEmpty();
    assertThat(call.notes()).containsExactly("the phenotype table does not know *999");
  }

  @Test
  void alleleThatMattersIsThereOrNot() throws RejectedLine {
    assertThat(outside("HLA-B", "*57:01/*15:02", null, null).phenotypes())
        .containsExactly("*15:02 positive", "*57:01 positive", "*58:01 negative");
    assertThat(outside("HLA-A", "*01:01", null, null).phenotypes())
        .containsExactly("*31:01 negative");
  }

  @Test
  void equalVectorsAreSolvedOnce() {
    DistinctCalls calls = new DistinctCalls(caller);

    assertThat(calls.call("TPMT", vector("TPMT", null, Map.of("rs1142345", "T/C"))))
        .isSameAs(calls.call("TPMT", vector("TPMT", null, Map.of("rs1142345", "C/T"))));
  }

  private GeneCall outside(String gene, String diplotype, String phenotype, String score)
      throws RejectedLine {
    return caller.outside(gene, List.of(OutsideCall.of(null, gene, diplotype, phenotype, score)));
  }

  private static String lookup(GeneCall call) {
    Diplotype diplotype = call.interpretations().get(0).diplotype();
    return diplotype.label();
  }

  private GeneCall call(String gene, Map<String, String> variants) {
    return caller.call(gene, vector(gene, null, variants));
  }

  private GeneCall call(String gene, String elsewhere, Map<String, String> variants) {
    return caller.call(gene, vector(gene, elsewhere, variants));
  }

  /** The reference everywhere, on one strand if {@code elsewhere} has one, but for variants. */
  private GenotypeVector vector(String gene, String elsewhere, Map<String, String> variants) {
    List<SiteCall> calls = new ArrayList<>();
    for (Position site : caller.definition(gene).sites()) {
      String text = variants.get(site.rsid() == null ? "" : site.rsid());
      boolean haploid = elsewhere != null && !elsewhere.contains("/");
      SiteCall reference =
          haploid
              ? SiteCall.haploid(site.reference())
              : SiteCall.unphased(site.reference(), site.reference());
      calls.add(text == null ? reference : SiteCall.parse(text));
    }
    return new GenotypeVector(calls);
  }
}
