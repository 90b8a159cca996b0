package org.medley.features.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medley.features.cohort.Streams.ALWAYS;
import static org.medley.features.cohort.Streams.LATE;
import static org.medley.features.cohort.Streams.at;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The edge cases of the task language, one subject at a time. Times are days since the epoch. */
class SubjectCohortTest {
  /** What the label says: status and event time in days, or the first failed rule. */
  private static List<String> draw(Task task, String events, List<Period> periods, long asOf) {
    Plan plan = new Plan(task, Purpose.TRAIN, asOf);
    return Streams.draw(task, events, periods, asOf).stream()
        .map(each -> text(plan, each))
        .toList();
  }

  private static String text(Plan plan, Candidate each) {
    if (each.failed() < plan.rules().size()) {
      return "out: " + plan.rules().get(each.failed()).text();
    }
    Label label = each.label();
    String what = label.status().name().toLowerCase();
    if (label.eventTime() != null) {
      what += " " + label.eventType() + " day " + days(label.eventTime());
    }
    return label.censorTime() == null ? what : what + " from day " + days(label.censorTime());
  }

  private static String days(long micros) {
    double days = micros / 86_400e6;
    return days == Math.rint(days) ? String.valueOf((long) days) : String.valueOf(days);
  }

  @ParameterizedTest(name = "row 1: end flag {0}")
  @ValueSource(strings = {"[]", "[)"})
  void anEventExactlyAtTheEndOfTheInputCountsOnlyIfTheEndIsInclusive(String flags) {
    Task task =
        Tasks.on("adm")
            .codes("adm", "lab", "death")
            .input(null, "trigger + 24h", flags, "lab:(1,None)")
            .target("input.end", "start + 5d", "(]", "death")
            .build();
    assertThat(draw(task, "0d ADM, 1d LAB", ALWAYS, LATE))
        .containsExactly(flags.equals("[]") ? "negative" : "out: window input has lab: at least 1");
  }

  @Test
  void rowTwoAWindowWhoseEventNeverComesLeavesTheLabelUnknown() {
    Task task =
        Tasks.on("adm")
            .codes("adm", "dis", "death", "icu")
            .target("trigger", "start -> dis", "(]", "icu")
            .competing("death")
            .build();
    assertThat(draw(task, "0d ADM", ALWAYS, at("50d"))).containsExactly("unknown from day 50");
    assertThat(draw(task, "0d ADM, 2d ICU", ALWAYS, at("50d")))
        .as("the window is still open, so the outcome lies in it")
        .containsExactly("positive outcome day 2");
    assertThat(draw(task, "0d ADM, 2d DEATH", ALWAYS, at("50d")))
        .containsExactly("negative death day 2");
  }

  @ParameterizedTest(name = "row 3: {0} until day {1}: {2}")
  @CsvSource({
    "0d ADM, 1, unknown from day 1",
    "0d ADM, 29, unknown from day 29",
    "0d ADM, 30, negative",
    "0d ADM; 1d OUT, 1, positive outcome day 1",
    "0d ADM; 1d DEATH, 1, negative death day 1",
    "0d ADM; 1d DEATH; 2d OUT, 40, negative death day 1",
    "0d ADM; 1d OUT; 1d DEATH, 40, positive outcome day 1",
    "0d ADM; 30d OUT, 40, positive outcome day 30",
    "0d ADM; 31d OUT, 40, negative",
    "0d ADM; 0d OUT, 40, negative",
  })
  void rowThreeUnknownIsNeverNegativeAndDeathIsAKnownNonEvent(
      String events, int until, String expected) {
    Task task =
        Tasks.on("adm")
            .codes("adm", "out", "death")
            .target("trigger", "start + 30d", "(]", "out")
            .competing("death")
            .build();
    List<Period> periods = List.of(new Period(0, at(until + "d")));
    String stream = events.replace(";", ",");
    assertThat(draw(task, stream, periods, LATE)).as("by period").containsExactly(expected);
    assertThat(draw(task, stream, ALWAYS, at(until + "d")))
        .as("by as-of date")
        .containsExactly(expected);
  }

