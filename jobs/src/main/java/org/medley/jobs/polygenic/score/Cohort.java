package org.medley.jobs.polygenic.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.polygenic.weight.ScoringFile;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.vcf.GenomeBuild;
import org.medley.jobs.source.vcf.VcfHeader;

/**
 * The samples of VCF files.
 *
 * @param samples names in the order of the first file
 * @param files by name
 */
public record Cohort(List<String> samples, Map<String, FileColumns> files) {
  /**
   * The cohort of {@code files}, whose headers are read on the driver.
   *
   * @param scores must be on the build of the files; none where nothing is scored
   * @throws MedleyException with exit code 65 that lists what forbids using them together: no VCF
   *     file of version 4, no samples, other samples than the first file has, another build than a
   *     scoring file or the first file has
   */
  public static Cohort read(SparkSession spark, List<SourceFile> files, List<ScoringFile> scores) {
    List<VcfHeader> headers = files.stream().map(file -> VcfHeader.read(spark, file)).toList();
    List<String> problems = new ArrayList<>();
    headers.forEach(header -> unusable(header).ifPresent(problems::add));
    if (problems.isEmpty()) {
      headers.forEach(header -> otherSamples(headers.get(0), header).ifPresent(problems::add));
      headers.forEach(header -> problems.addAll(otherBuilds(headers.get(0), header, scores)));
    }
    if (!problems.isEmpty()) {
      throw new MedleyException(
          ExitCode.DATA_REJECTED,
          "the VCF files cannot be used together:%n    %s"
              .formatted(String.join(System.lineSeparator() + "    ", problems)),
          "give VCF files of the same samples, one per chromosome for instance, on the build of"
              + " the scoring files; the PGS Catalog has harmonised files for GRCh37 and GRCh38");
    }
    return of(headers);
  }

  private static Cohort of(List<VcfHeader> headers) {
    List<String> samples = headers.get(0).samples();
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < samples.size(); i++) {
      numbers.put(samples.get(i), i);
    }
    Map<String, FileColumns> files = new HashMap<>();
    for (int i = 0; i < headers.size(); i++) {
      VcfHeader header = headers.get(i);
      files.put(header.file().name(), new FileColumns(i, header, numbers));
    }
    return new Cohort(samples, files);
  }

  private static Optional<String> unusable(VcfHeader header) {
    if (header.fault() != null) {
      return Optional.of(
          "%s cannot be read as VCF: %s"
              .formatted(header.file().name(), header.fault().getMessage()));
    }
    return header.samples().isEmpty()
        ? Optional.of("%s holds no sample".formatted(header.file().name()))
        : Optional.empty();
  }

  private static Optional<String> otherSamples(VcfHeader first, VcfHeader header) {
    boolean same = new HashSet<>(first.samples()).equals(new HashSet<>(header.samples()));
    return same
        ? Optional.empty()
        : Optional.of(
            "%s and %s hold different samples"
                .formatted(first.file().name(), header.file().name()));
  }

  private static List<String> otherBuilds(
      VcfHeader first, VcfHeader header, List<ScoringFile> scores) {
    List<String> problems = new ArrayList<>();
    Optional<GenomeBuild> build = GenomeBuild.of(header.contigLengths());
    Optional<GenomeBuild> expected = GenomeBuild.of(first.contigLengths());
    String name = header.file().name();
    if (build.isPresent() && expected.isPresent() && build.get() != expected.get()) {
      problems.add(
          "%s is on %s and %s on %s"
              .formatted(first.file().name(), expected.get().label(), name, build.get().label()));
    }
    for (ScoringFile score : scores) {
      Optional<GenomeBuild> stated = score.knownBuild();
      if (build.isPresent() && stated.isPresent() && build.get() != stated.get()) {
        problems.add(
            "%s is on %s and the scoring file %s on %s"
                .formatted(name, build.get().label(), score.file(), stated.get().label()));
      }
    }
    return problems;
  }
}
