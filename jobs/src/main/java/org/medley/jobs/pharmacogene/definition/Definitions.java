package org.medley.jobs.pharmacogene.definition;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pharmacogene.file.Folders;
import org.medley.jobs.pharmacogene.file.JsonFile;

/** Reads the definitions of all genes. */
public final class Definitions {
  private static final String FOLDER = "definitions";
  private static final String SUFFIX = "_translation";
  private static final String EXEMPTIONS = "exemptions";

  private Definitions() {}

  /**
   * The definitions in {@code folders} by gene, with the exemptions beside them.
   *
   * @throws MedleyException with exit code 78 if there are none, or a file is not as PharmCAT
   *     writes it
   */
  public static SortedMap<String, GeneDefinition> read(Folders folders) {
    Map<String, Path> files = folders.named(FOLDER, Folders::stem);
    Map<String, Exemption> exemptions = new HashMap<>();
    if (files.containsKey(EXEMPTIONS)) {
      exemptions.putAll(ExemptionReader.read(JsonFile.read(files.get(EXEMPTIONS))));
    }
    return read(files.values(), exemptions);
  }

  /** The same as if no gene departed from the rules. */
  public static SortedMap<String, GeneDefinition> readWithoutExemptions(Folders folders) {
    return read(folders.named(FOLDER, Folders::stem).values(), Map.of());
  }

  private static SortedMap<String, GeneDefinition> read(
      Collection<Path> files, Map<String, Exemption> exemptions) {
    SortedMap<String, GeneDefinition> definitions = new TreeMap<>();
    for (Path file : files) {
      String stem = Folders.stem(file.getFileName().toString());
      if (stem.endsWith(SUFFIX)) {
        String gene = stem.substring(0, stem.length() - SUFFIX.length());
        GeneDefinition definition =
            DefinitionReader.read(
                JsonFile.read(file), exemptions.getOrDefault(gene, Exemption.NONE));
        definitions.put(definition.gene(), definition);
      }
    }
    if (definitions.isEmpty()) {
      throw new MedleyException(
          ExitCode.CONFIGURATION,
          "no folder holds a definition of a pharmacogene",
          "name one with definitions/GENE_translation.json as PharmCAT releases them");
    }
    return definitions;
  }
}