  @ParameterizedTest(name = "row 4, flags {0}: end on day {1}, adm {2}, dis {3}, death {4}")
  @CsvSource({
    "[], 0, 1, 1, 0",
    "[), 3, 1, 1, 0",
    "(], 3, 0, 1, 1",
    "(), 3, 0, 0, 0",
  })
  void rowFourAWindowOfOneInstantNeedsBothSidesInclusive(
      String flags, int day, int adm, int dis, int death) {
    Task task =
        Tasks.on("adm")
            .codes("adm", "dis", "death")
            .window(
                "stay",
                "trigger",
                "start -> dis",
                flags,
                "adm:(%d,%d)".formatted(adm, adm),
                "dis:(%d,%d)".formatted(dis, dis),
                "death:(%d,%d)".formatted(death, death))
            .window("after", "stay.end", "start + 0h", "[]", "dis:(1,1)")
            .build();
    List<Candidate> drawn = Streams.draw(task, "0d ADM, 0d DIS, 3d DIS, 3d DEATH", ALWAYS, LATE);
    assertThat(Streams.passed(task, drawn)).hasSize(1);
    Plan plan = new Plan(task, Purpose.TRAIN, LATE);
    List<EventRow> rows =
        Streams.rows(plan.table(), Streams.statements("0d ADM, 0d DIS, 3d DIS, 3d DEATH"), LATE);
    History history = new History(plan, Streams.record(plan, ALWAYS, rows));
    history.known().moveTo(0);
    Sample sample = Sample.strict(plan, history, new TriggerTime(0, 0), 0);
    assertThat(sample.time(0, Side.END)).isEqualTo(at(day + "d"));
  }

  @Test
  void rowsFiveAndSixAnEarlierBoundIsTheTriggerItselfOnlyIfBothSidesAreInclusive() {
    Tasks open = Tasks.on("adm").codes("adm", "dis").input("end <- adm", "trigger", "(]");
    assertThat(draw(open.build(), "0d ADM", ALWAYS, LATE))
        .containsExactly("out: window input has a start and an end");
    Task closed =
        Tasks.on("dis")
            .codes("adm", "dis")
            .input("end <- adm", "trigger", "[]", "adm:(1,1)", "dis:(1,1)")
            .build();
    assertThat(draw(closed, "0d ADM, 2d ADM, 2d DIS", ALWAYS, LATE)).containsExactly("none");
  }

  @Test
  void rowSevenAWindowWithoutLengthIsAPoint() {
    Task task =
        Tasks.on("adm")
            .codes("adm", "lab")
            .window("now", "trigger", "start + 0h", "[]", "lab:(1,None)")
            .build();
    assertThat(draw(task, "0d ADM, 0d LAB", ALWAYS, LATE)).containsExactly("none");
    assertThat(draw(task, "0d ADM, 1d LAB", ALWAYS, LATE))
        .containsExactly("out: window now has lab: at least 1");
  }

  @Test
  void rowsEightAndFifteenCountsAreOfStatementsAndAnyEventIsOfTimes() {
    Task task =
        Tasks.on("adm")
            .codes("adm", "out")
            .input(null, "trigger", "[]", "adm:(2,2)", "_ANY_EVENT:(1,1)")
            .target("input.end", "start + 9d", "(]", "out", "out:(2,2)")
            .build();
    assertThat(draw(task, "0d ADM, 0d ADM, 4d OUT, 5d OUT", ALWAYS, LATE))
        .containsExactly("positive outcome day 4");
  }

  @Test
  void rowTenTheEventThatEndsTheGapDoesNotEndTheTargetAfterIt() {
    Task task =
        Tasks.on("adm")
            .codes("adm", "dis", "death")
            .window("gap", "trigger", "start + 48h", "(]")
            .target("gap.end", "start -> dis", "(]", "death")
            .build();
    assertThat(draw(task, "0d ADM, 2d DIS, 5d DIS, 5d DEATH", ALWAYS, LATE))
        .containsExactly("positive outcome day 5");
  }

  @Test
  void rowTwelveATaskWithoutWindowsHasNoLabels() {
    assertThat(draw(Tasks.on("adm").codes("adm").build(), "0d ADM, 2d ADM", ALWAYS, LATE))
        .containsExactly("none", "none");
    assertThat(draw(Tasks.onFirst("adm").codes("adm").build(), "0d ADM, 2d ADM", ALWAYS, LATE))
        .containsExactly("none");
  }

  @Test
  void whatBecameKnownAfterTheIndexIsNotSeenByTheInput() {
    Task task =
        Tasks.onDates(ZoneOffset.UTC, "1970-01-10")
            .codes("dx", "out")
            .input(null, "trigger", "[]", "dx:(1,None)")
            .target("input.end", "start + 9d", "(]", "out")
            .build();
    String missing = "out: window input has dx: at least 1";
    assertThat(draw(task, "2d DX", ALWAYS, LATE)).containsExactly("negative");
    assertThat(draw(task, "2d DX @15d", ALWAYS, LATE)).as("posted late").containsExactly(missing);
    assertThat(draw(task, "2d DX @2d ~5d", ALWAYS, LATE)).as("revoked").containsExactly(missing);
    assertThat(draw(task, "2d DX @2d ~15d", ALWAYS, LATE))
        .as("revoked only after the index")
        .containsExactly("negative");
  }

