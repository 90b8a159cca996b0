package org.medley.jobs.pharmacogene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.medley.jobs.pharmacogene.call.Caller;
import org.medley.jobs.pharmacogene.call.GeneCall;
import org.medley.jobs.pharmacogene.definition.GeneDefinition;
import org.medley.jobs.pharmacogene.definition.Position;
import org.medley.jobs.pharmacogene.match.Diplotype;
import org.medley.jobs.pharmacogene.match.GenotypeVector;
import org.medley.jobs.pharmacogene.match.Haplotype;
import org.medley.jobs.pharmacogene.match.MatchSettings;
import org.medley.jobs.pharmacogene.match.SiteCall;

/** PharmCAT's table of what HapB3 of DPYD comes to beside other variants, phased and not. */
class DpydTableTest {
  private static final List<String> RSIDS =
      List.of(
          "rs56038477",
          "rs75017182",
          "rs72549310",
          "rs67376798",
          "rs1801265",
          "rs186169810",
          "rs115232898");

  /** The table's variant there is not the one that the definition knows. */
  private static final String UNDOCUMENTED = "rs186169810";

  private static final int HEADER = 2;
  private static final int CALLS = 7;
  private static final int PHASED = 7;
  private static final int PHASED_PAIR = 8;
  private static final int UNPHASED = 9;
  private static final int UNPHASED_PAIR = 10;
  private static final int PHASED_WARNING = 12;
  private static final int UNPHASED_WARNING = 13;

  private static final Map<String, String> WARNINGS =
      Map.of(
          "pcat-dpyd-hapB3-intronic-mismatch-exonic", "disagree",
          "pcat-dpyd-hapB3-exonic-only", "alone");

  private final Pharmacogenes knowledge = Pharmacogenes.read(List.of(Expectations.SHIPPED));
  private final Caller caller = knowledge.caller(MatchSettings.ORDINARY);

  @TestFactory
  Stream<DynamicTest> agreesWithTheTable() {
    List<String> lines = Expectations.lines(Expectations.BUNDLED.resolve("DPYD_hapb3.tsv"));
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = HEADER; i < lines.size(); i++) {
      String[] cells = lines.get(i).split("\t", -1);
      List<String> calls = Arrays.asList(cells).subList(0, CALLS);
      String name = "line %d: %s".formatted(i + 2, String.join(" ", calls));
      tests.add(DynamicTest.dynamicTest(name, () -> check(cells, calls)));
    }
    return tests.stream();
  }

  private void check(String[] cells, List<String> calls) {
    GeneCall phased = caller.call("DPYD", vector(calls, true));
    assertThat(sorted(phased.diplotypes().stream())).isEqualTo(sorted(names(cells[PHASED])));
    assertThat(warnings(phased)).isEqualTo(cells[PHASED_WARNING].strip());

    String expected = cells[UNPHASED].isBlank() ? cells[PHASED] : cells[UNPHASED];
    GeneCall unphased = caller.call("DPYD", vector(calls, false));
    assertThat(sorted(unphased.diplotypes().stream())).isEqualTo(sorted(names(expected)));
    assertThat(warnings(unphased)).isEqualTo(cells[UNPHASED_WARNING].strip());

    assertThat(phased.activityScore()).isEqualTo(score(cells, PHASED_PAIR, PHASED));
    assertThat(unphased.activityScore())
        .isEqualTo(score(cells, UNPHASED_PAIR, PHASED_PAIR, PHASED));
  }

  /**
   * The activity score of the first pair that the table gives to look up by. Of variants of equal
   * activity it takes now one and now the other, where Medley prefers those that DPWG knows.
   */
  private String score(String[] cells, int... columns) {
    int column = Arrays.stream(columns).filter(i -> !cells[i].isBlank()).findFirst().orElseThrow();
    String pair = names(cells[column]).findFirst().orElseThrow();
    List<Haplotype> alleles =
        Arrays.stream(pair.replace(";", ",").split("/")).map(Haplotype::of).toList();
    return knowledge
        .phenotypes()
        .outcome("DPYD", Diplotype.of(alleles.get(0), alleles.get(1)))
        .orElseThrow()
        .activityScore();
  }

  private GenotypeVector vector(List<String> calls, boolean phased) {
    GeneDefinition definition = caller.definition("DPYD");
    List<SiteCall> vector = new ArrayList<>();
    for (Position site : definition.sites()) {
      int column = RSIDS.indexOf(site.rsid());
      vector.add(column < 0 ? reference(site) : call(site, calls.get(column), phased));
    }
    return new GenotypeVector(vector);
  }

  private static SiteCall reference(Position site) {
    return SiteCall.unphased(site.reference(), site.reference());
  }

  private static SiteCall call(Position site, String text, boolean phased) {
    if (text.equals("missing")) {
      return SiteCall.ABSENT;
    }
    String variant = UNDOCUMENTED.equals(site.rsid()) ? other(site) : site.alternates().get(0);
    String first = text.charAt(0) == '0' ? site.reference() : variant;
    String second = text.charAt(2) == '0' ? site.reference() : variant;
    return phased ? SiteCall.phased(first, second, null) : SiteCall.unphased(first, second);
  }

  /** A base that the definition does not know there. */
  private static String other(Position site) {
    return Stream.of("A", "C", "G", "T")
        .filter(base -> !site.documents(base))
        .findFirst()
        .orElseThrow();
  }

  /** A diplotype of two strands, or a list of variants, in full names. */
  private static Stream<String> names(String cell) {
    String full =
        cell.strip()
            .replace("HapB3Intron", "c.1129-5923C>G")
            .replaceAll("HapB3(?!\\))", "c.1129-5923C>G; c.1236G>A (HapB3)")
            .replaceAll("\\bref\\b", "Reference")
            .replace("+", " + ");
    return Arrays.stream(full.split(", ")).map(DpydTableTest::ordered);
  }

  private static String ordered(String diplotype) {
    String[] strands = diplotype.split("/");
    return String.join("/", sorted(Arrays.stream(strands)));
  }

  /** The names as they are written, free of the order of strands. */
  private static List<String> sorted(Stream<String> names) {
    List<String> sorted =
        new ArrayList<>(
            names
                .map(name -> name.replace("c.1129-5923C>G, c.1236", "c.1129-5923C>G; c.1236"))
                .map(name -> String.join("/", parts(name)))
                .toList());
    Collections.sort(sorted);
    return sorted;
  }

  private static List<String> parts(String name) {
    List<String> parts = new ArrayList<>(Arrays.asList(name.split("/")));
    Collections.sort(parts);
    return parts;
  }

  private static String warnings(GeneCall call) {
    for (Map.Entry<String, String> warning : WARNINGS.entrySet()) {
      if (call.notes().stream().anyMatch(note -> note.contains(warning.getValue()))) {
        return warning.getKey();
      }
    }
    return "";
  }
}
