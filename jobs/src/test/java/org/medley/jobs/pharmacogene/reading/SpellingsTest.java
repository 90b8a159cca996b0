package org.medley.jobs.pharmacogene.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.medley.jobs.pharmacogene.definition.Position;

class SpellingsTest {
  @Test
  void aChangeIsWhatIsNotShared() {
    assertThat(Change.of(10, "CTG", "CAG")).isEqualTo(new Change(11, "T", "A"));
    assertThat(Change.of(10, "CTT", "CT")).isEqualTo(new Change(11, "T", ""));
    assertThat(Change.of(10, "C", "CAT")).isEqualTo(new Change(11, "", "AT"));
    assertThat(Change.of(10, "TC", "CT")).isEqualTo(new Change(10, "TC", "CT"));
  }

  @Test
  void aDeletionInARepeatHasManySpellings() {
    // ... C CTT CTT C ...: CTT may be taken out at 157 to 161.
    Map<Change, String> spellings = Spellings.of(position(156, "CCTT", "C", "g.161_163del"));

    assertThat(spellings)
        .hasSize(5)
        .containsEntry(new Change(157, "CTT", ""), "C")
        .containsEntry(new Change(158, "TTC", ""), "C")
        .containsEntry(new Change(161, "TTC", ""), "C");
  }

  @Test
  void soDoInsertions() {
    assertThat(Spellings.of(position(182, "G", "GT", "g.187dup")))
        .hasSize(6)
        .containsEntry(new Change(183, "", "T"), "GT")
        .containsEntry(new Change(188, "", "T"), "GT");
    assertThat(Spellings.of(position(825, "C", "CGCGG", "g.826_827insCGGG")))
        .hasSize(2)
        .containsEntry(new Change(827, "", "CGGG"), "CGCGG");
  }

  @Test
  void soDoRepeats() {
    // A GGAGTC GGAGTC GGAGTC G: the unit GAGTCG stands there three times from 784 on.
    Position position =
        new Position(
            "13",
            782,
            null,
            "AGGAGTC",
            List.of("A", "AGGAGTCGGAGTC"),
            List.of("g.784GAGTCG[2]", "g.784GAGTCG[4]"));

    assertThat(Spellings.of(position))
        .containsEntry(new Change(783, "GGAGTC", ""), "A")
        .containsEntry(new Change(796, "GAGTCG", ""), "A")
        .containsEntry(new Change(802, "", "GAGTCG"), "AGGAGTCGGAGTC")
        .doesNotContainKey(new Change(797, "AGTCGG", ""));
  }

  @Test
  void aRecordTellsOfASiteAsWrittenOrInAnotherSpelling() {
    Site site = new Site("GENE", 0, position(156, "CCTT", "C", "g.161_163del"));

    assertThat(site.allelesOf(156, "CCTT", List.of("C", "<DEL>", "T")))
        .containsExactly("CCTT", "C", null, "T");
    assertThat(site.allelesOf(160, "TTTC", List.of("T", "TTTCA")))
        .containsExactly("CCTT", "C", null);
    assertThat(site.allelesOf(155, "ACCTT", List.of("AC"))).containsExactly("CCTT", "C");
    assertThat(site.allelesOf(156, "C", List.of("T"))).isEmpty();
    assertThat(site.contradicts(156, "CCTT")).isFalse();
    assertThat(site.contradicts(157, "G")).isTrue();
  }

  private static Position position(int place, String reference, String alternate, String name) {
    return new Position("1", place, null, reference, List.of(alternate), List.of(name));
  }
}