  @Test
  void anOutcomeThatHadHappenedButWasNotKnownIsExcludedFromTraining() {
    Task task =
        Tasks.onDates(ZoneOffset.UTC, "1970-01-10")
            .codes("out")
            .input(null, "trigger", "[]")
            .target("input.end", "start + 9d", "(]", "out")
            .build();
    assertThat(draw(task, "8d OUT @15d", ALWAYS, LATE))
        .containsExactly(
            "out: no outcome had happened that became known only after the index time");
    assertThat(draw(task, "8d OUT @15d", ALWAYS, at("12d")))
        .as("as of a day on which nobody knows it")
        .containsExactly("unknown from day 12");
    assertThat(draw(task, "8d OUT", ALWAYS, LATE)).containsExactly("negative");
  }

  @Test
  void aBackDatedTriggerCountsFromWhenItBecameKnown() {
    Task task = Tasks.on("dx").codes("dx").build();
    assertThat(Streams.draw(task, "1d DX @4d, 2d DX", ALWAYS, LATE))
        .extracting(Candidate::index)
        .containsExactly(at("2d"), at("4d"));
    assertThat(Streams.draw(task, "1d DX @4d, 2d DX @4d", ALWAYS, LATE))
        .as("known at one instant: one candidate")
        .extracting(Candidate::index)
        .containsExactly(at("4d"));
  }

  @Test
  void landmarksAfterTheAsOfDateDoNotExist() {
    Task task = Tasks.onDates(ZoneOffset.UTC, "1970-01-10", "1970-01-20").build();
    assertThat(Streams.draw(task, "0d X", ALWAYS, at("12d"))).hasSize(1);
  }

  @Test
  void observationAndAgeAreJudgedAtTheIndex() {
    Tasks tasks =
        Tasks.onDates(ZoneOffset.UTC, "1978-06-14", "1978-06-15")
            .codes("out")
            .age("(18,None)")
            .minBefore(Duration.ofDays(365));
    assertThat(draw(tasks.build(), "0d OUT", ALWAYS, LATE))
        .containsExactly("out: age in whole years at the index date: at least 18", "none");
    Task zoned = Tasks.onDates(ZoneId.of("Pacific/Auckland"), "1978-06-15").age("(18,18)").build();
    assertThat(draw(zoned, "0d OUT", ALWAYS, LATE)).as("already the 15th").containsExactly("none");
    long index = at("3087d") - 1;
    String before = "out: observed for at least 365 days before the index time";
    assertThat(draw(tasks.build(), "0d OUT", List.of(new Period(index - at("365d"), LATE)), LATE))
        .first()
        .isEqualTo("out: age in whole years at the index date: at least 18");
    assertThat(
            draw(tasks.build(), "0d OUT", List.of(new Period(index - at("365d") + 1, LATE)), LATE))
        .first()
        .isEqualTo(before);
    assertThat(draw(tasks.build(), "0d OUT", List.of(new Period(0, index - 1)), LATE))
        .containsOnly("out: observed at the index time");
  }

  @Test
  void aGapThatWasNotObservedLeavesTheLabelUnknown() {
    Task task =
        Tasks.on("adm")
            .codes("adm", "out")
            .window("gap", "trigger", "start + 10d", "(]", "out:(None,0)")
            .target("gap.end", "start + 10d", "(]", "out")
            .build();
    assertThat(draw(task, "0d ADM", List.of(new Period(0, at("5d"))), LATE))
        .containsExactly("unknown from day 5");
    assertThat(draw(task, "0d ADM, 3d OUT", List.of(new Period(0, at("5d"))), LATE))
        .containsExactly("out: window gap has out: none");
    assertThat(draw(task, "0d ADM, 12d OUT", ALWAYS, LATE))
        .containsExactly("positive outcome day 12");
  }

  @Test
  void scoringAsksOnlyWhatCanBeKnownAtTheIndex() {
    Task task =
        Tasks.onDates(ZoneOffset.UTC, "1970-01-10")
            .codes("visit", "out")
            .input("end - 20d", "trigger", "(]", "visit:(1,None)")
            .window("gap", "input.end", "start + 1d", "(]", "out:(None,0)")
            .target("gap.end", "start + 9d", "(]", "out")
            .score(new ScoreRule.AsOf())
            .build();
    List<Candidate> drawn =
        Streams.draw(task, Purpose.SCORE, Streams.statements("25d VISIT"), ALWAYS, at("40d"));
    assertThat(drawn)
        .containsExactly(
            new Candidate(
                at("40d"),
                at("40d"),
                at("20d"),
                null,
                null,
                Label.NO_LABEL,
                null,
                List.of(),
                new Plan(task, Purpose.SCORE, at("40d")).rules().size()));
    Task within =
        Tasks.on("visit")
            .codes("visit")
            .score(new ScoreRule.AtTrigger(Duration.ofDays(30)))
            .build();
    assertThat(
            Streams.draw(
                within,
                Purpose.SCORE,
                Streams.statements("10d VISIT, 11d VISIT, 40d VISIT, 41d VISIT"),
                ALWAYS,
                at("40d")))
        .extracting(Candidate::index)
        .containsExactly(at("11d"), at("40d"));
  }
}
