package org.medley.features.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The edge cases observed in ACES (commit d95e192 with Polars 1.44), with a column for each mode:
 * {@code compat} is what ACES gives, {@code strict} the corrected rule. Observed from day 0 to the
 * last event. A sample is written as index day and label: the count, or the status.
 */
class EdgeCasesTest {
  @ParameterizedTest(name = "{0}: compat {3}, strict {4}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "1 end inclusive | input: null > trigger + 24h [] lab:(1,None); target: input.end > start +"
            + " 1d (] x | 0d ADM, 1d LAB, 9d Y | 1:0 | 1:negative",
        "1 end exclusive | input: null > trigger + 24h [) lab:(1,None); target: input.end > start +"
            + " 1d (] x | 0d ADM, 1d LAB, 9d Y | out | out",
        "2 no later bound | input: null > trigger []; target: input.end > start -> dis (] x"
            + " | 0d ADM, 3d Y | out | 0:unknown",
        "3 record ends early | input: null > trigger []; target: trigger > start + 30d (] x"
            + " | 0d ADM, 1d Y | 0:0 | 0:unknown",
        "4a both inclusive | input: null > trigger []; target: trigger > start -> dis [] death"
            + " | 0d ADM, 0d DIS, 3d DIS, 3d DEATH | 0:0 | refused",
        "4b end exclusive | input: null > trigger []; target: trigger > start -> dis [) death"
            + " | 0d ADM, 0d DIS, 3d DIS, 3d DEATH | 0:0 | refused",
        "4c start exclusive | input: null > trigger []; target: trigger > start -> dis (] death"
            + " | 0d ADM, 0d DIS, 3d DIS, 3d DEATH | 0:0 | 0:positive",
        "4d both exclusive | input: null > trigger []; target: trigger > start -> dis () death"
            + " | 0d ADM, 0d DIS, 3d DIS, 3d DEATH | 0:0 | 0:negative",
        "5 bound is the trigger | input: end <- adm > trigger (]; target: input.end > start + 1d (]"
            + " x | 0d ADM, 9d Y | out | out",
        "6 bound at the trigger | input: end <- adm > trigger [] adm:(1,1); target: input.end >"
            + " start + 1d (] x | 0d ADM, 9d Y | 0:0 | 0:negative",
        "7 no length | input: null > trigger []; target: trigger > start + 0h [] adm"
            + " | 0d ADM, 9d Y | 0:1 | refused",
        "8 twice at a minute | input: null > trigger [] adm:(2,2) _ANY_EVENT:(1,1); target:"
            + " input.end > start + 1d (] x | 0d ADM, 0d ADM, 9d Y | 0:0 | 0:negative",
        "10 bound at the gap's end | gap: trigger > start + 48h (]; target: gap.end > start -> dis"
            + " (] dis | 0d ADM, 2d DIS, 5d DIS | 0:0 | 0:positive",
        "11 any event | input: null > trigger []; target: trigger > start + 1d (] lab"
            + " | 0d ADM, 0.5d LAB, 1d ADM, 9d Y | 0:1 1:0 | 0:positive 1:negative",
        "12 no windows | | 0d ADM, 9d ADM | 0: 9: | 0:none 9:none",
        "15 label twice | input: null > trigger []; target: trigger > start + 3d (] lab"
            + " | 0d ADM, 1d LAB, 2d LAB, 9d Y | 0:2 | 0:positive",
        "start null before the record | input: null > trigger - 1d [] ; target: trigger > start +"
            + " 1d (] x | 0d ADM, 9d Y | out | refused",
        "end null after the record | input: null > trigger []; target: trigger + 10d > null [] x"
            + " | 0d ADM, 9d Y | out | 0:unknown",
        "back by a span | input: end - 2d > trigger []; target: trigger > start + 1d (] x"
            + " | 3d ADM, 9d Y | 1:0 | 3:negative",
        "index at a later event | input: trigger > start -> dis (]; target: input.end > start + 3d"
            + " (] adm | 0d ADM, 2d DIS, 4d ADM, 9d DIS, 20d Y | 2:1 9:0 | 2:positive 9:negative",
      })
  void eachModeDecidesAsTheTableSays(
      String name, String windows, String stream, String compat, String strict) {
    assertThat(draw(windows, stream, true)).isEqualTo(compat);
    assertThat(draw(windows, stream, false)).isEqualTo(strict);
  }

  private static String draw(String windows, String stream, boolean compat) {
    Tasks tasks = Tasks.on("adm").codes("adm", "dis", "death", "lab", "x", "y");
    for (String window : windows == null ? new String[0] : windows.split(";")) {
      String[] name = window.strip().split(": ", 2);
      String[] sides = name[1].split(" (?=[\\[(][\\])])", 2);
      String[] points = sides[0].split(" > ");
      String[] rest = sides[1].strip().split(" ");
      String start = points[0].equals("null") ? null : points[0];
      String end = points[1].equals("null") ? null : points[1];
      String[] has = java.util.Arrays.copyOfRange(rest, 1, rest.length);
      switch (name[0]) {
        case "input" -> tasks.input(start, end, rest[0], has);
        case "target" -> tasks.target(start, end, rest[0], rest[1]);
        default -> tasks.window(name[0], start, end, rest[0], has);
      }
    }
    Task task;
    try {
      task = compat ? tasks.compat().build() : tasks.build();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageMatching("(?s).*(prediction time|before the trigger).*");
      return "refused";
    }
    long last =
        Streams.statements(stream).stream().mapToLong(Streams.Statement::time).max().orElse(0);
    List<Candidate> drawn = Streams.draw(task, stream, List.of(new Period(0, last)), Streams.LATE);
    List<Candidate> passed = Streams.passed(task, drawn);
    return passed.isEmpty()
        ? "out"
        : String.join(" ", passed.stream().map(each -> text(each, compat)).toList());
  }

  private static String text(Candidate each, boolean compat) {
    String day = String.valueOf(each.index() / 86_400_000_000L);
    Integer count = each.label().count();
    return day
        + ":"
        + (compat
            ? count == null ? "" : count.toString()
            : each.label().status().name().toLowerCase());
  }

  @Test
  void rowSixteenTwoBoundsOneMicrosecondApartAreTwo() {
    Task task =
        Tasks.on("adm")
            .compat()
            .codes("adm", "dis")
            .target("trigger", "start -> dis", "(]", "dis")
            .build();
    Plan plan = new Plan(task, Purpose.TRAIN, Streams.LATE);
    List<Streams.Statement> statements =
        List.of(
            new Streams.Statement(0, "ADM", null, 0, EventRow.CURRENT),
            new Streams.Statement(7, "DIS", null, 7, EventRow.CURRENT),
            new Streams.Statement(8, "DIS", null, 8, EventRow.CURRENT));
    List<Candidate> drawn =
        new SubjectCohort(plan)
            .candidates(
                Streams.record(
                    plan, List.of(), Streams.rows(plan.table(), statements, Streams.LATE)));
    assertThat(drawn).singleElement().extracting(Candidate::targetEnd).isEqualTo(7L);
  }

  @Test
  void aMonthIsThatOfTheCalendarInTheZone() {
    Task task =
        Tasks.on("adm")
            .zone("Europe/Zurich")
            .codes("adm", "x")
            .target("trigger", "start + 1 month", "(]", "x")
            .build();
    long leap = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("2024-01-31T11:00:00Z"));
    Plan plan = new Plan(task, Purpose.TRAIN, Long.MAX_VALUE);
    List<Streams.Statement> statements =
        List.of(new Streams.Statement(leap, "ADM", null, leap, EventRow.CURRENT));
    Candidate drawn =
        new SubjectCohort(plan)
            .candidates(
                Streams.record(
                    plan,
                    List.of(new Period(0, Long.MAX_VALUE - 1)),
                    Streams.rows(plan.table(), statements, Long.MAX_VALUE)))
            .get(0);
    assertThat(Micros.instant(drawn.targetEnd())).isEqualTo("2024-02-29T11:00:00Z");
  }
}
