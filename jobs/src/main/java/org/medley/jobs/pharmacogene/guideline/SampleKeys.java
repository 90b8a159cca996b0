package org.medley.jobs.pharmacogene.guideline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.medley.jobs.pharmacogene.call.GeneCall;
import org.medley.jobs.pharmacogene.call.Interpretation;
import org.medley.jobs.pharmacogene.match.Haplotype;
import org.medley.jobs.pharmacogene.phenotype.DpwgDpyd;
import org.medley.jobs.pharmacogene.phenotype.Phenotypes;

/** What the calls of a sample answer to a guideline, in the terms of its source. */
final class SampleKeys {
  private static final String NO_RESULT = "No Result";
  private static final String DPWG = "DPWG";

  private final Phenotypes phenotypes;
  private final boolean dpwg;

  /** Answers in the terms of {@code source}. */
  SampleKeys(Phenotypes phenotypes, String source) {
    this.phenotypes = phenotypes;
    this.dpwg = source.equals(DPWG);
  }

  /** The answers that one diplotype of a gene gives, and how it is written. */
  record Answer(String gene, String label, Set<GeneKey> keys) {}

  /** The answers of {@code gene}, one for each diplotype that it may have. */
  List<Answer> of(String gene, GeneCall call) {
    if (call == null || call.interpretations().isEmpty()) {
      Set<GeneKey> keys = call == null || !call.called() ? Set.of(GeneKey.of(NO_RESULT)) : Set.of();
      return List.of(new Answer(gene, NO_RESULT, keys));
    }
    List<Answer> answers = new ArrayList<>();
    for (Interpretation interpretation : call.interpretations()) {
      String label =
          interpretation.diplotype() == null
              ? String.join(", ", interpretation.phenotypes())
              : interpretation.diplotype().label();
      answers.add(new Answer(gene, label, keys(gene, interpretation)));
    }
    return answers;
  }

  private Set<GeneKey> keys(String gene, Interpretation interpretation) {
    Set<GeneKey> keys = new HashSet<>();
    boolean byScore = phenotypes.goByActivityScore(gene);
    if (byScore) {
      interpretation.activityScores().forEach(score -> keys.add(GeneKey.of(score)));
      if (interpretation.activityScores().isEmpty() && !interpretation.phenotypes().isEmpty()) {
        keys.add(GeneKey.of(Phenotypes.NOT_AVAILABLE));
      }
    }
    if (!byScore || dpwg) {
      interpretation.phenotypes().forEach(phenotype -> keys.add(GeneKey.of(phenotype)));
    }
    if (dpwg && interpretation.diplotype() != null) {
      keys.addAll(dpwgKeys(gene, interpretation));
    }
    return keys;
  }

  /** The working group also goes by alleles, by the presence of any of HLA, and its own scores. */
  private Set<GeneKey> dpwgKeys(String gene, Interpretation interpretation) {
    Set<GeneKey> keys = new HashSet<>();
    List<String> names =
        interpretation.diplotype().haplotypes().stream().map(Haplotype::label).toList();
    keys.add(GeneKey.ofAlleles(names));
    if (gene.equals("DPYD")) {
      DpwgDpyd.key(interpretation.diplotype(), phenotypes)
          .ifPresent(key -> keys.add(GeneKey.of(key)));
    }
    if (gene.startsWith("HLA-")) {
      names.forEach(name -> keys.add(GeneKey.of(name + " positive")));
    }
    return keys;
  }
}
