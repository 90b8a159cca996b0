package org.medley.jobs.source.vcf.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlternateNamesTest {
  /**
   * Sites and allele strings of Ensembl's own tests (ensembl-vep, t/Parser_VCF.t), and of the notes
   * on VCF in its documentation; + parts alternates.
   */
  @ParameterizedTest(name = "{0} {1} is {2}")
  @CsvSource({
    "A,   AC,       C",
    "AC,  A,        -",
    "A,   C+G,      C+G",
    "A,   C+GG,     C+GG",
    "G,   GC+GT,    C+T",
    "G,   C+*,      C+*",
    "GC,  G+*,      -+*",
    "G,   GC+*,     C+*",
    "CAT, CCT,      CCT",
    "ACT, A+ACTCT,  -+CTCT",
    "AT,  A+ATT,    -+TT",
    "ACG, ATG,      ATG",
    "ACG, AT,       T",
    "TCG, AT,       AT",
    "T,   <DUP>,    duplication",
    "T,   <DEL>,    deletion",
  })
  void vepLeavesOutTheFirstBaseWhereAllShareItAndTheLengthChanges(
      String reference, String alternates, String names) {
    List<String> of = List.of(alternates.split("\\+"));
    List<String> named = List.of(names.split("\\+"));
    AlternateNames alleles = AlternateNames.ofVep(reference, of, Set.copyOf(named));

    assertThat(named.stream().map(name -> alleles.alternate(name, null)))
        .containsExactlyElementsOf(of.size() == 1 ? List.of(1) : List.of(1, 2));
    assertThat(named.stream().map(name -> alleles.alternate(name.toLowerCase(Locale.ROOT), null)))
        .containsExactlyElementsOf(of.size() == 1 ? List.of(1) : List.of(1, 2));
  }

  @Test
  void minimalAllelesAreToldWhereTheCommonNotationDoesNotFit() {
    assertThat(vep("CAT", "CCT").alternate("C", null)).isEqualTo(1);
    AlternateNames mixed = vep("C", "T", "CAA");
    assertThat(mixed.alternate("T", null)).isEqualTo(1);
    assertThat(mixed.alternate("AA", null)).isEqualTo(2);
    assertThat(mixed.alternate("CAA", null)).isEqualTo(2);
  }

  @Test
  void aNameOfTwoAlternatesIsSettledByItsNumberAlone() {
    // Cut by VEP, AT becomes T; cut to the minimum, the inserted T of ATC does.
    AlternateNames alleles = vep("AC", "ATC", "AT");
    assertThat(alleles.alternate("T", null)).isEqualTo(AlternateNames.AMBIGUOUS);
    assertThat(alleles.alternate("T", "1")).isEqualTo(1);
    assertThat(alleles.alternate("T", "2")).isEqualTo(2);
    assertThat(alleles.alternate("T", "x")).isEqualTo(AlternateNames.AMBIGUOUS);
    assertThat(alleles.alternate("TC", null)).isEqualTo(1);
  }

  @Test
  void aLineThatWasSplitKeepsAnnotationsOfAlternatesThatItLost() {
    // A>G,T before: its second line has one alternate, and numbers of both.
    AlternateNames second = vep("A", "T");
    assertThat(second.alternate("G", "1")).isEqualTo(AlternateNames.NONE);
    assertThat(second.alternate("T", "2")).isEqualTo(1);
    // A>AAT,AT before, or else A>AT,T: AT is the name of the one, or T that of the other.
    AlternateNames inserted = AlternateNames.ofVep("A", List.of("AT"), Set.of("AT", "T"));
    assertThat(inserted.alternate("AT", "1")).isEqualTo(AlternateNames.NONE);
    assertThat(inserted.alternate("AT", null)).isEqualTo(AlternateNames.NONE);
    assertThat(inserted.alternate("T", "2")).isEqualTo(AlternateNames.AMBIGUOUS);
    assertThat(AlternateNames.ofVep("A", List.of("AT"), Set.of("T")).alternate("T", "2"))
        .isEqualTo(1);
    // AC>GC,G before: G is the name of the second, and the minimum of the first.
    AlternateNames changed = AlternateNames.ofVep("AC", List.of("GC"), Set.of("GC", "G"));
    assertThat(changed.alternate("G", null)).isEqualTo(AlternateNames.NONE);
    assertThat(changed.alternate("GC", null)).isEqualTo(1);
  }

  @Test
  void aLineThatNamesEachAlternateInTheCommonNotationIsInThat() {
    // To the minimum, both are losses of all that is left.
    List<String> alternates = List.of("T", "TA");
    AlternateNames common = AlternateNames.ofVep("TAA", alternates, Set.of("-", "A"));
    assertThat(common.alternate("-", null)).isEqualTo(1);
    assertThat(common.alternate("A", null)).isEqualTo(2);
    AlternateNames minimal = AlternateNames.ofVep("TAA", alternates, Set.of("-"));
    assertThat(minimal.alternate("-", null)).isEqualTo(AlternateNames.AMBIGUOUS);
    assertThat(minimal.alternate("-", "2")).isEqualTo(2);
  }

  @Test
  void aLineOfSeveralAlternatesThatLostOneIsNotGuessedAt() {
    // C>CA,CAA,G before, where nothing was cut: CA is the name of the first.
    AlternateNames left = AlternateNames.ofVep("C", List.of("CA", "CAA"), Set.of("CA", "CAA", "G"));
    assertThat(left.alternate("CAA", null)).isEqualTo(AlternateNames.NONE);
    assertThat(left.alternate("AA", null)).isEqualTo(AlternateNames.AMBIGUOUS);
    // Of single bases nothing can be mistaken.
    AlternateNames bases = AlternateNames.ofVep("A", List.of("C", "G"), Set.of("C", "G", "T"));
    assertThat(bases.alternate("G", null)).isEqualTo(2);
  }

  @Test
  void aNumberThatContradictsItsNameIsNotBelieved() {
    AlternateNames alleles = vep("A", "C", "G");
    assertThat(alleles.alternate("C", "2")).isEqualTo(AlternateNames.NONE);
    assertThat(alleles.alternate("C", "1")).isEqualTo(1);
    assertThat(alleles.alternate("T", "1")).isEqualTo(AlternateNames.NONE);
    // Three alternates were here once.
    assertThat(alleles.alternate("G", "3")).isEqualTo(2);
  }

  @Test
  void snpEffNamesAlternatesAsTheLineDoes() {
    AlternateNames alleles = AlternateNames.asStated(List.of("AC", "G"));
    assertThat(alleles.alternate("AC", null)).isEqualTo(1);
    assertThat(alleles.alternate("g", null)).isEqualTo(2);
    assertThat(alleles.alternate("C", null)).isEqualTo(AlternateNames.NONE);
    // A change of a change, in cancer.
    assertThat(alleles.alternate("G-C", null)).isEqualTo(AlternateNames.NONE);
  }

  private static AlternateNames vep(String reference, String... alternates) {
    return AlternateNames.ofVep(reference, List.of(alternates), Set.of());
  }
}
