package org.medley.jobs.pharmacogene;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pharmacogene.call.Caller;
import org.medley.jobs.pharmacogene.definition.Definitions;
import org.medley.jobs.pharmacogene.definition.GeneDefinition;
import org.medley.jobs.pharmacogene.file.Folders;
import org.medley.jobs.pharmacogene.guideline.Guidelines;
import org.medley.jobs.pharmacogene.match.MatchSettings;
import org.medley.jobs.pharmacogene.phenotype.Phenotypes;

/** What is known of pharmacogenes: definitions, phenotypes and guidelines of a release. */
public final class Pharmacogenes {
  private final SortedMap<String, GeneDefinition> definitions;
  private final Phenotypes phenotypes;
  private final Guidelines guidelines;

  private Pharmacogenes(Folders folders) {
    definitions = Definitions.read(folders);
    phenotypes = Phenotypes.read(folders);
    guidelines = Guidelines.read(folders, phenotypes);
  }

  /**
   * The knowledge in {@code folders}, files of the later ones standing for those of the earlier
   * ones, see {@link Folders}.
   *
   * @throws MedleyException with exit code 66 if a folder is not there, 78 if there is no
   *     definition or a file is not as PharmCAT writes it
   */
  public static Pharmacogenes read(List<Path> folders) {
    return new Pharmacogenes(Folders.of(folders));
  }

  /** The definitions by gene. */
  public SortedMap<String, GeneDefinition> definitions() {
    return definitions;
  }

  /** The phenotype tables. */
  public Phenotypes phenotypes() {
    return phenotypes;
  }

  /** The guidelines; without any if no folder holds them. */
  public Guidelines guidelines() {
    return guidelines;
  }

  /** A caller of the genes. */
  public Caller caller(MatchSettings settings) {
    return new Caller(definitions, phenotypes, settings);
  }
}
