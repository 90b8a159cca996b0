package org.medley.jobs.pharmacogene.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GenotypeVectorTest {
  @Test
  void isReadBackFromItsText() {
    GenotypeVector vector =
        new GenotypeVector(
            List.of(
                SiteCall.ABSENT,
                SiteCall.haploid("AT"),
                SiteCall.unphased("A", "G"),
                SiteCall.phased("G", "A", null),
                SiteCall.phased("G", "A", "12"),
                SiteCall.unphased(null, "A")));

    assertThat(vector.text()).isEqualTo(".;AT;A/G;G|A;G|A:12;./A");
    assertThat(GenotypeVector.parse(vector.text())).isEqualTo(vector);
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
    return GenotypeVector.parse(text).canonical().text();
  }
}
