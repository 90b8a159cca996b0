package org.medley.jobs.burden;

import java.nio.file.Path;
import java.util.List;
import org.medley.jobs.control.Json;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.settings.Section;
import org.medley.jobs.settings.YamlFile;

/**
 * What is counted of annotated variants, as the file says that the option {@code burden} of a
 * source names:
 *
 * <pre>
 * masks:
 *   lof: {impact: [HIGH], max-frequency: 0.01}
 *   missense: {consequence: missense_variant, max-frequency: 0.001, frequency: [cohort, population]}
 * genes: [BRCA1, BRCA2]      # all, if left out
 * transcripts: canonical     # any, if left out; a mask may say otherwise
 * filter: pass               # any, if left out
 * carriers:
 *   brca2-lof: {gene: BRCA2, mask: lof}
 *   hfe-c282y: {variants: ["6:26093141:G:A"], zygosity: biallelic}
 * </pre>
 *
 * @param masks the masks, in the order of the file
 * @param genes symbols or identifiers of the genes that are counted; empty: all
 * @param onlyPassed whether only variants count whose FILTER is PASS or missing
 * @param carriers the items of the carrier list, in the order of the file
 */
public record BurdenSettings(
    List<Mask> masks, List<String> genes, boolean onlyPassed, List<CarrierItem> carriers) {
  /** Copies the lists. */
  public BurdenSettings {
    masks = List.copyOf(masks);
    genes = List.copyOf(genes);
    carriers = List.copyOf(carriers);
  }

  /**
   * Reads {@code file}, and the files of variants that it names.
   *
   * @throws org.medley.jobs.error.MedleyException with exit code 78 that names every problem by its
   *     key path
   */
  public static BurdenSettings read(Path file) {
    Problems problems = new Problems();
    BurdenSettings settings;
    try (Section section = YamlFile.read(file, problems)) {
      settings = BurdenSections.read(section, file);
    }
    problems.throwIfAny();
    return settings;
  }

  /** The same as text: equal for files that mean the same. */
  public String canonical() {
    return Json.write(List.of(masks, genes, onlyPassed, carriers));
  }
}
