package org.medley.jobs.pharmacogene.match;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.medley.jobs.pharmacogene.definition.GeneDefinition;
import org.medley.jobs.pharmacogene.definition.Position;

/**
 * Finds the diplotypes that explain the calls of a sample at the positions of a gene. A position
 * that was not called is unknown, never reference. The answer depends on the definition, the vector
 * and the settings alone.
 */
public final class NamedAlleleMatcher implements Serializable {
  private static final long serialVersionUID = 1L;

  static final String TOO_MANY_UNITS =
      "more than %d heterozygous positions or phase sets can be arranged in too many ways"
          .formatted(CombinationMatcher.MAX_UNITS);

  private final GeneDefinition definition;
  private final MatchSettings settings;
  private final AlleleTable table;

  /** A matcher of the gene that {@code definition} defines. */
  public NamedAlleleMatcher(GeneDefinition definition, MatchSettings settings) {
    this.definition = definition;
    this.settings = settings;
    table = new AlleleTable(definition);
  }

  /** What {@code vector}, the calls at the sites of the definition, comes to. */
  public GeneMatch match(GenotypeVector vector) {
    List<String> missing = missing(vector, position -> true);
    List<String> notes = new ArrayList<>();
    if (missing.size() == definition.positions().size()) {
      return GeneMatch.notCalled("no position of the gene was called", notes);
    }
    if (!missing.isEmpty()) {
      notes.add(
          "%d of %d positions were not called"
              .formatted(missing.size(), definition.positions().size()));
    }
    List<String> required =
        missing(
            vector, position -> definition.exemption().required().contains(position.position()));
    if (!required.isEmpty()) {
      return GeneMatch.notCalled(
          "%s cannot be done without and was not called".formatted(String.join(", ", required)),
          notes);
    }
    return documented(vector, notes);
  }

  private GeneMatch documented(GenotypeVector vector, List<String> notes) {
    UndocumentedBases undocumented = new UndocumentedBases(definition);
    List<String> labels = undocumented.in(vector);
    GenotypeVector read = vector;
    if (!labels.isEmpty()) {
      String where = "an allele at %s is not documented".formatted(String.join(", ", labels));
      if (undocumented.areRead(settings)) {
        read = undocumented.asReference(vector);
        notes.add(where + " and was read as reference");
      } else if (settings.combinations()) {
        notes.add(where);
      } else {
        return GeneMatch.notCalled(where, notes);
      }
    }
    Strands strands = Strands.of(definition, read);
    if (strands.contradictsPloidy()) {
      return GeneMatch.notCalled("some calls have one allele and others two different ones", notes);
    }
    return LowestFunctionMatcher.matches(definition.gene())
        ? new LowestFunctionMatcher(definition, table, strands, notes).match()
        : ordinary(strands, notes);
  }

  private GeneMatch ordinary(Strands strands, List<String> notes) {
    if (strands.hasHalfCalls() && !settings.combinations()) {
      return GeneMatch.notCalled("a call knows one of its two alleles only", notes);
    }
    List<PairMatcher.Pair> all =
        strands.hasHalfCalls() ? List.of() : new PairMatcher(strands, table.filled(strands)).all();
    if (all.isEmpty()) {
      return combined(strands, notes);
    }
    if (!definition.exemption().priorities().isEmpty() && !strands.effectivelyPhased()) {
      return Priorities.apply(definition, diplotypes(definition, all), notes);
    }
    return GeneMatch.of(
        diplotypes(definition, settings.allMatches() ? all : PairMatcher.best(all)), notes);
  }

  private GeneMatch combined(Strands strands, List<String> notes) {
    if (!settings.combinations()) {
      return GeneMatch.notCalled("no pair of named alleles explains the calls", notes);
    }
    if (strands.units() > CombinationMatcher.MAX_UNITS) {
      return GeneMatch.notCalled(TOO_MANY_UNITS, notes);
    }
    return GeneMatch.of(
        new CombinationMatcher(definition, table, strands, StrandRule.NONE).match(), notes);
  }

  /** The pairs by the names that results use, those of the highest score first. */
  static List<Diplotype> diplotypes(GeneDefinition definition, List<PairMatcher.Pair> pairs) {
    SortedMap<Diplotype, Integer> scores = new TreeMap<>(Diplotype.ORDER);
    pairs.forEach(pair -> scores.merge(diplotype(definition, pair), pair.score(), Math::max));
    return scores.entrySet().stream()
        .sorted(Map.Entry.<Diplotype, Integer>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Diplotype diplotype(GeneDefinition definition, PairMatcher.Pair pair) {
    Haplotype one = reported(definition, pair.one());
    return pair.other() == null
        ? Diplotype.haploid(one)
        : Diplotype.of(one, reported(definition, pair.other()));
  }

  private static Haplotype reported(GeneDefinition definition, Candidate candidate) {
    String name = candidate.name();
    return Haplotype.of(definition.reportedAs().getOrDefault(name, name));
  }

  /** Names of the positions of {@code choice} that were not called. */
  private List<String> missing(GenotypeVector vector, Predicate<Position> choice) {
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < definition.positions().size(); i++) {
      Position position = definition.positions().get(i);
      if (vector.calls().get(i).isAbsent() && choice.test(position)) {
        labels.add(position.label());
      }
    }
    return labels;
  }
}
