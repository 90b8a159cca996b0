package org.medley.features.covariate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.medley.features.contract.Covariates;
import org.medley.features.covariate.Population.Event;
import org.medley.features.covariate.Population.Member;
import org.medley.features.covariate.Population.Subject;
import org.medley.features.testing.SparkTest;

/**
 * What every covariate family must keep. A family's test extends this and adds its own values. All
 * cases are subjects of one population, so that each family costs one Spark action.
 */
@SparkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CovariateFamilyContract {
  static final Instant INDEX = Instant.parse("2023-06-01T12:00:00Z");
  private static final Instant LEFT = INDEX.minus(Duration.ofDays(30));
  private static final long RANDOM = 100;
  private static final long PLANTED = 200;

  private List<Row> rows;
  private Map<Long, Map<String, Double>> found;

  /** Returns the family's name in the registry. */
  abstract String family();

  /** Returns a code from which the family makes covariates. */
  String code() {
    return "SYS//x";
  }

  /** Returns a code of events that were not known, of which the family would make covariates. */
  String leakedCode() {
    return "SYS//leak";
  }

  /** Returns the aggregates that only several events give. */
  List<String> aggregatesOfSeveral() {
    return List.of();
  }

  private List<String> domains() {
    return CovariateFamilies.named(family()).domains();
  }

  /** Returns the covariates of {@code population} from this family, in 30 days and in full. */
  List<Row> covariates(SparkSession spark, Population population) {
    List<LookbackWindow> windows = List.of(LookbackWindow.parse("30d"), LookbackWindow.FULL);
    FeatureSettings settings = new FeatureSettings(List.of(family()), windows, 0);
    return Covariates.TABLE.conform(population.covariates(spark, settings)).collectAsList();
  }

  /** Returns each subject's values by covariate name. */
  static Map<Long, Map<String, Double>> bySubject(List<Row> rows) {
    Map<Long, Map<String, Double>> found = new TreeMap<>();
    for (Row row : rows) {
      Long subject = row.getAs(Covariates.SUBJECT_ID);
      found
          .computeIfAbsent(subject, s -> new TreeMap<>())
          .put(row.getAs(Covariates.COVARIATE), row.getAs(Covariates.VALUE));
    }
    return found;
  }

  @BeforeAll
  void buildAllCasesAtOnce(SparkSession spark) {
    Population population = new Population();
    for (long subject = 1; subject <= 9; subject++) {
      population.member(subject, INDEX);
    }
    Instant within = INDEX.minus(Duration.ofDays(2));
    for (String domain : domains()) {
      population
          .event(1, INDEX, domain, code(), 5.0, "mg")
          .event(2, LEFT.plus(1, ChronoUnit.MICROS), domain, code(), 5.0, "mg")
          .event(3, LEFT, domain, code(), 5.0, "mg")
          .event(4, INDEX.plus(1, ChronoUnit.MICROS), domain, code(), 5.0, "mg")
          .event(5, null, domain, code(), 5.0, "mg")
          .event(7, within, domain, code(), 5.0, "mg")
          .event(8, within, domain, code(), 5.0, "mg")
          .event(8, within, domain, code(), 5.0, "mg")
          .event(9, within, domain, code(), null, null);
    }
    addRandomSubjectsAndTheirPlantedTwins(population);
    rows = covariates(spark, population);
    found = bySubject(rows);
  }

  private void addRandomSubjectsAndTheirPlantedTwins(Population population) {
    Population random = Population.random(2, 12, 40);
    for (Subject s : random.subjects) {
      for (long offset : new long[] {RANDOM, PLANTED}) {
        long subject = s.subject() + offset;
        population.subjects.add(new Subject(subject, s.birth(), s.sex()));
        population.members.add(new Member("train", subject, INDEX, "train"));
        random.events.stream()
            .filter(e -> e.subject() == s.subject())
            .forEach(e -> population.events.add(e.ofSubject(subject)));
      }
      plant(population, s.subject() + PLANTED);
    }
  }

  /** Result after the index, back-dated record, replaced version, date-only record of the day. */
  private void plant(Population population, long subject) {
    Instant past = INDEX.minus(Duration.ofDays(3));
    Instant soon = INDEX.plus(1, ChronoUnit.MICROS);
    Instant endOfDay = INDEX.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1)).minusNanos(1000);
    Instant[][] leaks = {
      {soon, soon, null},
      {past, soon, null},
      {past, past, INDEX},
      {past, null, null},
      {null, soon, null},
      {endOfDay, endOfDay, null}
    };
    for (String domain : domains()) {
      for (Instant[] times : leaks) {
        String id = "planted" + population.events.size();
        population.events.add(
            new Event(
                subject,
                times[0],
                times[1],
                times[2],
                domain,
                leakedCode(),
                9.0,
                "mg",
                "Leak",
                id));
      }
    }
  }

  private Map<String, Double> of(long subject) {
    return found.getOrDefault(subject, Map.of());
  }

  private Set<String> inMonth(long subject) {
    return of(subject).keySet().stream()
        .filter(name -> name.endsWith("_30d"))
        .collect(Collectors.toSet());
  }

  private Set<String> withoutWindowOf30Days(long subject) {
    return of(subject).keySet().stream()
        .filter(name -> !name.endsWith("_30d"))
        .collect(Collectors.toSet());
  }

  @Test
  void rowsKeepTheirContract() {
    assertThat(rows).isNotEmpty();
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.<String>getAs(Covariates.FAMILY)).isEqualTo(family());
              assertThat(row.<String>getAs(Covariates.COVARIATE)).matches("[a-z0-9_]+");
              assertThat(row.<String>getAs(Covariates.AGGREGATE)).isNotBlank();
              assertThat(row.<String>getAs(Covariates.DESCRIPTION)).isNotBlank();
              assertThat(row.<Double>getAs(Covariates.VALUE)).isFinite();
            });
    List<List<Object>> keys =
        rows.stream()
            .map(row -> Covariates.TABLE.key().stream().<Object>map(row::getAs).toList())
            .toList();
    assertThat(keys).doesNotHaveDuplicates();
  }

  @Test
  void aWindowIsTheLastPartOfTheName() {
    assertThat(rows)
        .filteredOn(row -> row.getAs(Covariates.WINDOW) != null)
        .allSatisfy(
            row ->
                assertThat(row.<String>getAs(Covariates.COVARIATE))
                    .endsWith("_" + row.getAs(Covariates.WINDOW)));
  }

  @Test
  void zeroIsNotARowWhereAbsentMeansZero() {
    assertThat(rows)
        .allSatisfy(row -> assertThat(row.<String>getAs(Covariates.ABSENT)).isIn("zero", "missing"))
        .filteredOn(row -> row.getAs(Covariates.ABSENT).equals("zero"))
        .allSatisfy(row -> assertThat(row.<Double>getAs(Covariates.VALUE)).isNotZero());
  }

  @Test
  void windowsAreClosedAtTheIndexAndOpenOnTheLeft() {
    assertThat(inMonth(2)).isEqualTo(inMonth(1));
    assertThat(inMonth(3)).isEqualTo(inMonth(6));
    assertThat(withoutWindowOf30Days(3)).isEqualTo(withoutWindowOf30Days(1));
    assertThat(of(4)).isEqualTo(of(6));
  }

  @Test
  void factsWithoutATimeLieInEveryWindow() {
    assertThat(inMonth(5)).isSubsetOf(inMonth(1));
    assertThat(of(1).keySet()).containsAll(of(5).keySet());
    assertThat(of(5).keySet())
        .hasSizeGreaterThanOrEqualTo(of(6).size() + (domains().isEmpty() ? 0 : 1));
  }

  @Test
  void duplicatesCountTwiceAndChangeNothingElse() {
    Map<String, Double> twice = new TreeMap<>(of(8));
    twice
        .keySet()
        .removeIf(
            name -> aggregatesOfSeveral().stream().anyMatch(a -> name.contains("_" + a + "_")));
    assertThat(twice.keySet()).isEqualTo(of(7).keySet());
    twice.forEach(
        (name, value) ->
            assertThat(value)
                .as(name)
                .isEqualTo(of(7).get(name) * (name.contains("_count_") ? 2 : 1)));
  }

  @Test
  void anEventWithoutNumberGivesNoMoreThanOneWith() {
    assertThat(of(7).keySet()).containsAll(of(9).keySet());
  }

  @Test
  void whatWasNotKnownAtTheIndexTimeChangesNothing() {
    List<Long> random = found.keySet().stream().filter(s -> s > RANDOM && s < PLANTED).toList();

    assertThat(random).isNotEmpty();
    for (long subject : random) {
      assertThat(of(subject - RANDOM + PLANTED)).as("subject").isEqualTo(of(subject));
    }
    assertThat(found.keySet().stream().filter(s -> s > PLANTED)).hasSameSizeAs(random);
  }
}
