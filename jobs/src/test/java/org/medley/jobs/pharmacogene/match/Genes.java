package org.medley.jobs.pharmacogene.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.medley.jobs.pharmacogene.definition.Exemption;
import org.medley.jobs.pharmacogene.definition.GeneDefinition;
import org.medley.jobs.pharmacogene.definition.NamedAllele;
import org.medley.jobs.pharmacogene.definition.Position;

/** Small definitions and vectors for tests. */
public final class Genes {
  private static final int FIRST = 101;

  private Genes() {}

  /**
   * A gene on chromosome 1 with a position from 101 on for each base of the first allele, which is
   * the reference. An allele is its name and a letter for each position, a dot where it is blank.
   */
  public static GeneDefinition gene(String symbol, String... alleles) {
    return gene(symbol, Exemption.NONE, alleles);
  }

  /** The same with an exemption. */
  public static GeneDefinition gene(String symbol, Exemption exemption, String... alleles) {
    List<NamedAllele> named = new ArrayList<>();
    for (String allele : alleles) {
      String[] parts = allele.split(" ");
      List<String> bases =
          Arrays.stream(parts[1].split("")).map(base -> base.equals(".") ? null : base).toList();
      named.add(new NamedAllele(parts[0], named.isEmpty(), new ArrayList<>(bases)));
    }
    List<Position> positions = new ArrayList<>();
    for (int i = 0; i < named.get(0).bases().size(); i++) {
      String reference = named.get(0).bases().get(i);
      List<String> alternates =
          Arrays.asList("A", "C", "G", "T").stream()
              .filter(base -> !base.equals(reference))
              .toList();
      List<String> names =
          alternates.stream().map(("g.%d%s>".formatted(FIRST + i, reference))::concat).toList();
      positions.add(new Position("1", FIRST + i, "rs" + (i + 1), reference, alternates, names));
    }
    return new GeneDefinition(symbol, "test-1", "1", positions, named, Map.of(), exemption);
  }

  /** The vector of the calls in {@code text}, parted by spaces, see {@link SiteCall#text}. */
  public static GenotypeVector vector(String text) {
    return new GenotypeVector(Arrays.stream(text.split(" ")).map(SiteCall::parse).toList());
  }

  /** What a sample with {@code text} has, by the ordinary way. */
  public static GeneMatch match(GeneDefinition definition, String text) {
    return match(definition, text, MatchSettings.ORDINARY);
  }

  /** What a sample with {@code text} has, by {@code settings}. */
  public static GeneMatch match(GeneDefinition definition, String text, MatchSettings settings) {
    return new NamedAlleleMatcher(definition, settings).match(vector(text));
  }

  /** The names of the diplotypes of {@code match}. */
  public static List<String> labels(GeneMatch match) {
    return match.diplotypes().stream().map(Diplotype::label).toList();
  }
}
