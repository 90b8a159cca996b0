package org.medley.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.cohort.CodeMatch;
import org.medley.features.cohort.Predicate;
import org.medley.features.cohort.SplitRule;

class SplitReaderTest {
  private static final AllowedNames ALLOWED =
      new AllowedNames(Set.of("codes"), Set.of("logistic"), Set.of("auto"), Set.of());

  private static final String TASK =
      """
      predicates: {a: {code: X}}
      trigger: a
      windows:
        input:
          start: null
          end: trigger
          start_inclusive: true
          end_inclusive: true
          index_timestamp: end
      features: {families: [codes]}
      validation: {split: %s}
      model: {families: [logistic]}
      """;

  @TempDir Path folder;
  private final Problems problems = new Problems();

  @Test
  void personsAreDrawnOrStatedAndACutoffIsFree() throws IOException {
    assertThat(read("{kind: person, test-share: 0.3, seed: 5}"))
        .contains(new SplitRule(new SplitRule.Drawn(0.3, 5), null));
    assertThat(read("{kind: time, cutoff: 2022-01-01}"))
        .contains(
            new SplitRule(
                new SplitRule.Drawn(0.25, 20_240_601L),
                Instant.parse("2022-01-01T23:59:59.999999Z")));
    assertThat(read("{kind: site, test: b, train: [a, c], cutoff: 2022-01-01}"))
        .contains(
            new SplitRule(
                new SplitRule.Stated(List.of(from("b")), List.of(from("a"), from("c"))),
                Instant.parse("2022-01-01T23:59:59.999999Z")));
    assertThat(read("{kind: given, test: ['SPLIT//test', 'SPLIT//held_out']}"))
        .contains(
            new SplitRule(
                new SplitRule.Stated(
                    List.of(fact("SPLIT//test"), fact("SPLIT//held_out")), List.of()),
                null));
    assertThat(problems.lines()).isEmpty();
  }

  @Test
  void everyWrongKeyIsNamed() throws IOException {
    read("{kind: site, test-share: 0.2}");
    read("{kind: given, test: [A], train: [A]}");
    read("{kind: time}");
    read("{kind: person, test-share: 1.5, test: [A]}");
    read("{cutoff: 2022-01-01}");
    for (String expected :
        List.of(
            "validation.split.test: names no sources; write such as test: [hospital-b]",
            "validation.split.test-share: is not a known key",
            "validation.split.train: names 'A', which tests",
            "validation.split.cutoff: is missing",
            "validation.split.test-share: the test share 1.5 is not between 0 and 1",
            "validation.split.test: is not a known key",
            "validation.split.kind: is missing")) {
      assertThat(problems.lines()).anySatisfy(line -> assertThat(line).contains(expected));
    }
  }

  private static Predicate.Plain from(String source) {
    return new Predicate.Plain(new CodeMatch.Regex("."), null, Map.of("source", source));
  }

  private static Predicate.Plain fact(String code) {
    return new Predicate.Plain(new CodeMatch.Exact(code), null, Map.of());
  }

  private Optional<SplitRule> read(String split) throws IOException {
    Path file = folder.resolve("task.yaml");
    Files.writeString(file, TASK.formatted(split));
    return TaskFile.read(
            file, TaskContext.ofSite(folder, ZoneOffset.UTC, ALLOWED), problems, Overrides.NONE)
        .flatMap(task -> task.validation().split());
  }
}
