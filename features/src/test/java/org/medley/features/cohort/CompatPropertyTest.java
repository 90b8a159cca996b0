package org.medley.features.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.medley.features.cohort.Streams.Statement;

/**
 * By the rules of ACES the engine must give what loops give, for windows bounded by time, by events
 * and by the record in both directions, whatever their flags.
 */
class CompatPropertyTest {
  private static final int TASKS = 1_500;
  private static final int STREAMS = 4;
  private static final String[] FLAGS = {"[]", "(]", "[)", "()"};
  private static final String[] CODES = {"A", "B", "C", "D"};

  @Test
  void theEngineAgreesWithLoopsOverRandomTasksAndStreams() {
    Random random = new Random(20240602);
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < TASKS; i++) {
      Task task = task(random);
      for (int j = 0; j < STREAMS; j++) {
        List<Statement> statements = statements(random);
        List<Candidate> drawn =
            Streams.draw(task, Purpose.TRAIN, statements, List.of(), Streams.LATE);
        assertThat(results(task, drawn))
            .as("%s%n%s", task, statements)
            .isEqualTo(new NaiveCompat(task, statements, Streams.LATE).results());
        results(task, drawn)
            .forEach(
                each ->
                    seen.merge(
                        each.index() == null ? "out" : "label " + Math.min(2, each.label()),
                        1,
                        Integer::sum));
      }
    }
    assertThat(seen).containsOnlyKeys("out", "label 0", "label 1", "label 2");
    assertThat(seen.values()).allSatisfy(times -> assertThat(times).isGreaterThan(300));
  }

  private static List<NaiveCompat.Result> results(Task task, List<Candidate> drawn) {
    List<Candidate> passed = Streams.passed(task, drawn);
    return drawn.stream()
        .map(
            each ->
                passed.contains(each)
                    ? new NaiveCompat.Result(each.trigger(), each.index(), each.label().count())
                    : new NaiveCompat.Result(each.trigger(), null, null))
        .toList();
  }

  private static Task task(Random random) {
    Tasks tasks =
        Tasks.on(pick(random, "a", "both", "_ANY_EVENT", "_RECORD_START", "_RECORD_END", "free"))
            .compat()
            .zone("Europe/Zurich")
            .codes("a", "b", "c", "d")
            .derived("both = and(a, or(b, c))", "either = or(b, c)", "free = not(or(a, d))");
    boolean back = random.nextBoolean();
    String start = pick(random, null, "end - 5h", "end <- b", "end <- either", "end - 1 month");
    String root =
        pick(random, "trigger", "trigger + 3h", "trigger - 2h", "trigger -> b", "trigger <- c");
    if (back) {
      tasks.input(start, root, pick(random, FLAGS), has(random));
    } else {
      String end =
          pick(
              random,
              null,
              "start + 5h",
              "start -> b",
              "start -> free",
              "start + 1 month",
              "start");
      tasks.input(root, end, pick(random, FLAGS), has(random));
    }
    String reference = pick(random, "input.end", "input.start", "trigger");
    if (random.nextBoolean()) {
      tasks.window(
          "gap",
          pick(random, reference, reference + " + 1h", reference + " -> b", reference + " <- b"),
          pick(random, "start + 3h", "start -> b", "start -> both", "start", null),
          pick(random, FLAGS),
          has(random));
      reference = pick(random, "gap.end", "gap.start");
    }
    tasks.target(
        pick(random, reference, reference + " + 1h", reference + " - 3h"),
        pick(random, "start + 6h", "start + 12h", "start -> b", "start -> free", null),
        pick(random, FLAGS),
        pick(random, "a", "b", "c", "either", "both", "_ANY_EVENT"),
        has(random));
    return tasks.build();
  }

  private static String has(Random random) {
    return pick(
        random,
        "_ANY_EVENT:(0,None)",
        "_ANY_EVENT:(1,None)",
        "a:(None,2)",
        "b:(None,1)",
        "either:(0,2)",
        "free:(None,3)",
        "d:(None,1)",
        "a.last:(2.0,None)",
        "b.min:(None,4.0)",
        "a.max:(1.0,9.0)",
        "a.mean:(2.5,7.5)",
        "b.slope:(0.137,None)",
        "_RECORD_END:(None,0)");
  }

  private static List<Statement> statements(Random random) {
    List<Statement> statements = new ArrayList<>();
    int number = random.nextInt(14);
    for (int i = 0; i < number; i++) {
      long time = (random.nextInt(30) + (random.nextInt(5) == 0 ? 24L * 31 : 0)) * 3_600_000_000L;
      Double value = random.nextInt(4) == 0 ? null : (double) random.nextInt(10);
      long superseded = random.nextInt(9) > 0 ? EventRow.CURRENT : time + 5;
      statements.add(new Statement(time, pick(random, CODES), value, time, superseded));
    }
    return statements;
  }

  private static String pick(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
