package org.medley.features.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskTest {
  @ParameterizedTest(name = "{0} .. {1} {2}: {3}")
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "null | null | (] | start and end are both null",
        "trigger | trigger + 1d | (] | start and end both refer outside the window",
        "end - 1d | start + 1d | (] | neither start nor end refers to the trigger",
        "null | start + 1d | (] | neither start nor end refers to the trigger",
        "input.end | start - 1d | (] | windows.target.end: runs the wrong way",
        "input.end | start <- b | (] | windows.target.end: runs the wrong way",
        "end + 1d | input.end | (] | windows.target.start: runs the wrong way",
        "end -> b | input.end | (] | windows.target.start: runs the wrong way",
        "start + 1d | input.end | (] | windows.target.start: refers to itself",
        "other.end | start + 1d | (] | 'other' is not a window",
        "target.end | start + 1d | (] | refers to its own window by name",
        "input.start | start + 1d | (] | input.start is the edge of the record",
        "input.end | start -> c | (] | 'c' is not a predicate",
        "input.end | start + 1d | [] | may count events at or before the prediction time",
        "trigger - 1d | start + 9d | (] | may count events at or before the prediction time",
        "end - 1d | input.end + 1d | [] | may count events at or before the prediction time",
        "trigger <- b | start + 9d | (] | may count events at or before the prediction time",
      })
  void aWindowThatMakesNoSenseIsRefusedByName(
      String start, String end, String flags, String expected) {
    Tasks tasks =
        Tasks.on("a").codes("a", "b").input(null, "trigger", "[]").target(start, end, flags, "b");
    assertThatThrownBy(tasks::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void thePredictionTimeIsFixedFromTheTriggerOn() {
    assertThatThrownBy(() -> Tasks.on("a").codes("a").input(null, "trigger <- a", "[]").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is bounded by an earlier event");
    assertThatThrownBy(() -> Tasks.on("a").codes("a").input(null, "trigger - 1d", "[]").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("may lie before the trigger");
  }

  @Test
  void whatContradictsItselfAcrossPartsIsRefused() {
    Tasks circle =
        Tasks.on("a")
            .codes("a")
            .window("x", "y.end", "start + 1d", "[]")
            .window("y", "x.end", "start + 1d", "[]");
    assertThatThrownBy(circle::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("windows.x: refers round in a circle");
    Tasks competing =
        Tasks.on("a").codes("a").target("trigger", "start + 1d", "(]", "a").competing("a");
    assertThatThrownBy(competing::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a' is the label as well");
    assertThatThrownBy(() -> Tasks.on("a").codes("a").score(new ScoreRule.AsOf()).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("learns from triggers, not from landmarks");
    assertThatThrownBy(() -> Tasks.on("_RECORD_END").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'_RECORD_END' is not supported here");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "365d | PT8760H",
        "24h | PT24H",
        "30 days | PT720H",
        "1 day, 14:20:16 | PT38H20M16S",
        "1 days 2 hours | PT26H",
        "2w 3d | PT408H",
        "4:13 | PT4M13S",
        "1.5 hours | PT1H30M",
        "90 MIN | PT1H30M",
        "0h | PT0S",
        "1.2 minutes | PT1M12S",
        "1w3d2h32m | PT242H32M",
        "2 days, 4:13:02 | PT52H13M2S",
        "2 days / 4 hours | PT52H",
        "1:24 | PT1M24S",
        ":22 | PT22S",
        "1:24:00 | PT1H24M",
        "5:20:25:48 | PT140H25M48S",
        "5 hrs, 34 mins, 56 secs | PT5H34M56S",
        "4.5m | PT4M30S",
        "+ 1 dy | PT24H",
        "2wks | PT336H",
      })
  void durationsAreReadAsAcesReadsThem(String text, Duration expected) {
    assertThat(Grammar.duration(text)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "1 month | counts months or years",
        "2y | counts months or years",
        "5 | is not a duration",
        "d | is not a duration",
        "1 day and a half | is not a duration",
        "3 fortnights | is none of y, months, w, d, h, m, s",
        "1.5 months | a part of a month",
        "999999999w | is too long",
      })
  void whatIsNoExactDurationIsRefused(String text, String expected) {
    assertThatThrownBy(() -> Grammar.duration(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected);
  }
}
