package org.medley.jobs.pharmacogene.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medley.jobs.pharmacogene.match.Genes.gene;
import static org.medley.jobs.pharmacogene.match.Genes.labels;
import static org.medley.jobs.pharmacogene.match.Genes.match;

import org.junit.jupiter.api.Test;
import org.medley.jobs.pharmacogene.definition.GeneDefinition;

class CombinationMatcherTest {
  private static final MatchSettings RESEARCH = new MatchSettings(false, true, false);
  private static final GeneDefinition GENE =
      gene("CYPX", "*1 CCCC", "*2 T...", "*3 .T..", "*4 TT..", "*5 ..T.");

  @Test
  void isTriedOnlyWhereThereIsNoPair() {
    assertThat(labels(match(GENE, "C/T C/C C/C C/C", RESEARCH))).containsExactly("*1/*2");
    assertThat(match(GENE, "T/T C/C T/T C/C").called()).isFalse();
  }

  @Test
  void allelesThatShareNoPositionAreCombined() {
    assertThat(labels(match(GENE, "T|C C/C T|C C/C", RESEARCH))).containsExactly("*1/[*2 + *5]");
  }

  @Test
  void theLargerAlleleComesBeforeThoseThatItHolds() {
    assertThat(labels(match(GENE, "T|C T|C T|C C/C", RESEARCH))).containsExactly("*1/[*4 + *5]");
  }

  @Test
  void variantsOfNoAlleleStandBesideThem() {
    assertThat(labels(match(GENE, "T|C C/C C/C T|C", RESEARCH)))
        .containsExactly("*1/[*2 + g.104C>T]");
    assertThat(labels(match(GENE, "C/C C/C C/C C/T", RESEARCH))).containsExactly("*1/g.104C>T");
    assertThat(labels(match(GENE, "C/C C/C C/C C/TG", RESEARCH))).containsExactly("*1/g.104C>TG");
  }

  @Test
  void everyArrangementIsGiven() {
    assertThat(labels(match(GENE, "T/C C/C T/C C/T", RESEARCH)))
        .containsExactly(
            "*1/[*2 + *5 + g.104C>T]",
            "*2/[*5 + g.104C>T]",
            "*5/[*2 + g.104C>T]",
            "g.104C>T/[*2 + *5]");
  }

  @Test
  void anUnknownHalfStandsAsAQuestion() {
    assertThat(labels(match(GENE, "./T C/C C/C C/C", RESEARCH))).containsExactly("*2/g.101?");
  }

  @Test
  void tooManyArrangementsAreNotTried() {
    String alleles = "*1 " + "C".repeat(18);
    String sample = "C/T ".repeat(18).strip();

    assertThat(match(gene("CYPX", alleles), sample, RESEARCH).reason())
        .isEqualTo(
            "more than 16 heterozygous positions or phase sets can be arranged in too many ways");
  }
}
