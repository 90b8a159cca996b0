package org.medley.jobs.pharmacogene.phenotype;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pharmacogene.file.Folders;
import org.medley.jobs.pharmacogene.file.JsonFile;
import org.medley.jobs.pharmacogene.match.Diplotype;
import org.medley.jobs.pharmacogene.match.Haplotype;

/** What the diplotypes of all genes come to. */
public final class Phenotypes implements Serializable {
  /** What a table writes where a score or phenotype cannot be given. */
  public static final String NOT_AVAILABLE = "n/a";

  private static final long serialVersionUID = 1L;
  private static final String FOLDER = "phenotypes";

  /** Alleles whose presence is all that matters. */
  private static final Map<String, List<String>> PRESENCE =
      Map.of("HLA-A", List.of("*31:01"), "HLA-B", List.of("*15:02", "*57:01", "*58:01"));

  private final HashMap<String, GenePhenotypes> tables = new HashMap<>();

  private Phenotypes() {}

  /**
   * The tables in {@code folders}.
   *
   * @throws MedleyException with exit code 78 if a file is not as PharmCAT writes it
   */
  public static Phenotypes read(Folders folders) {
    Phenotypes phenotypes = new Phenotypes();
    folders
        .named(FOLDER, name -> Folders.stem(name).replace('_', '-'))
        .values()
        .forEach(
            file -> {
              GenePhenotypes table = PhenotypeReader.read(JsonFile.read(file));
              phenotypes.tables.put(table.gene(), table);
            });
    return phenotypes;
  }

  /** Whether a gene's guidelines go by its activity score and not by its phenotype. */
  public boolean goByActivityScore(String gene) {
    return tables.containsKey(gene) && tables.get(gene).hasActivityScores();
  }

  /** What the tables say of {@code diplotype}; empty where they do not know it. */
  public Optional<Outcome> outcome(String gene, Diplotype diplotype) {
    List<String> names = diplotype.haplotypes().stream().map(Haplotype::label).toList();
    return Optional.ofNullable(tables.get(gene)).flatMap(table -> table.outcome(names));
  }

  /**
   * Whether the alleles that matter of {@code gene} are in {@code diplotype}, such as *57:01
   * positive; none of a gene to which that does not apply.
   */
  public List<String> presence(String gene, Diplotype diplotype) {
    List<String> found = new ArrayList<>();
    List<String> names = diplotype.haplotypes().stream().map(Haplotype::label).toList();
    for (String allele : PRESENCE.getOrDefault(gene, List.of())) {
      found.add(allele + (names.contains(allele) ? " positive" : " negative"));
    }
    return found;
  }

  /** Whether the table of {@code gene} knows the allele {@code name}. */
  public boolean knows(String gene, String name) {
    return tables.containsKey(gene) && tables.get(gene).alleles().containsKey(name);
  }

  /** What the allele does, in words; null if it is not known. */
  public String function(String gene, String name) {
    return knows(gene, name) ? tables.get(gene).alleles().get(name).function() : null;
  }

  /** The activity value of the allele; empty if it is not known to be a number. */
  public OptionalDouble activity(String gene, String name) {
    return knows(gene, name) ? tables.get(gene).activity(name) : OptionalDouble.empty();
  }

  /** The activity scores that {@code phenotype} may have. */
  public List<String> scoresOf(String gene, String phenotype) {
    return tables.containsKey(gene) ? tables.get(gene).scoresOf(phenotype) : List.of();
  }

  /** The one phenotype that {@code score} has; empty if none, or more than one, has. */
  public Optional<String> phenotypeOf(String gene, String score) {
    return Optional.ofNullable(tables.get(gene)).flatMap(table -> table.phenotypeOf(score));
  }

  /** Release of the table of {@code gene}; null if there is none. */
  public String version(String gene) {
    return tables.containsKey(gene) ? tables.get(gene).version() : null;
  }

  /** The genes with a table. */
  public Set<String> genes() {
    return Set.copyOf(tables.keySet());
  }
}
