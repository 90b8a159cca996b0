package org.medley.features.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.medley.features.cohort.Label.Status;
import org.medley.features.cohort.Streams.Statement;

class CohortPropertyTest {
  private static final int TASKS = 1_000;
  private static final int STREAMS = 6;
  private static final String[] FLAGS = {"[]", "(]", "[)", "()"};
  private static final String[] CODES = {"A", "B", "C", "D"};

  @Test
  void theEngineAgreesWithLoopsOverRandomTasksAndStreams() {
    Random random = new Random(20240601);
    Map<Status, Integer> seen = new EnumMap<>(Status.class);
    for (int i = 0; i < TASKS; i++) {
      Task task = task(random);
      for (int j = 0; j < STREAMS; j++) {
        List<Statement> statements = statements(random);
        long asOf = hours(20 + random.nextInt(30));
        Period period = new Period(hours(random.nextInt(6)), hours(15 + random.nextInt(30)));
        List<Candidate> drawn =
            Streams.draw(task, Purpose.TRAIN, statements, List.of(period), asOf);
        assertThat(results(task, drawn))
            .as("%s%n%s%n%s until %s", task, statements, period, asOf)
            .isEqualTo(new NaiveCohort(task, statements, period, asOf).results());
        drawn.forEach(each -> seen.merge(each.label().status(), 1, Integer::sum));
      }
    }
    assertThat(seen).hasSize(4).allSatisfy((status, times) -> assertThat(times).isGreaterThan(300));
  }

  private static List<NaiveCohort.Result> results(Task task, List<Candidate> drawn) {
    List<Candidate> passed = Streams.passed(task, drawn);
    List<NaiveCohort.Result> results = new ArrayList<>();
    for (Candidate each : drawn) {
      boolean in = passed.contains(each);
      results.add(
          new NaiveCohort.Result(
              each.index(),
              in,
              in ? each.targetEnd() : null,
              each.label().status().name().toLowerCase(Locale.ROOT),
              each.label().eventTime()));
    }
    results.sort(Comparator.comparingLong(NaiveCohort.Result::index));
    return results;
  }

  private static Task task(Random random) {
    Tasks tasks =
        Tasks.on(pick(random, "a", "both", "_ANY_EVENT"))
            .codes("a", "b", "c", "d")
            .derived("both = and(a, either)", "either = or(b, c)");
    tasks.input(
        pick(random, null, "end - 5h", "end <- b", "end <- either", "end - 0h"),
        pick(random, "trigger", "trigger + 0h"),
        pick(random, FLAGS),
        pick(random, "_ANY_EVENT:(1,None)", "b:(None,1)", "c:(0,2)", "either:(1,3)"));
    String reference = "input.end";
    if (random.nextBoolean()) {
      tasks.window(
          "gap",
          pick(random, "input.end", "trigger", "trigger + 1h", "trigger -> b"),
          pick(random, "start + 3h", "start -> b", "start -> both", "start"),
          pick(random, FLAGS),
          pick(random, "d:(None,0)", "b:(None,1)", "either:(1,None)", "_ANY_EVENT:(0,4)"));
      reference = "gap.end";
    }
    tasks.target(
        pick(random, reference, reference + " + 1h", "trigger"),
        pick(random, "start + 6h", "start + 12h", "start -> b", null),
        pick(random, "(]", "()"),
        pick(random, "c", "either", "both"),
        pick(random, "_ANY_EVENT:(0,None)", "a:(None,1)", "b:(1,None)", "c:(0,5)"));
    return random.nextBoolean() ? tasks.build() : tasks.competing("d").build();
  }

  private static List<Statement> statements(Random random) {
    List<Statement> statements = new ArrayList<>();
    int number = random.nextInt(14);
    for (int i = 0; i < number; i++) {
      int time = random.nextInt(30);
      int available = random.nextInt(3) > 0 ? time : time - 2 + random.nextInt(9);
      long superseded =
          random.nextInt(6) > 0 ? EventRow.CURRENT : hours(available + random.nextInt(6));
      statements.add(
          new Statement(hours(time), pick(random, CODES), null, hours(available), superseded));
    }
    return statements;
  }

  private static long hours(int hours) {
    return hours * 3_600_000_000L;
  }

  private static String pick(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
