package org.medley.jobs.cli;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pharmacogene.outside.OutsideCall;
import org.medley.jobs.pharmacogene.outside.OutsideCalls;
import org.medley.jobs.pharmacogene.vcf.SampleCalls;

/** Which outside calls belong to which sample. */
final class OutsideOfSamples {
  private final Map<String, List<OutsideCall>> bySample;
  private final List<OutsideCall> ofTheOne;
  private final Set<String> unknown;

  private OutsideOfSamples(List<OutsideCall> calls, Set<String> samples) {
    bySample =
        calls.stream()
            .filter(call -> call.sample() != null)
            .collect(Collectors.groupingBy(OutsideCall::sample));
    ofTheOne = calls.stream().filter(call -> call.sample() == null).toList();
    unknown = new HashSet<>(bySample.keySet());
    unknown.removeAll(samples);
  }

  /**
   * The calls in {@code files} for the samples that were read.
   *
   * @throws MedleyException with exit code 65 if calls name no sample though there are several, or
   *     a line cannot be understood, 66 if a file is not there
   */
  static OutsideOfSamples read(List<Path> files, Collection<SampleCalls> read) {
    List<OutsideCall> calls =
        files.stream().flatMap(file -> OutsideCalls.read(file).stream()).toList();
    List<String> samples = read.stream().flatMap(one -> one.samples().stream()).toList();
    OutsideOfSamples outside = new OutsideOfSamples(calls, Set.copyOf(samples));
    if (!outside.ofTheOne.isEmpty() && samples.size() > 1) {
      throw new MedleyException(
          ExitCode.DATA_REJECTED,
          "outside calls name no sample, and there are %d samples".formatted(samples.size()),
          "begin the table with a line of 'sample', 'gene', 'diplotype', 'phenotype' and"
              + " 'activity_score', and each line with its sample; or give one sample at a time");
    }
    return outside;
  }

  /** The calls of {@code sample}. */
  List<OutsideCall> of(String sample) {
    return ofTheOne.isEmpty() ? bySample.getOrDefault(sample, List.of()) : ofTheOne;
  }

  /** Sentences on calls that belong to no sample. */
  List<String> warnings() {
    return unknown.isEmpty()
        ? List.of()
        : List.of("outside calls of %d samples that no file holds".formatted(unknown.size()));
  }
}
