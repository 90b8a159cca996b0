package org.medley.jobs.polygenic.weight;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.medley.jobs.source.vcf.GenomeBuild;

/**
 * A scoring file that can be used.
 *
 * @param file name of the file
 * @param header what it states of itself, by key
 * @param harmonised whether the positions are the harmonised ones
 * @param weights one per row, in the order of the file
 */
public record ScoringFile(
    String file, Map<String, String> header, boolean harmonised, List<Weight> weights) {
  private static final String HARMONISED_BUILD = "HmPOS_build";
  private static final Map<String, GenomeBuild> BUILDS =
      Map.of(
          "grch37", GenomeBuild.GRCH37,
          "hg19", GenomeBuild.GRCH37,
          "grch38", GenomeBuild.GRCH38,
          "hg38", GenomeBuild.GRCH38);

  /** A file with collections of its own. */
  public ScoringFile {
    header = Map.copyOf(header);
    weights = List.copyOf(weights);
  }

  /** The name of the score: {@code pgs_id}, or that of the file. */
  public String name() {
    return stated("pgs_id").orElseGet(() -> file.substring(file.lastIndexOf('/') + 1));
  }

  /** The build of the positions as the file states it. */
  public Optional<String> genomeBuild() {
    return stated(harmonised ? HARMONISED_BUILD : "genome_build");
  }

  /** The build of the positions; empty where none is stated, or one that is not known here. */
  public Optional<GenomeBuild> knownBuild() {
    return genomeBuild().map(build -> BUILDS.get(build.toLowerCase(Locale.ROOT)));
  }

  /** Under which terms the score may be used. */
  public Optional<String> licence() {
    return stated("license");
  }

  /** What {@code key} of the header states; empty where it is missing or not reported. */
  public Optional<String> stated(String key) {
    return Optional.ofNullable(header.get(key)).filter(Cells::isStated);
  }

  /** Whether {@code header} says of which build harmonised positions are. */
  static boolean statesHarmonisedBuild(Map<String, String> header) {
    return header.containsKey(HARMONISED_BUILD);
  }
}
