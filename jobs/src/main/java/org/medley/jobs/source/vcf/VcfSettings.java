package org.medley.jobs.source.vcf;

import java.util.Optional;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.source.SourceSettings;

/**
 * What a source of kind {@code vcf} says beside its path.
 *
 * @param build the assembly that positions refer to
 * @param links name of the link file below the source's folder
 * @param panel name of the panel file below the source's folder
 * @param outside name of the file of outside calls below the source's folder
 * @param reference name of the FASTA file of the assembly below the source's folder; empty:
 *     variants stay as the files state them
 */
record VcfSettings(
    GenomeBuild build, String links, String panel, String outside, Optional<String> reference) {
  /** Option that names the assembly. */
  static final String BUILD = "build";

  /** Option that names the link file. */
  static final String LINKS = "links";

  /** Option that names the panel file. */
  static final String PANEL = "panel";

  /** Option that names the file of outside calls. */
  static final String OUTSIDE = "outside";

  /** Option that names the FASTA file. */
  static final String REFERENCE = "reference";

  /**
   * The options of {@code source}; {@code links}, {@code panel} and {@code outside} are links.csv,
   * panel.csv and outside.csv where it does not say otherwise.
   *
   * @throws org.medley.jobs.error.MedleyException with exit code 78 if the build is missing or
   *     unknown
   */
  static VcfSettings of(SourceSettings source) {
    String label = source.options().get(BUILD);
    GenomeBuild build = label == null ? null : GenomeBuild.byLabel().get(label);
    Problems problems = new Problems();
    if (build == null) {
      problems.add(
          "site.yaml",
          "sources." + source.name() + "." + BUILD,
          label == null ? "is missing" : "is '" + label + "'",
          "use one of " + GenomeBuild.byLabel().keySet());
    }
    problems.throwIfAny();
    return new VcfSettings(
        build,
        source.options().getOrDefault(LINKS, "links.csv"),
        source.options().getOrDefault(PANEL, "panel.csv"),
        source.options().getOrDefault(OUTSIDE, "outside.csv"),
        Optional.ofNullable(source.options().get(REFERENCE)));
  }
}
