package org.medley.jobs.pharmacogene.call;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.medley.jobs.pharmacogene.call.GeneCall.Origin;
import org.medley.jobs.pharmacogene.definition.GeneDefinition;
import org.medley.jobs.pharmacogene.match.Diplotype;
import org.medley.jobs.pharmacogene.match.GeneMatch;
import org.medley.jobs.pharmacogene.match.GenotypeVector;
import org.medley.jobs.pharmacogene.match.MatchSettings;
import org.medley.jobs.pharmacogene.match.NamedAlleleMatcher;
import org.medley.jobs.pharmacogene.outside.OutsideCall;
import org.medley.jobs.pharmacogene.phenotype.LookupDiplotypes;
import org.medley.jobs.pharmacogene.phenotype.Phenotypes;

/** Calls genes: matches, and looks up what follows. Holds no state but the knowledge. */
public final class Caller implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Set<String> OF_OTHER_TOOLS = Set.of("CYP2D6", "HLA-A", "HLA-B", "MT-RNR1");

  private final TreeMap<String, GeneDefinition> definitions;
  private final Phenotypes phenotypes;
  private final MatchSettings settings;
  private final TreeMap<String, NamedAlleleMatcher> matchers = new TreeMap<>();

  /** A caller by {@code definitions}, by gene, and {@code phenotypes}. */
  public Caller(
      Map<String, GeneDefinition> definitions, Phenotypes phenotypes, MatchSettings settings) {
    this.definitions = new TreeMap<>(definitions);
    this.phenotypes = phenotypes;
    this.settings = settings;
    definitions.forEach(
        (gene, definition) -> matchers.put(gene, new NamedAlleleMatcher(definition, settings)));
  }

  /** The genes that {@link #call} calls, in their order. */
  public Set<String> genes() {
    return definitions.keySet().stream()
        .filter(gene -> settings.genesOfOtherTools() || !OF_OTHER_TOOLS.contains(gene))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The genes of which something is said of every sample, in their order. */
  public Set<String> reportedGenes() {
    Set<String> genes = new TreeSet<>(OF_OTHER_TOOLS);
    genes.addAll(definitions.keySet());
    return genes;
  }

  /** The definition of one of {@link #genes}. */
  public GeneDefinition definition(String gene) {
    return definitions.get(gene);
  }

  /** The call of one of {@link #genes} for a sample with {@code vector} at the gene's sites. */
  public GeneCall call(String gene, GenotypeVector vector) {
    GeneDefinition definition = definitions.get(gene);
    GeneMatch match = matchers.get(gene).match(vector);
    List<String> notes = new ArrayList<>(match.notes());
    notes.addAll(SiteNotes.of(definition, vector));
    if (!match.called()) {
      return SinglePosition.call(definition, vector, new Interpreter(phenotypes))
          .map(call -> call.because(match.reason(), notes))
          .orElseGet(() -> notCalled(gene, match.reason(), notes));
    }
    List<Diplotype> lookups = new LookupDiplotypes(gene, phenotypes).of(match);
    Interpreter interpreter = new Interpreter(phenotypes);
    return new GeneCall(
        gene,
        definition.version(),
        Origin.MATCHER,
        Labels.of(gene, match),
        lookups.stream().map(lookup -> interpreter.of(gene, lookup)).toList(),
        null,
        notes);
  }

  /** The call of a gene that the matcher does not call and no other tool has called. */
  public GeneCall withoutCall(String gene) {
    return notCalled(
        gene,
        OF_OTHER_TOOLS.contains(gene)
            ? "a VCF file does not show its alleles; give what another tool calls as outside calls"
            : "its definition is not known",
        List.of());
  }

  /** The call of a gene that is not called, for {@code reason}. */
  public GeneCall withoutCall(String gene, String reason) {
    return notCalled(gene, reason, List.of());
  }

  /** The call of {@code gene} by other tools; {@code calls} is not empty. */
  public GeneCall outside(String gene, List<OutsideCall> calls) {
    Interpreter interpreter = new Interpreter(phenotypes);
    List<String> notes = new ArrayList<>();
    if (genes().contains(gene)) {
      notes.add("the outside call stands for what the matcher would call");
    }
    for (OutsideCall call : calls) {
      if (call.diplotype() != null) {
        notes.addAll(unknown(gene, interpreter.of(call).diplotype()));
      }
    }
    return new GeneCall(
        gene,
        version(gene),
        Origin.OUTSIDE,
        calls.stream()
            .filter(call -> call.diplotype() != null)
            .map(call -> call.diplotype().label())
            .distinct()
            .toList(),
        calls.stream().map(interpreter::of).toList(),
        null,
        notes);
  }

  private List<String> unknown(String gene, Diplotype diplotype) {
    return phenotypes.genes().contains(gene)
        ? diplotype.haplotypes().stream()
            .flatMap(haplotype -> haplotype.alleles().stream())
            .filter(name -> !phenotypes.knows(gene, name))
            .map("the phenotype table does not know %s"::formatted)
            .distinct()
            .toList()
        : List.of();
  }

  private GeneCall notCalled(String gene, String reason, List<String> notes) {
    return new GeneCall(gene, version(gene), Origin.MATCHER, List.of(), List.of(), reason, notes);
  }

  private String version(String gene) {
    return definitions.containsKey(gene)
        ? definitions.get(gene).version()
        : phenotypes.version(gene);
  }
}
