package org.medley.features.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a member for each outcome that is asked for. Times are days since the epoch. */
class FollowedTest {
  private static Task task() {
    Task task =
        Tasks.on("start").codes("start", "a", "b", "out", "death").competing("death").build();
    FollowUp asked = new FollowUp("harm", "out", Span.of(Duration.ofDays(30)));
    return new Task(
        task.name(),
        task.mode(),
        task.zone(),
        task.predicates(),
        task.trigger(),
        task.arms(),
        task.eligibility(),
        task.windows(),
        task.observation(),
        List.of(asked),
        null,
        null);
  }

  @ParameterizedTest(name = "{0} until day {1}: {2}")
  @CsvSource({
    "5d START, 40, none 35",
    "5d START; 6d OUT, 40, event 6",
    "5d START; 35d OUT, 40, event 35",
    "5d START; 36d OUT, 40, none 35",
    "5d START; 5d OUT, 40, none 35",
    "4d OUT; 5d START, 40, none 35",
    "5d START, 20, lost 20",
    "5d START; 6d OUT, 20, event 6",
    "5d START; 7d DEATH, 40, competing 7",
    "5d START; 7d DEATH; 8d OUT, 40, competing 7",
    "5d START; 7d OUT; 8d DEATH, 40, event 7",
    "5d START; 7d OUT; 9d OUT, 40, event 7",
  })
  void endsWithTheFirstThingThatIsKnown(String events, int until, String expected) {
    List<Period> periods = List.of(new Period(0, Streams.at(until + "d")));
    List<Candidate> drawn = Streams.draw(task(), events.replace(";", ","), periods, Streams.LATE);
    assertThat(drawn).hasSize(1);
    Followed followed = drawn.get(0).followed().get(0);
    assertThat(followed.outcome()).isEqualTo("harm");
    assertThat(followed.end()).isEqualTo(Streams.at("35d"));
    assertThat(followed.status().word() + " " + followed.until() / Streams.at("1d"))
        .isEqualTo(expected);
  }

  @Test
  void thereIsNoneForWhoFailedARuleButTheArmIsKept() {
    Task task =
        Tasks.on("start")
            .codes("start", "a", "b")
            .arms("a", "b")
            .minBefore(Duration.ofDays(3))
            .build();
    List<Candidate> drawn =
        Streams.draw(task, "1d START, 1d A, 9d START, 9d A, 9d B", Streams.ALWAYS, Streams.LATE);
    assertThat(drawn).extracting(Candidate::arm).containsExactly("a-arm", null);
    assertThat(drawn).allSatisfy(each -> assertThat(each.followed()).isEmpty());
  }
}
