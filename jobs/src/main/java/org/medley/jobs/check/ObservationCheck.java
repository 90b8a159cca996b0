package org.medley.jobs.check;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.medley.features.cohort.ScoreRule;
import org.medley.features.cohort.Task;
import org.medley.features.contract.StatedPeriods;
import org.medley.jobs.site.Configuration;
import org.medley.jobs.site.Site;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.Sources;
import org.medley.jobs.step.Steps;

/**
 * Whether anybody can be observed at the as-of date where people are scored there: a source that
 * does not say until when it saw everyone is taken to have seen them until its latest record.
 */
final class ObservationCheck implements Check {
  @Override
  public List<Finding> look(String name, Setup setup) {
    if (setup.configuration().isEmpty()) {
      return List.of(Finding.warn(name, "not looked at", "mend site.yaml first"));
    }
    Configuration configuration = setup.configuration().get();
    List<String> scored =
        Stream.concat(
                configuration.tasks().stream()
                    .filter(task -> isScoredAtAsOf(task.cohort()))
                    .map(task -> "task " + task.name()),
                configuration.decisions().stream()
                    .filter(each -> isScoredAtAsOf(each.candidates().orElse(each.study())))
                    .map(decision -> "decision " + decision.name()))
            .toList();
    Site site = configuration.site();
    LocalDate date = site.asOf().orElseGet(() -> yesterday(setup.host().instant(), site));
    if (scored.isEmpty() || isObservedAt(Steps.endOf(date, site), site)) {
      return List.of(Finding.pass(name, "people can be observed where they are scored"));
    }
    return List.of(
        Finding.warn(
            name,
            "nobody would be scored: %s at the as-of date, and no source says that it saw everyone until the end of %s"
                .formatted(String.join(", ", scored), date),
            "write 'extract-time: as-of' for the source in site.yaml if each night's extract holds"
                + " all until the end of its logical date"));
  }

  private static boolean isScoredAtAsOf(Task task) {
    return task.score() instanceof ScoreRule.AsOf;
  }

  private static LocalDate yesterday(Instant now, Site site) {
    return now.atZone(site.zone()).toLocalDate().minusDays(1);
  }

  private static boolean isObservedAt(Instant asOf, Site site) {
    return site.sources().stream()
        .filter(source -> Sources.BY_KIND.containsKey(source.kind()))
        .anyMatch(source -> statesPeriods(source) || seesUntil(source, asOf));
  }

  private static boolean statesPeriods(SourceSettings source) {
    return Sources.BY_KIND.get(source.kind()).get().tables().contains(StatedPeriods.TABLE);
  }

  private static boolean seesUntil(SourceSettings source, Instant asOf) {
    return source.extractTime(asOf).filter(time -> !time.isBefore(asOf)).isPresent();
  }
}
