package org.medley.jobs.source.vcf;

import java.util.List;
import java.util.OptionalInt;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/** What the headers of one source must agree on. */
public final class VcfHeaders {
  private VcfHeaders() {}

  /**
   * Ends the ingestion if a contig's stated length contradicts {@code build}; so files of mixed
   * builds are refused. The mitochondrion is left out, since UCSC's hg19 carries another sequence:
   * its lines are rejected one by one.
   *
   * @throws MedleyException with exit code 65 that names the file
   */
  public static void checkBuild(List<VcfHeader> headers, GenomeBuild build) {
    for (VcfHeader header : headers) {
      header
          .contigLengths()
          .forEach(
              (contig, length) -> {
                OptionalInt expected = build.length(contig);
                if (!contig.equals(Contigs.MITOCHONDRION)
                    && expected.isPresent()
                    && expected.getAsInt() != length) {
                  throw otherBuild(header, contig, length, build);
                }
              });
    }
  }

  /**
   * The sample names in their natural order.
   *
   * @throws MedleyException with exit code 65 if two files hold different samples: then a site that
   *     one file lacks would count as reference in its samples
   */
  static List<String> commonSamples(List<VcfHeader> headers) {
    VcfHeader first = null;
    List<String> samples = List.of();
    for (VcfHeader header : headers) {
      if (header.fault() != null) {
        continue;
      }
      List<String> sorted = header.samples().stream().sorted().toList();
      if (first == null) {
        first = header;
        samples = sorted;
      } else if (!samples.equals(sorted)) {
        throw new MedleyException(
            ExitCode.DATA_REJECTED,
            "the files %s and %s hold different samples"
                .formatted(first.file().name(), header.file().name()),
            "merge them, or give each set of samples a source of its own in site.yaml");
      }
    }
    return samples;
  }

  private static MedleyException otherBuild(
      VcfHeader header, String contig, long length, GenomeBuild build) {
    String found = "another build";
    for (GenomeBuild candidate : GenomeBuild.values()) {
      OptionalInt expected = candidate.length(contig);
      if (expected.isPresent() && expected.getAsInt() == length) {
        found = candidate.label();
      }
    }
    return new MedleyException(
        ExitCode.DATA_REJECTED,
        "the file %s gives contig %s the length %d, which is %s and not %s"
            .formatted(header.file().name(), contig, length, found, build.label()),
        "set the source's build to that of its files, and keep builds in separate sources");
  }
}
