package org.medley.jobs.pharmacogene.guideline;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pharmacogene.call.GeneCall;
import org.medley.jobs.pharmacogene.file.Folders;
import org.medley.jobs.pharmacogene.file.JsonFile;
import org.medley.jobs.pharmacogene.guideline.SampleKeys.Answer;
import org.medley.jobs.pharmacogene.phenotype.Phenotypes;

/** The guidelines of a release, and what they advise for a sample. */
public final class Guidelines implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String FOLDERS = "guidelines";

  private final ArrayList<Guideline> guidelines;
  private final Phenotypes phenotypes;

  private Guidelines(List<Guideline> guidelines, Phenotypes phenotypes) {
    this.guidelines = new ArrayList<>(guidelines);
    this.phenotypes = phenotypes;
  }

  /**
   * The guidelines in {@code folders}; none where they hold none.
   *
   * @throws MedleyException with exit code 78 if a file is not as ClinPGx writes it
   */
  public static Guidelines read(Folders folders, Phenotypes phenotypes) {
    return new Guidelines(
        folders.below(FOLDERS).stream()
            .map(JsonFile::read)
            .filter(file -> file.has("guideline"))
            .map(GuidelineReader::read)
            .toList(),
        phenotypes);
  }

  /** The drugs that there is a row for, in their order. */
  public Set<String> drugs() {
    Set<String> drugs = new TreeSet<>();
    guidelines.forEach(guideline -> drugs.addAll(guideline.drugs()));
    return drugs;
  }

  /** All of them. */
  public List<Guideline> all() {
    return Collections.unmodifiableList(guidelines);
  }

  /** The genes that rows on {@code drug} may ask of, in their order. */
  public Set<String> genes(String drug) {
    Set<String> genes = new TreeSet<>();
    guidelines.stream()
        .filter(guideline -> guideline.drugs().contains(drug))
        .forEach(guideline -> genes.addAll(guideline.genes()));
    return genes;
  }

  /**
   * Every row on {@code drug} that holds for a sample with {@code calls}, for all populations and
   * for each diplotype that the sample may have. A guideline of which no gene is known says
   * nothing.
   *
   * @param calls by gene
   */
  public List<Advice> advise(String drug, Map<String, GeneCall> calls) {
    List<Advice> advice = new ArrayList<>();
    for (Guideline guideline : guidelines) {
      if (guideline.drugs().contains(drug) && isKnown(guideline.genes(), calls)) {
        advice.addAll(advise(guideline, drug, calls));
      }
    }
    return advice;
  }

  private static boolean isKnown(Collection<String> genes, Map<String, GeneCall> calls) {
    return genes.stream()
        .map(calls::get)
        .anyMatch(call -> call != null && !call.interpretations().isEmpty());
  }

  private List<Advice> advise(Guideline guideline, String drug, Map<String, GeneCall> calls) {
    Map<Recommendation, Set<String>> found = new LinkedHashMap<>();
    for (List<Answer> genotype : genotypes(guideline, calls)) {
      String label =
          String.join(
              ", ", genotype.stream().map(gene -> gene.gene() + " " + gene.label()).toList());
      for (Recommendation row : rows(guideline, drug, genotype)) {
        found.computeIfAbsent(row, key -> new LinkedHashSet<>()).add(label);
      }
    }
    List<Advice> advice = new ArrayList<>();
    found.forEach(
        (row, labels) -> advice.add(new Advice(guideline, drug, row, List.copyOf(labels))));
    return advice;
  }

  /** Every choice of one diplotype for each gene. */
  private List<List<Answer>> genotypes(Guideline guideline, Map<String, GeneCall> calls) {
    SampleKeys keys = new SampleKeys(phenotypes, guideline.source());
    List<List<Answer>> genotypes = List.of(List.of());
    for (String gene : guideline.genes()) {
      List<List<Answer>> longer = new ArrayList<>();
      for (List<Answer> genotype : genotypes) {
        for (Answer answer : keys.of(gene, calls.get(gene))) {
          List<Answer> next = new ArrayList<>(genotype);
          next.add(answer);
          longer.add(next);
        }
      }
      genotypes = longer;
    }
    return genotypes;
  }

  /** The rows that hold; those that name the very alleles go before those on phenotypes. */
  private static List<Recommendation> rows(
      Guideline guideline, String drug, List<Answer> genotype) {
    List<Recommendation> rows =
        guideline.recommendations().stream()
            .filter(row -> row.drugs().contains(drug) && holds(row, genotype))
            .toList();
    List<Recommendation> byAlleles =
        rows.stream()
            .filter(row -> row.keys().values().stream().anyMatch(GeneKey::isOfAlleles))
            .toList();
    return byAlleles.isEmpty() ? rows : byAlleles;
  }

  private static boolean holds(Recommendation row, List<Answer> genotype) {
    return !row.keys().isEmpty()
        && row.keys().entrySet().stream()
            .allMatch(
                key ->
                    genotype.stream()
                        .anyMatch(
                            answer ->
                                answer.gene().equals(key.getKey())
                                    && answer.keys().contains(key.getValue())));
  }
}
