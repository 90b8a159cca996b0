package org.medley.features.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskReviewTest {
  private static List<String> warnings(Tasks tasks) {
    return TaskReview.of(tasks.competing("z").build()).warnings().stream()
        .map(each -> each.path() + ": " + each.what())
        .toList();
  }

  private static Tasks tasks() {
    return Tasks.on("adm").codes("adm", "dis", "death", "lab", "z");
  }

  @Test
  void theTreeTheIndexAndTheLabelAreDrawn() {
    TaskReview review =
        TaskReview.of(
            tasks()
                .input(null, "trigger + 24h", "[]", "_ANY_EVENT:(5,None)")
                .window("gap", "trigger", "start + 48h", "(]", "dis:(None,0)", "death:(None,0)")
                .target("gap.end", "start -> dis", "(]", "death")
                .competing("z")
                .build());
    assertThat(review.tree())
        .containsExactly(
            "trigger: every adm",
            "├─ input.end = trigger + 1 days   <- prediction time",
            "│  └─ input.start = the record's start",
            "└─ gap.start = trigger",
            "   └─ gap.end = gap.start + 2 days",
            "      └─ target.start = gap.end",
            "         └─ target.end = the next dis after target.start");
    assertThat(review.windows())
        .contains(
            "input: [the record's start, trigger + 1 days]; has _ANY_EVENT: at least 5",
            "target: (gap.end, the next dis after target.start]; its death is the label");
    assertThat(review.index()).isEqualTo("input.end, trigger + 1 days");
    assertThat(review.label()).isEqualTo("death in window target");
    assertThat(review.dependsOn()).containsExactly("target", "gap");
    assertThat(review.filters()).containsExactly("input", "gap");
    assertThat(review.looksBack()).isFalse();
    assertThat(review.constant()).isNull();
    assertThat(review.samples()).isEqualTo("as many as the record has times with adm");
    assertThat(review.warnings()).isEmpty();
  }

  @Test
  void samplesOfASubjectAreBounded() {
    assertThat(
            TaskReview.of(Tasks.onDates(ZoneOffset.UTC, "2020-01-01", "2021-01-01").build())
                .samples())
        .isEqualTo("at most 2, one for each date");
    assertThat(TaskReview.of(Tasks.onFirst("a").codes("a").build()).samples())
        .isEqualTo("at most one");
    assertThat(warnings(Tasks.on("_ANY_EVENT").codes("z")))
        .singleElement()
        .asString()
        .startsWith("trigger: gives a sample for every time with an event");
  }

  @Test
  void aGapThatAllowsTheBoundOrTheLabelIsToldOf() {
    assertThat(
            warnings(
                tasks()
                    .window("gap", "trigger", "start + 48h", "(]")
                    .target("gap.end", "start -> dis", "(]", "death")))
        .containsExactly(
            "windows.gap.has: allows dis, with which window target ends: one that happens by then"
                + " is passed over",
            "windows.gap.has: allows death, the label: one that happens by then is not counted");
    assertThat(
            warnings(
                tasks()
                    .derived("over = or(dis, death)")
                    .window("gap", "trigger", "start + 48h", "(]", "dis:(None,0)", "death:(None,0)")
                    .target("gap.end", "start -> over", "(]", "death")))
        .isEmpty();
  }

  @Test
  void aGapWithoutWhatTheLabelImpliesDoesNotAllowIt() {
    assertThat(
            warnings(
                tasks()
                    .derived("over = or(dis, death)")
                    .window("gap", "trigger", "start + 48h", "(]", "over:(None,0)")
                    .target("gap.end", "start -> over", "(]", "death")))
        .isEmpty();
    assertThat(
            warnings(
                tasks()
                    .derived("both = and(dis, death)")
                    .window("gap", "trigger", "start + 48h", "(]", "both:(None,0)", "dis:(None,0)")
                    .target("gap.end", "start -> dis", "(]", "death")))
        .containsExactly(
            "windows.gap.has: allows death, the label: one that happens by then is not counted");
  }

  @Test
  void whatCanNeverMatchIsToldOf() {
    assertThat(
            warnings(
                tasks()
                    .input("end - 30d", "trigger", "[]", "lab:(1,None)")
                    .window("before", "end - 30d", "trigger", "[]", "lab:(None,0)")))
        .containsExactly(
            "windows.input.has.lab: can never be met: window before, which contains it, allows"
                + " fewer");
    assertThat(
            warnings(
                tasks()
                    .input("end - 30d", "trigger", "(]", "lab:(3,None)")
                    .window("year", null, "trigger", "[]", "lab:(0,2)", "_ANY_EVENT:(None,0)")))
        .hasSize(1);
    assertThat(
            warnings(
                tasks()
                    .input("end - 30d", "trigger", "[]", "lab:(1,None)")
                    .window("month", "end - 20d", "trigger", "[]", "lab:(None,0)")))
        .as("a lab before the last 20 days meets both")
        .isEmpty();
    assertThat(warnings(tasks().window("now", "trigger", "start + 0h", "(]", "lab:(1,None)")))
        .containsExactly(
            "windows.now.has.lab: can never be met: the window is an instant that it does not"
                + " include");
  }

  @Test
  void aLabelThatIsConstantOrLooksBackIsToldOf() {
    TaskReview negative =
        TaskReview.of(
            tasks()
                .window("clean", "trigger", "start + 90d", "[]", "death:(None,0)")
                .target("trigger", "start + 30d", "(]", "death")
                .build());
    assertThat(negative.constant()).isEqualTo("always negative: window clean has no death");
    TaskReview positive =
        TaskReview.of(
            tasks().target("trigger", "start + 30d", "(]", "death", "death:(1,None)").build());
    assertThat(positive.constant()).startsWith("always positive: window target has death");
    TaskReview back =
        TaskReview.of(
            tasks().compat().target("trigger - 5d", "start + 30d", "(]", "death").build());
    assertThat(back.looksBack()).isTrue();
    assertThat(back.warnings())
        .extracting(TaskProblem::what)
        .anyMatch(what -> what.startsWith("may count events at or before the prediction time"));
  }

  @Test
  void compatSaysWhereItIsUnlikeTheFile() {
    TaskReview review =
        TaskReview.of(
            tasks()
                .compat()
                .input("end - 2d", "trigger", "[]")
                .target("trigger", "start + 1d", "(]", "lab")
                .competing("death")
                .build());
    assertThat(review.index()).isEqualTo("input.start, input.end - 2 days");
    assertThat(review.warnings())
        .extracting(TaskProblem::path)
        .contains("observation", "windows.input.index_timestamp");
  }
}
