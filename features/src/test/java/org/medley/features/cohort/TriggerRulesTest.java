package org.medley.features.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medley.features.cohort.Streams.ALWAYS;
import static org.medley.features.cohort.Streams.LATE;
import static org.medley.features.cohort.Streams.at;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.medley.features.cohort.Streams.Statement;
import org.medley.features.cohort.Trigger.Occurrence;
import org.medley.features.cohort.Trigger.OnPredicate;

/** Washout, calendar, arms, facts without time, and prediction times at later events. */
class TriggerRulesTest {
  private static List<Long> days(Tasks tasks, String events) {
    Task task = tasks.build();
    return Streams.passed(task, Streams.draw(task, events, ALWAYS, LATE)).stream()
        .map(each -> each.index() / 86_400_000_000L)
        .toList();
  }

  private static Tasks with(CalendarRule calendar, Span washout) {
    return Tasks.on(new OnPredicate("a", Occurrence.ALL, calendar, washout)).codes("a", "b");
  }

  @Test
  void aWashoutLooksBackFromTheEventWithoutItsFarEnd() {
    Span month = Span.of(Duration.ofDays(30));
    assertThat(days(with(CalendarRule.ANY, month), "0d A, 29d A, 59d A, 90d A"))
        .as("0 and 29 are too near, 29 and 59 are 30 days apart")
        .containsExactly(0L, 59L, 90L);
    assertThat(days(with(CalendarRule.ANY, month).compat(), "0d A, 29d A, 59d A"))
        .containsExactly(0L, 59L);
    assertThat(days(with(CalendarRule.ANY, month), "0d A @50d, 40d A, 45d A"))
        .as("at day 40 the first was not known, at day 50 it is no event of the last 30 days")
        .containsExactly(40L, 50L);
  }

  @Test
  void theCalendarIsThatOfTheZone() {
    CalendarRule weekend =
        new CalendarRule(
            List.of(), List.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), List.of(), null, null);
    assertThat(days(with(weekend, Span.ZERO), "0d A, 1d A, 2d A, 3d A, 4d A"))
        .as("1970-01-01 was a Thursday")
        .containsExactly(2L, 3L);
    CalendarRule night = new CalendarRule(List.of(), List.of(), List.of(22, 6), null, null);
    assertThat(days(with(night, Span.ZERO), "0h A, 29h A, 54h A, 94h A"))
        .containsExactly(0L, 1L, 3L);
    assertThat(days(with(night, Span.ZERO).zone("Asia/Tokyo"), "0h A, 37h A"))
        .as("9 o'clock in Tokyo, and 22 o'clock")
        .containsExactly(1L);
    CalendarRule dates =
        new CalendarRule(
            List.of(1, 3),
            List.of(),
            List.of(),
            LocalDate.parse("1970-01-02"),
            LocalDate.parse("1970-03-02"));
    assertThat(days(with(dates, Span.ZERO), "0d A, 1d A, 40d A, 60d A, 61d A"))
        .containsExactly(1L, 60L);
  }

  @Test
  void exactlyOneArmHoldsAtTheTrigger() {
    Tasks tasks = Tasks.on("either").codes("a", "b").derived("either = or(a, b)").arms("a", "b");
    Task task = tasks.build();
    List<Candidate> passed =
        Streams.passed(task, Streams.draw(task, "0d A, 1d B, 2d A, 2d B", ALWAYS, LATE));
    assertThat(passed).extracting(Candidate::arm).containsExactly("a-arm", "b-arm");
  }

  @Test
  void everyFactWithoutTimeIsRequired() {
    Task task =
        Tasks.on("man").codes("a").demographic("male").derived("man = and(a, male)").build();
    Plan plan = new Plan(task, Purpose.TRAIN, LATE);
    List<EventRow> rows = Streams.rows(plan.table(), Streams.statements("0d A, 1d B"), LATE);
    SubjectCohort cohort = new SubjectCohort(plan);
    int rules = plan.rules().size();
    assertThat(cohort.candidates(Streams.record(plan, ALWAYS, rows)))
        .singleElement()
        .extracting(Candidate::failed)
        .isEqualTo(rules);
    assertThat(cohort.candidates(new SubjectRecord(1, null, ALWAYS, rows, List.of(0))))
        .singleElement()
        .extracting(each -> plan.rules().get(each.failed()).text())
        .isEqualTo("patient_demographics male");
  }

  @Test
  void ofSeveralTriggersWithOnePredictionTimeTheLatestStays() {
    Task task = Tasks.on("a").codes("a", "b").input("trigger", "start -> b", "(]").build();
    List<Candidate> drawn = Streams.draw(task, "0d A, 1d A, 3d B, 5d A", ALWAYS, LATE);
    assertThat(Streams.passed(task, drawn))
        .singleElement()
        .satisfies(each -> assertThat(each.trigger()).isEqualTo(at("1d")));
    Plan plan = new Plan(task, Purpose.TRAIN, LATE);
    assertThat(drawn)
        .extracting(
            each ->
                each.failed() < plan.rules().size() ? plan.rules().get(each.failed()).text() : "in")
        .containsExactly(
            "of several triggers with the same prediction time the latest",
            "in",
            "the prediction time, in window input, is reached");
  }

  /** Nobody can predict before the bounding event is known: the first moment at which one is. */
  @Test
  void aPredictionTimeAtAnEventIsTheFirstMomentAtWhichOneWasKnown() {
    Random random = new Random(7);
    int reached = 0;
    for (int i = 0; i < 3_000; i++) {
      String flags = random.nextBoolean() ? "(]" : "[]";
      Task task = Tasks.on("a").codes("a", "b").input("trigger", "start -> b", flags).build();
      List<Statement> statements = new ArrayList<>();
      for (int j = random.nextInt(9); j >= 0; j--) {
        long time = random.nextInt(12);
        long available = time + (random.nextBoolean() ? 0 : random.nextInt(6));
        long superseded = random.nextInt(4) > 0 ? EventRow.CURRENT : available + random.nextInt(4);
        statements.add(
            new Statement(time, random.nextInt(3) == 0 ? "A" : "B", null, available, superseded));
      }
      Plan plan = new Plan(task, Purpose.TRAIN, LATE);
      List<EventRow> rows = Streams.rows(plan.table(), statements, LATE);
      History history = new History(plan, Streams.record(plan, ALWAYS, rows));
      PredictionTimes times = new PredictionTimes(plan, history);
      for (long trigger = 0; trigger < 12; trigger++) {
        Long expected = firstKnown(statements, trigger, flags.equals("[]"));
        long drawn = times.of(trigger);
        assertThat(drawn == PredictionTimes.NEVER ? null : (Long) drawn)
            .as("%s at %s of %s", flags, trigger, statements)
            .isEqualTo(expected);
        reached += expected == null ? 0 : 1;
      }
    }
    assertThat(reached).isGreaterThan(5_000);
  }

  private static Long firstKnown(List<Statement> statements, long trigger, boolean here) {
    TreeSet<Long> moments = new TreeSet<>();
    for (Statement each : statements) {
      boolean later = here ? each.time() >= trigger : each.time() > trigger;
      if (later && each.code().equals("B") && each.available() < each.superseded()) {
        moments.add(Math.max(each.time(), each.available()));
      }
    }
    return moments.isEmpty() ? null : moments.first();
  }
}
