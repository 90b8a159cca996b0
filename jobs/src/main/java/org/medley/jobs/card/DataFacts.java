package org.medley.jobs.card;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.medley.jobs.report.content.Intake;
import org.medley.jobs.text.Numbers;

/** Where the data come from and how they were checked. */
final class DataFacts {
  private DataFacts() {}

  static Map<String, Fact> all() {
    return Map.of(
        "sources",
        DataFacts::sources,
        "checks",
        DataFacts::checks,
        "versions",
        DataFacts::versions);
  }

  private static Optional<String> sources(CardData data) {
    return CohortFacts.joined(
        data.report().intake().sources(),
        "; ",
        source ->
            "%s (%s): %s, %s%s"
                .formatted(
                    source.name(),
                    source.kind(),
                    Numbers.count(source.files(), "file", "files"),
                    Numbers.count(source.lines(), "line", "lines"),
                    source.freshTo().map(day -> ", to " + day).orElse("")));
  }

  private static Optional<String> checks(CardData data) {
    Intake intake = data.report().intake();
    if (intake.sources().isEmpty()) {
      return Optional.empty();
    }
    long failed = intake.quality().stream().filter(rule -> !rule.passed()).count();
    String which =
        intake.quality().stream()
            .filter(rule -> !rule.passed())
            .map(Intake.Judgement::rule)
            .distinct()
            .collect(Collectors.joining(", "));
    return Optional.of(
        ("%s of %s lines are in quarantine with their reasons. %s of data quality were judged, %s"
                + " failed%s. Units are made alike by UCUM; people are matched by identifiers. All"
                + " groups are treated alike.")
            .formatted(
                Numbers.count(intake.quarantined()),
                Numbers.count(intake.lines()),
                Numbers.count(intake.quality().size(), "rule", "rules"),
                Numbers.count(failed),
                failed == 0 ? "" : ": " + which));
  }

  private static Optional<String> versions(CardData data) {
    return CohortFacts.joined(
            data.report().run().inputs(), "; ", entry -> entry.name() + " " + entry.value())
        .map(
            pins ->
                "Data of the site, not public. Release %s pins: %s."
                    .formatted(data.report().release().id(), pins));
  }
}
