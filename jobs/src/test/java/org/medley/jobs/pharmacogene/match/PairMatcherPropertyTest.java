package org.medley.jobs.pharmacogene.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.medley.jobs.pharmacogene.definition.GeneDefinition;

/** The matcher agrees with the specification taken literally, on definitions made at random. */
class PairMatcherPropertyTest {
  private static final int TRIALS = 5_000;
  private static final String[] CODES = {"A", "C", "G", "R", "Y", ".", ".", "."};
  private static final String[] BASES = {"A", "A", "C", "G"};

  private final Random random = new Random(4);

  @Test
  void matchesAsBruteForceDoes() {
    int called = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      GeneDefinition definition = definition();
      GenotypeVector vector = vector(definition.positions().size());
      Map<String, Integer> expected = new BruteForce(definition, vector).scores();

      check(definition, vector, expected);
      check(definition, vector.canonical(), expected);
      check(definition, readBack(definition, vector), expected);
      called += expected.isEmpty() ? 0 : 1;
    }
    assertThat(called).isGreaterThan(TRIALS / 5);
  }

  private static void check(
      GeneDefinition definition, GenotypeVector vector, Map<String, Integer> expected) {
    int best = expected.values().stream().mapToInt(score -> score).max().orElse(0);
    List<String> top =
        expected.keySet().stream().filter(label -> expected.get(label) == best).toList();

    assertThat(labels(definition, vector, new MatchSettings(true, false, false)))
        .as("%s of %s", vector.calls(), definition.alleles())
        .containsExactlyInAnyOrderElementsOf(expected.keySet());
    assertThat(labels(definition, vector, MatchSettings.ORDINARY))
        .as("%s of %s", vector.calls(), definition.alleles())
        .containsExactlyInAnyOrderElementsOf(top);
  }

  private static GenotypeVector readBack(GeneDefinition definition, GenotypeVector vector) {
    return GenotypeVector.parse(vector.text(definition.sites()), definition.sites());
  }

  private static List<String> labels(
      GeneDefinition definition, GenotypeVector vector, MatchSettings settings) {
    return Genes.labels(new NamedAlleleMatcher(definition, settings).match(vector));
  }

  private GeneDefinition definition() {
    int positions = 1 + random.nextInt(5);
    List<String> alleles = new ArrayList<>(List.of("*1 " + "A".repeat(positions)));
    TreeSet<String> seen = new TreeSet<>();
    for (int i = 2; i < 3 + random.nextInt(6); i++) {
      StringBuilder codes = new StringBuilder();
      for (int position = 0; position < positions; position++) {
        codes.append(CODES[random.nextInt(CODES.length)]);
      }
      if (seen.add(codes.toString())) {
        alleles.add("*%d %s".formatted(i, codes));
      }
    }
    return Genes.gene("CYPX", alleles.toArray(String[]::new));
  }

  private GenotypeVector vector(int positions) {
    List<SiteCall> calls = new ArrayList<>();
    for (int i = 0; i < positions; i++) {
      String first = BASES[random.nextInt(BASES.length)];
      String second = BASES[random.nextInt(BASES.length)];
      calls.add(
          switch (random.nextInt(8)) {
            case 0 -> SiteCall.ABSENT;
            case 1, 2 -> SiteCall.phased(first, second, null);
            case 3 -> SiteCall.phased(first, second, "7");
            case 4 -> SiteCall.phased(first, second, "9");
            default -> SiteCall.unphased(first, second);
          });
    }
    return new GenotypeVector(calls);
  }
}
