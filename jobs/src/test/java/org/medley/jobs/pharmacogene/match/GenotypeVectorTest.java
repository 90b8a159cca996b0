package org.medley.jobs.pharmacogene.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medley.jobs.pharmacogene.definition.Position;

class GenotypeVectorTest {
  @Test
  void isReadBackFromItsText() {
    List<Position> sites = Genes.gene("GENE", "*1 AAAAAAA").positions();
    GenotypeVector vector =
        new GenotypeVector(
            List.of(
                SiteCall.ABSENT,
                SiteCall.haploid("AT"),
                SiteCall.unphased("A", "G"),
                SiteCall.phased("G", "A", null),
                SiteCall.phased("G", "A", "12"),
                SiteCall.unphased(null, "A"),
                SiteCall.unphased("A", "A")));

    assertThat(vector.text(sites)).isEqualTo("0=.;1=AT;2=A/G;3=G|A;4=G|A:12;5=./A");
    assertThat(GenotypeVector.parse(vector.text(sites), sites)).isEqualTo(vector);
  }

  @Test
  void isTheSameForAllThatSayTheSame() {
    assertThat(canonical("T/A")).isEqualTo("A/T");
    assertThat(canonical("A|A")).isEqualTo("A/A");
    assertThat(canonical("A|A:7")).isEqualTo("A/A");
    assertThat(canonical("T|A;C|G")).isEqualTo("A|T;G|C");
    assertThat(canonical("A|T;G|C")).isEqualTo("A|T;G|C");
    assertThat(canonical("A|T:50;T|A:40;C|G:50")).isEqualTo("A|T:1;A|T:2;C|G:1");
    assertThat(canonical("A/.")).isEqualTo("./A");
    assertThat(canonical("T|.;C|G")).isEqualTo(".|T;G|C");
  }

  private static String canonical(String text) {
    List<SiteCall> calls = Arrays.stream(text.split(";")).map(SiteCall::parse).toList();
    return String.join(
        ";", new GenotypeVector(calls).canonical().calls().stream().map(SiteCall::text).toList());
  }
}
