package org.medley.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.cohort.Aggregate;
import org.medley.features.cohort.CalendarRule;
import org.medley.features.cohort.CodeMatch;
import org.medley.features.cohort.CountRange;
import org.medley.features.cohort.Predicate;
import org.medley.features.cohort.ScoreRule;
import org.medley.features.cohort.Span;
import org.medley.features.cohort.SplitRule;
import org.medley.features.cohort.Task;
import org.medley.features.cohort.Trigger;
import org.medley.features.cohort.ValueRange;
import org.medley.features.cohort.ValueRule;
import org.medley.features.covariate.FeatureOptions;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

class TaskFileTest {
  private static final AllowedNames ALLOWED =
      new AllowedNames(
          Set.of("demographics", "codes", "measurements", "drugs", "utilisation", "genomic"),
          Set.of("logistic", "boosted-trees"),
          Set.of("auto", "none"),
          Set.of("sex", "age-band"));
  private static final Path CONF = Path.of("..", "conf");

  private static final String MANY_PROBLEMS =
      """
      descripton: typo
      predicates:
        a: {code: {codeset: nowhere}}
        b: {code: {regex: '(('}}
        c: {expr: 'or(a, and(b))'}
        d: {code: X, value_min: 5, value_max: 3}
        e: {expr: 'and(f, a)'}
        f: {expr: 'or(e, missing)'}
      trigger: {dates: [2020-06-01, 2020-13-01]}
      windows:
        input:
          start: end - 24 moons
          end: trigger
          start_inclusive: true
          end_inclusive: true
          index_timestamp: end
          has: {a: (1, None)}
        target:
          start: input.end
          end: start + 2.5 years
          start_inclusive: false
          label: gone
        second:
          start: null
          end: null
          start_inclusive: true
          end_inclusive: true
          label: a
      features: {families: [genomics], windows: [36h]}
      validation: {split: {kind: persons, cutoff: soon}}
      score: {at: midnight}
      """;

  @TempDir Path folder;
  private final Problems problems = new Problems();

  @BeforeEach
  void codeSets() throws IOException {
    Files.createDirectories(folder.resolve("codes"));
    Files.writeString(
        folder.resolve("codes/t2d.csv"),
        "system,code,description,source\n"
            + "SNOMED,44054006,\"Diabetes mellitus, type 2\",SNOMED CT\n"
            + "ICD10CM,E11,Type 2 diabetes,ICD-10-CM\n");
  }

