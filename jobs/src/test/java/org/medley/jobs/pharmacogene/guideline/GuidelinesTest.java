package org.medley.jobs.pharmacogene.guideline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.medley.jobs.pharmacogene.Pharmacogenes;
import org.medley.jobs.pharmacogene.call.Caller;
import org.medley.jobs.pharmacogene.call.GeneCall;
import org.medley.jobs.pharmacogene.match.MatchSettings;
import org.medley.jobs.pharmacogene.outside.OutsideCall;
import org.medley.jobs.source.RejectedLine;

class GuidelinesTest {
  private final Pharmacogenes knowledge =
      Pharmacogenes.read(
          List.of(
              Path.of("../conf/pharmacogenes"),
              Path.of("src/test/resources/pharmacogenes/invented")));

  private final Caller caller = knowledge.caller(MatchSettings.ORDINARY);

  @Test
  void noGuidelineShips() {
    assertThat(Pharmacogenes.read(List.of(Path.of("../conf/pharmacogenes"))).guidelines().drugs())
        .isEmpty();
    assertThat(knowledge.guidelines().drugs())
        .containsExactly("fluorin", "hlain", "inventin", "otherin", "scorin");
  }

  @Test
  void everyPopulationOfARuleOnSeveralGenesIsGiven() throws RejectedLine {
    List<Advice> advice =
        knowledge.guidelines().advise("inventin", calls("CYP2C19 *1/*2", "CYP2D6 *1/*4"));

    assertThat(advice)
        .extracting(one -> one.recommendation().id())
        .containsExactly("nm-im adults", "nm-im children");
    assertThat(advice)
        .extracting(one -> one.recommendation().population())
        .containsExactly("adults", "pediatrics");
    assertThat(advice.get(0).genotypes()).containsExactly("CYP2C19 *1/*2, CYP2D6 *1/*4");
    assertThat(advice.get(0).guideline().source()).isEqualTo("CPIC");
  }

  @Test
  void aGeneWithoutACallAnswersNoResult() throws RejectedLine {
    assertThat(ids("inventin", "CYP2C19 *1/*2")).containsExactly("2d6 unknown");
    assertThat(ids("inventin", "CYP2D6 *1/*4")).isEmpty();
    assertThat(ids("inventin")).isEmpty();
  }

  @Test
  void eachDiplotypeIsAnsweredFor() throws RejectedLine {
    assertThat(ids("inventin", "CYP2C19 *1/*2", "CYP2C19 *1/*1", "CYP2D6 *1/*4"))
        .containsExactly("nm-im adults", "nm-im children", "normal");
  }

  @Test
  void cpicGoesByScoreAndDpwgByAllelesFirst() throws RejectedLine {
    assertThat(ids("scorin", "CYP2C9 *1/*2")).containsExactlyInAnyOrder("cpic 1.5", "dpwg *1/*2");
    assertThat(ids("scorin", "CYP2C9 *1/*3")).containsExactly("dpwg phenotype");
    assertThat(ids("scorin", "CYP2C9 *1/*7")).containsExactly("cpic n/a");
  }

  @Test
  void dpwgNamesDpydInItsOwnWay() throws RejectedLine {
    String hapB3 = "c.1129-5923C>G, c.1236G>A (HapB3)";

    assertThat(ids("fluorin", "DPYD Reference/" + hapB3)).containsExactly("im");
    assertThat(ids("fluorin", "DPYD c.2846A>T/" + hapB3)).containsExactly("test");
    assertThat(ids("fluorin", "DPYD c.85T>C (*9A)/" + hapB3)).containsExactly("im");
    assertThat(ids("fluorin", "DPYD c.85T>C (*9A)/Reference")).containsExactly("nm");
    assertThat(ids("fluorin", "DPYD c.557A>G/Reference")).isEmpty();
  }

  @Test
  void dpwgAsksForAnyAlleleOfHla() throws RejectedLine {
    assertThat(ids("hlain", "HLA-B *57:01/*15:11")).containsExactly("57:01", "15:11");
    assertThat(ids("hlain", "HLA-B *07:02/*08:01")).isEmpty();
  }

  private List<String> ids(String drug, String... given) throws RejectedLine {
    return knowledge.guidelines().advise(drug, calls(given)).stream()
        .map(advice -> advice.recommendation().id())
        .toList();
  }

  /** Calls of other tools, each a gene and a diplotype; a gene may have several. */
  private Map<String, GeneCall> calls(String... given) throws RejectedLine {
    Map<String, List<OutsideCall>> byGene = new TreeMap<>();
    for (String call : given) {
      String[] parts = call.split(" ", 2);
      byGene
          .computeIfAbsent(parts[0], gene -> new ArrayList<>())
          .add(OutsideCall.of(null, parts[0], parts[1], null, null));
    }
    Map<String, GeneCall> calls = new TreeMap<>();
    caller.reportedGenes().forEach(gene -> calls.put(gene, caller.withoutCall(gene)));
    byGene.forEach((gene, outside) -> calls.put(gene, caller.outside(gene, outside)));
    return calls;
  }
}
