package org.medley.jobs.source.vcf;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A human reference assembly, known by the lengths of its chromosomes (Genome Reference Consortium,
 * GCA_000001405.1 and GCA_000001405.15).
 */
public enum GenomeBuild {
  GRCH37("GRCh37"),
  GRCH38("GRCh38");

  private static final int MITOCHONDRION_LENGTH = 16569;

  private static final Map<GenomeBuild, Map<String, Integer>> LENGTHS =
      Map.of(
          GRCH37,
          lengths(
              249250621, 243199373, 198022430, 191154276, 180915260, 171115067, 159138663,
              146364022, 141213431, 135534747, 135006516, 133851895, 115169878, 107349540,
              102531392, 90354753, 81195210, 78077248, 59128983, 63025520, 48129895, 51304566,
              155270560, 59373566),
          GRCH38,
          lengths(
              248956422, 242193529, 198295559, 190214555, 181538259, 170805979, 159345973,
              145138636, 138394717, 133797422, 135086622, 133275309, 114364328, 107043718,
              101991189, 90338345, 83257441, 80373285, 58617616, 64444167, 46709983, 50818468,
              156040895, 57227415));

  private final String label;

  GenomeBuild(String label) {
    this.label = label;
  }

  /** The name that settings and codes use. */
  public String label() {
    return label;
  }

  /** Length of the contig with this plain name; empty if the build gives none. */
  OptionalInt length(String contig) {
    Integer length = LENGTHS.get(this).get(contig);
    return length == null ? OptionalInt.empty() : OptionalInt.of(length);
  }

  /**
   * The build whose chromosomes have the lengths that {@code lengths} states by plain name; empty
   * if none is stated, or they fit no build. The mitochondrion says nothing: UCSC's hg19 has
   * another.
   */
  public static Optional<GenomeBuild> of(Map<String, Long> lengths) {
    return Arrays.stream(values()).filter(build -> build.fits(lengths)).findFirst();
  }

  private boolean fits(Map<String, Long> lengths) {
    List<String> stated =
        lengths.keySet().stream()
            .filter(contig -> !contig.equals(Contigs.MITOCHONDRION) && length(contig).isPresent())
            .toList();
    return !stated.isEmpty()
        && stated.stream().allMatch(contig -> length(contig).getAsInt() == lengths.get(contig));
  }

  /** Every build by its label. */
  public static Map<String, GenomeBuild> byLabel() {
    Map<String, GenomeBuild> builds = new LinkedHashMap<>();
    for (GenomeBuild build : values()) {
      builds.put(build.label, build);
    }
    return builds;
  }

  private static Map<String, Integer> lengths(int... chromosomes) {
    Map<String, Integer> lengths = new HashMap<>();
    for (int i = 0; i < chromosomes.length; i++) {
      lengths.put(i < 22 ? Integer.toString(i + 1) : i == 22 ? "X" : "Y", chromosomes[i]);
    }
    lengths.put(Contigs.MITOCHONDRION, MITOCHONDRION_LENGTH);
    return Map.copyOf(lengths);
  }
}
