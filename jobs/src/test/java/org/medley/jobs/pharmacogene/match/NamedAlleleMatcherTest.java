package org.medley.jobs.pharmacogene.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medley.jobs.pharmacogene.match.Genes.gene;
import static org.medley.jobs.pharmacogene.match.Genes.labels;
import static org.medley.jobs.pharmacogene.match.Genes.match;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.medley.jobs.pharmacogene.definition.Exemption;
import org.medley.jobs.pharmacogene.definition.GeneDefinition;
import org.medley.jobs.pharmacogene.definition.NamedAllele;
import org.medley.jobs.pharmacogene.definition.Priority;

class NamedAlleleMatcherTest {
  private static final MatchSettings ALL = new MatchSettings(true, false, false);

  /** The worked check of PharmCAT's documentation. */
  private static final GeneDefinition WORKED =
      gene("CYPX", "*1 CCTGA", "*2 T..A.", "*3 ...A.", "*4 .T...", "*5 T....");

  @Test
  void theHighestScoreWins() {
    String sample = "C/T C/C T/T A/G A/A";

    assertThat(labels(match(WORKED, sample))).containsExactly("*1/*2");
    assertThat(labels(match(WORKED, sample, ALL))).containsExactly("*1/*2", "*3/*5");
  }

  @Test
  void missingPositionsAreLeftOutAndLeaveTies() {
    assertThat(labels(match(WORKED, "C/T C/C T/T A/G ."))).containsExactly("*1/*2");
    assertThat(labels(match(WORKED, ". C/C T/T A/G A/A"))).containsExactly("*1/*2", "*1/*3");
    assertThat(match(WORKED, ". C/C T/T A/G A/A").notes())
        .containsExactly("1 of 5 positions were not called");
  }

  @Test
  void phaseDecides() {
    assertThat(labels(match(WORKED, "T|C C/C T/T A|G A/A"))).containsExactly("*1/*2");
    assertThat(labels(match(WORKED, "T|C C/C T/T G|A A/A"))).containsExactly("*3/*5");
    assertThat(labels(match(WORKED, "T|C:7 C/C T/T G|A:7 A/A"))).containsExactly("*3/*5");
    assertThat(labels(match(WORKED, "T|C:7 C/C T/T G|A:9 A/A"))).containsExactly("*1/*2");
  }

  @Test
  void nothingCalledIsNotReference() {
    GeneMatch match = match(WORKED, ". . . . .");

    assertThat(match.called()).isFalse();
    assertThat(match.reason()).isEqualTo("no position of the gene was called");
  }

  @Test
  void withoutAPairTheGeneIsNotCalled() {
    GeneMatch match = match(gene("CYPX", "*1 CC", "*2 TT"), "C/T C/C");

    assertThat(match.diplotypes()).isEmpty();
    assertThat(match.reason()).isEqualTo("no pair of named alleles explains the calls");
  }

  @Test
  void halfACallLeavesTheGeneUncalled() {
    assertThat(match(WORKED, "./T C/C T/T G/G A/A").reason())
        .isEqualTo("a call knows one of its two alleles only");
  }

  @Test
  void oneStrandHasOneAllele() {
    assertThat(labels(match(WORKED, "T C T A A"))).containsExactly("*2");
    assertThat(labels(match(WORKED, "T C T A/A A"))).containsExactly("*2");
    assertThat(match(WORKED, "T C T A/G A").reason())
        .isEqualTo("some calls have one allele and others two different ones");
  }

  @Test
  void anOpenBaseCountsWhereItIsNotReference() {
    GeneDefinition definition = gene("CYPX", "*1 CA", "*2 TR", "*3 T.");

    assertThat(labels(match(definition, "C/T A/A"))).containsExactly("*1/*2", "*1/*3");
    assertThat(labels(match(definition, "C/T A/G"))).containsExactly("*1/*2");
    assertThat(labels(match(definition, "T/T G/G"))).containsExactly("*2/*2");
  }

  @Test
  void aReferenceWithAnOpenBaseFillsWithTheReferenceBase() {
    GeneDefinition definition = gene("CYPX", "*1 CA", "*2 T.");
    GeneDefinition open =
        new GeneDefinition(
            "CYPX",
            "test-1",
            "1",
            definition.positions(),
            List.of(new NamedAllele("*1", true, List.of("C", "R")), definition.alleles().get(1)),
            Map.of(),
            Exemption.NONE);

    assertThat(labels(match(open, "T/T A/A"))).containsExactly("*2/*2");
    assertThat(match(open, "T/T G/G").called()).isFalse();
  }

  @Test
  void undocumentedBasesStopAGeneButNotAToxicityGene() {
    String sample = "C/TTT C/C";

    assertThat(match(gene("CYPX", "*1 CC", "*2 T."), sample).reason())
        .isEqualTo("an allele at rs1 is not documented");
    GeneMatch read = match(gene("TPMT", "*1 CC", "*2 T."), sample);
    assertThat(labels(read)).containsExactly("*1/*1");
    assertThat(read.notes())
        .containsExactly("an allele at rs1 is not documented and was read as reference");
  }

  @Test
  void requiredPositionsCannotBeMissing() {
    Exemption exemption =
        new Exemption(Set.of(102), List.of(), List.of(), Set.of(), List.of(), Set.of());

    assertThat(match(gene("NATX", exemption, "*1 CC", "*2 T."), "C/T .").reason())
        .isEqualTo("rs2 cannot be done without and was not called");
    assertThat(match(gene("NATX", exemption, "*1 CC", "*2 T."), ". C/C").called()).isTrue();
  }

  @Test
  void theCommonDiplotypeIsTakenOfUnphasedCallsOnly() {
    Exemption exemption =
        new Exemption(
            Set.of(),
            List.of(),
            List.of(),
            Set.of(),
            List.of(
                new Priority(List.of("*1/*9", "*2/*3"), "*1/*9"),
                new Priority(List.of("*1/*4", "*2/*3"), "*2/*3")),
            Set.of());
    GeneDefinition definition = gene("NATX", exemption, "*1 CC", "*2 T.", "*3 .T", "*4 TT");

    GeneMatch unphased = match(definition, "C/T C/T");
    assertThat(labels(unphased)).containsExactly("*2/*3");
    assertThat(unphased.notes())
        .containsExactly("*1/*4, *2/*3 were possible; *2/*3 is the common one");
    assertThat(labels(match(definition, "C|T C|T"))).containsExactly("*1/*4");
  }

  @Test
  void suballelesAreReportedAsTheirAllele() {
    GeneDefinition plain = gene("SLCX", "*1 CC", "*45.001 T.", "*45.002 TT");
    GeneDefinition definition =
        new GeneDefinition(
            "SLCX",
            "test-1",
            "1",
            plain.positions(),
            plain.alleles(),
            Map.of("*45.001", "*45", "*45.002", "*45"),
            Exemption.NONE);

    assertThat(labels(match(definition, "C/T C/T"))).containsExactly("*1/*45");
  }
}
