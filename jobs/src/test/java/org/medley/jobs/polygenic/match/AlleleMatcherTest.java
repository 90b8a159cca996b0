package org.medley.jobs.polygenic.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medley.jobs.polygenic.weight.Category;
import org.medley.jobs.polygenic.weight.Variant;

class AlleleMatcherTest {
  private static final MatchSettings DEFAULT = new MatchSettings(false, false, 0.75);

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # REF, ALT, effect, other, category, number of the allele that counts
          A,  G,       A,  G,  AS_GIVEN,                0
          A,  G,       G,  A,  SWAPPED,                 1
          A,  G,       T,  C,  COMPLEMENT,              0
          A,  G,       C,  T,  COMPLEMENT_SWAPPED,      1
          A,  G,       A,  C,  ,
          A,  G,       G,  ,   EFFECT_ONLY,             1
          A,  G,       T,  ,   EFFECT_ONLY_COMPLEMENT,  0
          A,  T,       T,  A,  AMBIGUOUS,               1
          C,  G,       C,  ,   AMBIGUOUS,               0
          A,  G|C,     C,  A,  MULTIALLELIC,            2
          A,  G|C,     G,  C,  ,
          A,  G|*,     G,  A,  MULTIALLELIC,            1
          A,  <NON_REF>|G, G, A, SWAPPED,               2
          A,  <NON_REF>,   G, A, SWAPPED,              -1
          A,  <NON_REF>,   A, G, AS_GIVEN,              0
          A,  <NON_REF>,   T, C, ,
          AT, A,       A,  AT, SWAPPED,                 1
          AT, A,       T,  TA, ,
          """)
  void comparesAlleles(
      String reference,
      String alternates,
      String effect,
      String other,
      String category,
      Integer at) {
    Variant variant = new Variant("1", 100, null, effect, other);

    Match match = matcher(reference, alternates).match(7, variant);

    if (category == null) {
      assertThat(match).isNull();
    } else {
      assertThat(match.category()).isEqualTo(Category.valueOf(category));
      assertThat(match.effectAllele()).isEqualTo(at);
      assertThat(match.weight()).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @CsvSource({"G, EFFECT_ONLY", "T, UNMATCHED"})
  void doesNotComplementWhatIsKnownByItsId(String effect, Category category) {
    Match match = matcher("A", "G").match(0, new Variant(null, 0, "rs1", effect, null));

    assertThat(match.category()).isEqualTo(category);
  }

  private static AlleleMatcher matcher(String reference, String alternates) {
    return new AlleleMatcher(new SiteAlleles(reference, List.of(alternates.split("\\|"))), DEFAULT);
  }
}