  private Optional<TaskFile> read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("task.yaml"), text);
    return TaskFile.read(file, context(ZoneOffset.UTC), problems, Overrides.NONE);
  }

  private TaskContext context(ZoneId zone) {
    return TaskContext.ofSite(folder.resolve("codes"), zone, ALLOWED);
  }

  /** Problems without the folder. */
  private List<String> lines() {
    return problems.lines().stream()
        .map(line -> line.replace(folder.toString() + "/", ""))
        .toList();
  }

  @Test
  void theTaskOfTheDemoReadsAsItsFileSays() {
    TaskFile file =
        TaskFile.read(
                CONF.resolve("tasks/acute-care.yaml"),
                TaskContext.ofSite(CONF.resolve("codes"), ZoneOffset.UTC, ALLOWED),
                problems,
                Overrides.NONE)
            .orElseThrow(() -> new AssertionError(problems.lines()));
    Task task = file.cohort();
    assertThat(task.name()).isEqualTo("acute-care");
    assertThat(((Trigger.Landmarks) task.trigger()).instants())
        .hasSize(4)
        .first()
        .isEqualTo(Instant.parse("2020-06-01T23:59:59.999999Z"));
    assertThat(task.eligibility().age()).isEqualTo(new CountRange(18, null));
    assertThat(task.labelWindow().orElseThrow().label()).isEqualTo("acute");
    assertThat(((Predicate.Plain) task.predicates().get("acute")).code())
        .asInstanceOf(type(CodeMatch.In.class))
        .satisfies(in -> assertThat(in.set().codes()).contains("ACTCODE//EMER", "ACTCODE//IMP"));
    assertThat(task.observation().competing()).containsExactly("death");
    assertThat(task.score()).isEqualTo(new ScoreRule.AsOf());
    assertThat(task.split())
        .isEqualTo(
            new SplitRule(
                new SplitRule.Drawn(0.25, 20_240_601L),
                Instant.parse("2022-06-01T23:59:59.999999Z")));
    assertThat(file.features())
        .contains(
            new FeaturesBlock(
                List.of("demographics", "codes", "measurements", "drugs", "utilisation", "genomic"),
                List.of("30d", "365d", "full"),
                0.01,
                Map.of(
                    "codes", List.of("any", "count"),
                    "measurements",
                        List.of("count", "days_since_last", "last", "mean", "min", "max"),
                    "drugs", List.of("any", "count", "distinct"),
                    "utilisation", List.of("count", "days_since_last", "distinct")),
                new CodeTables(CONF.resolve("codes"), new Problems()).referenceRanges(),
                Optional.empty(),
                List.of(),
                FeatureOptions.MissingIndicators.NONE,
                FeatureOptions.Redundant.DROP,
                Optional.empty()));
    assertThat(file.model().orElseThrow().families()).containsExactly("logistic", "boosted-trees");
    assertThat(file.validation().exploratory()).isTrue();
    assertThat(file.publish()).contains(new PublishBlock("acute-care-risk", true));
  }

  @Test
  void everyWrongAggregateIsNamed() throws IOException {
    read(
        """
        predicates: {a: {code: X}}
        trigger: a
        windows:
          input:
            start: null
            end: trigger
            start_inclusive: true
            end_inclusive: true
            index_timestamp: end
        features:
          families: [codes, measurements]
          aggregates: {codes: [any, often], drugs: [count], measurements: []}
          roll-up: perhaps
        """);

    assertThat(lines())
        .anySatisfy(line -> assertThat(line).contains("features.aggregates.codes", "'often'"))
        .anySatisfy(line -> assertThat(line).contains("features.aggregates.drugs", "this task"))
        .anySatisfy(
            line -> assertThat(line).contains("features.aggregates.measurements", "names none"))
        .anySatisfy(line -> assertThat(line).contains("features.roll-up", "true or false"));
  }

  @Test
  void triggersValuesExpressionsAndEventBoundsAreRead() throws IOException {
    TaskFile file =
        read("""
        predicates:
          t2d: {code: {codeset: t2d}, domain: condition}
          high: {code: {any: [LOINC//4548-4]}, value_min: 9, value_min_inclusive: True}
          stay: {code: 'VISIT//IN'}
          case: {expr: 'and(t2d, high)'}
        trigger: {predicate: t2d, occurrence: first}
        windows:
          input:
            start: NULL
            end: trigger
            start_inclusive: True
            end_inclusive: True
            index_timestamp: end
            has: {_ANY_EVENT: "(5, None)", case: [null, 0]}
          target:
            start: input.end + 1 days 2 hours
            end: start -> stay
            start_inclusive: False
            end_inclusive: True
            label: high
        observation: {min_before: 365d}
        score: {at: trigger, within: 30d}
        """)
            .orElseThrow(() -> new AssertionError(problems.lines()));
    Task task = file.cohort();
    assertThat(task.trigger()).isEqualTo(new Trigger.OnPredicate("t2d", Trigger.Occurrence.FIRST));
    assertThat(task.windows().get(0).has().get("case")).isEqualTo(new CountRange(null, 0));
    assertThat(task.windows().get(1).start())
        .hasToString("Offset[reference=input.end, distance=Span[months=0, exact=PT26H]]");
    assertThat(task.windows().get(1).end()).hasToString("Next[reference=start, predicate=stay]");
    assertThat(task.observation().minBefore()).isEqualTo(Span.of(Duration.ofDays(365)));
    assertThat(task.score()).isEqualTo(new ScoreRule.AtTrigger(Duration.ofDays(30)));
    assertThat(file.features()).isEmpty();
  }

  @Test
  void allProblemsOfAFileAreReportedAtOnceWithLineKeyAndRemedy() throws IOException {
    assertThat(read(MANY_PROBLEMS)).isEmpty();
    assertThat(lines())
        .contains(
            "task.yaml:1: descripton: is not a known key; did you mean 'description'?",
            "task.yaml:4: predicates.b.code.regex: the regular expression is wrong: Unclosed group;"
                + " correct it",
            "task.yaml:7: predicates.e: goes round in a circle; define it without itself",
            "task.yaml:12: windows.input.start: '24 moons' is not a duration: 'moons' is none of y,"
                + " months, w, d, h, m, s; correct it",
            "task.yaml:17: windows.input.has.a: is a range cut at its comma, since braces part"
                + " their entries by commas; put the range in quotes: \"(1, None)\"",
            "task.yaml:20: windows.target.end: '2.5 years' counts a part of a month or"
                + " year; write whole ones, or days",
            "task.yaml:18: windows.target.end_inclusive: is missing; write true or false: both"
                + " sides must say so")
        .anyMatch(line -> line.startsWith("codes/nowhere.csv: (file): code set 'nowhere'"))
        .anyMatch(line -> line.startsWith("task.yaml:5: predicates.c.expr: an expression needs at"))
        .anyMatch(line -> line.startsWith("task.yaml:6: predicates.d.value_min: the lower limit"))
        .anyMatch(line -> line.startsWith("task.yaml:8: predicates.f: 'missing' is not a predic"))
        .anyMatch(line -> line.startsWith("task.yaml:9: trigger.dates: '2020-13-01' is not a da"))
        .anyMatch(line -> line.startsWith("task.yaml:22: windows.target.label: 'gone' is not a "))
        .anyMatch(line -> line.startsWith("task.yaml:23: windows.second: start and end are both"))
        .anyMatch(line -> line.startsWith("task.yaml:28: windows.second.label: is a second label"))
        .anyMatch(line -> line.startsWith("task.yaml:29: features.families: 'genomics' is not kn"))
        .anyMatch(line -> line.startsWith("task.yaml:29: features.windows: '36h' is not a number"))
        .anyMatch(line -> line.startsWith("task.yaml:30: validation.split.kind: is 'persons'"))
        .anyMatch(line -> line.startsWith("task.yaml:30: validation.split.cutoff: 'soon' is not "))
        .anyMatch(line -> line.startsWith("task.yaml:31: score.at: is 'midnight'"))
        .hasSize(21);
    assertThatThrownBy(problems::throwIfAny)
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("21 problems")
        .extracting(thrown -> ((MedleyException) thrown).exitCode())
        .isEqualTo(ExitCode.CONFIGURATION);
  }

  @Test
  void aCodeSetTakesItsDescendantsWhereAsked() throws IOException {
    Files.writeString(
        folder.resolve("codes/parents.csv"),
        "code,parent,source\n"
            + "SNOMED//1,SNOMED//44054006,x\nSNOMED//2,SNOMED//1,x\nSNOMED//44054006,SNOMED//2,x\n"
            + "SNOMED//9,SNOMED//8,x\n");
    Task task =
        read("""
        predicates:
          wide: {code: {codeset: t2d, descendants: true}}
          own: {code: {codeset: t2d}}
        trigger: wide
        """)
            .orElseThrow(() -> new AssertionError(problems.lines()))
            .cohort();
    CodeMatch wide = ((Predicate.Plain) task.predicates().get("wide")).code();
    assertThat(wide)
        .asInstanceOf(type(CodeMatch.Under.class))
        .satisfies(
            under ->
                assertThat(under.set().codes())
                    .containsExactlyInAnyOrder(
                        "SNOMED//44054006", "SNOMED//1", "SNOMED//2", "ICD10CM//E11"));
    assertThat(((Predicate.Plain) task.predicates().get("own")).code())
        .isInstanceOf(CodeMatch.In.class);
  }

  @Test
  void moreOfTriggersArmsAndValuesIsRead() throws IOException {
    Task task =
        read("""
        mode: strict
        predicates:
          a: {code: A}
          b: {code: B}
          either: {expr: 'or(a, and(b, not(a)))'}
        trigger:
          predicate: either
          washout: 1 year
          months: [11, 12]
          weekdays: [sat, Sunday]
          hours: [22, 6]
          from: 2020-01-01
          until: 2021-12-31
        arms: {first: a, second: b}
        windows:
          input:
            start: end - 6 months
            end: trigger
            start_inclusive: false
            end_inclusive: true
            has:
              a.last: (7.0, None)
              b.slope: (None, -0.5)
        """)
            .orElseThrow(() -> new AssertionError(problems.lines()))
            .cohort();
    assertThat(task.trigger())
        .isEqualTo(
            new Trigger.OnPredicate(
                "either",
                Trigger.Occurrence.ALL,
                new CalendarRule(
                    List.of(11, 12),
                    List.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                    List.of(22, 6),
                    LocalDate.parse("2020-01-01"),
                    LocalDate.parse("2021-12-31")),
                new Span(12, Duration.ZERO)));
    assertThat(task.arms()).containsExactly(Map.entry("first", "a"), Map.entry("second", "b"));
    assertThat(task.windows().get(0).values())
        .containsExactly(
            new ValueRule("a", Aggregate.LAST, new ValueRange(7.0, true, null, true)),
            new ValueRule("b", Aggregate.SLOPE, new ValueRange(null, true, -0.5, true)));
    assertThat(
            read(
                "predicates: {a: {code: A}}\ntrigger: {predicate: a, weekdays: [someday],"
                    + " hours: [25, 3], washout: soon}\narms: {only: a}\n"))
        .isEmpty();
    assertThat(lines())
        .anyMatch(line -> line.startsWith("task.yaml:2: trigger.weekdays: 'someday' is not a day"))
        .anyMatch(line -> line.startsWith("task.yaml:2: trigger.hours: the hours are not two"))
        .anyMatch(line -> line.startsWith("task.yaml:2: trigger.washout: 'soon' is not a durat"))
        .anyMatch(line -> line.startsWith("task.yaml:3: arms: are only one"))
        .hasSize(4);
  }

  @Test
  void scoringAtTheAsOfDateNeedsLandmarks() throws IOException {
    assertThat(read("predicates: {a: {code: A}}\ntrigger: a\nscore: {at: as-of}\n")).isEmpty();
    assertThat(lines())
        .containsExactly(
            "task.yaml:3: score.at: is as-of, but the task learns from triggers, not from"
                + " landmarks; write {at: trigger, within: 30d}, or trigger on dates");
  }

  @Test
  void whatIsNotPlainYamlIsRefusedWithItsLine() throws IOException {
    String[][] cases = {
      {"a: 1\nb: [1, 2\nc: 3\n", "task.yaml:3 is not YAML: "},
      {"a: 1\n\tb: 2\n", "task.yaml:2 is not YAML: found character"},
      {"a: 1\na: 2\n", "task.yaml:2 is not YAML: Duplicate field 'a'"},
      {"a: &x [1]\nb: *x\n", "task.yaml:1 uses an anchor or alias"},
      {"a: 1\nb: !!java.net.URL ['http://x']\n", "task.yaml:2 uses a tag"},
      {"a: 1\n---\nb: 2\n", "task.yaml:3 holds a second document"},
      {"# nothing\n", "task.yaml:1 is empty"},
    };
    for (String[] each : cases) {
      assertThatThrownBy(() -> read(each[0]))
          .as(each[0])
          .isInstanceOf(MedleyException.class)
          .hasMessageContaining(each[1])
          .extracting(thrown -> ((MedleyException) thrown).exitCode())
          .isEqualTo(ExitCode.CONFIGURATION);
    }
    assertThatThrownBy(
            () ->
                TaskFile.read(
                    folder.resolve("none.yaml"), context(ZoneOffset.UTC), problems, Overrides.NONE))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("none.yaml does not exist");
  }

  @Test
  void datesEndInTheZoneOfTheSite() throws IOException {
    Path file = Files.writeString(folder.resolve("zoned.yaml"), "trigger: {dates: [2024-03-30]}\n");
    Task task =
        TaskFile.read(file, context(ZoneId.of("Europe/Berlin")), problems, Overrides.NONE)
            .orElseThrow()
            .cohort();
    assertThat(((Trigger.Landmarks) task.trigger()).instants())
        .containsExactly(Instant.parse("2024-03-30T22:59:59.999999Z"));
  }
}
