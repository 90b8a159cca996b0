package org.medley.models.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.medley.models.retrain.SimulatedYear.Night;
import org.medley.models.retrain.SimulatedYear.World;

/**
 * A year of nights with planted drift. What was found is written to {@code
 * target/simulated-year.txt}.
 */
class SimulatedYearTest {
  private static final List<String> TABLE = new ArrayList<>();
  private static final int CHANGE = 60;

  /** Labels of members who entered on the day of the change are known from here. */
  private static final int MATURE = CHANGE + 90;

  @AfterAll
  static void write() throws IOException {
    Files.write(Files.createDirectories(Path.of("target")).resolve("simulated-year.txt"), TABLE);
  }

  @Test
  void nothingDrifts() {
    List<List<Night>> years = years("nothing drifts", 20, new World() {});
    assertThat(years).allSatisfy(year -> assertThat(updates(year)).hasSizeLessThanOrEqualTo(1));
    assertThat(years.stream().mapToInt(year -> updates(year).size()).sum()).isLessThanOrEqualTo(4);
    assertThat(years.stream().mapToInt(year -> holds(year).size()).sum()).isLessThanOrEqualTo(4);
  }

  /** Seen once two windows in a row have matured: 120 days after the first labels. */
  @Test
  void moreOutcomes() {
    World world =
        new World() {
          @Override
          public double[] truth(int day) {
            return new double[] {day < CHANGE ? -1.2 : -0.5, 0.9, -0.6, 0.5};
          }
        };
    for (List<Night> year : undisturbed(years("more outcomes", 3, world))) {
      Night first = firstSince(CHANGE, year);
      assertThat(first.decision().reaction()).isEqualTo(Reaction.RECALIBRATE);
      assertThat(first.night()).isBetween(MATURE, MATURE + 140);
    }
  }

  /** Seen in the first window that has matured. */
  @Test
  void otherEffects() {
    World world =
        new World() {
          @Override
          public double[] truth(int day) {
            return day < CHANGE
                ? new double[] {-1.2, 0.9, -0.6, 0.5}
                : new double[] {-1.2, -0.1, 0.7, 0.5};
          }
        };
    for (List<Night> year : undisturbed(years("other effects", 3, world))) {
      Night first = firstSince(CHANGE, year);
      assertThat(first.decision().reaction()).isEqualTo(Reaction.REFIT);
      assertThat(first.night()).isBetween(MATURE, MATURE + 90);
    }
  }

  /** Other people, of whom the model still foretells rightly. */
  @Test
  void otherPeople() {
    World world =
        new World() {
          @Override
          public double mean(int day) {
            return Math.min(1, Math.max(0, day - CHANGE) / 150.0);
          }
        };
    List<List<Night>> years = years("other people, slowly", 3, world);
    assertThat(years.stream().mapToInt(year -> updates(year).size()).sum()).isLessThanOrEqualTo(2);
    assertThat(years)
        .allSatisfy(
            year ->
                assertThat(year.get(300).decision().words()).contains("covariates have drifted"));
  }

  @Test
  void outageAndEmptiedCohort() {
    World world =
        new World() {
          @Override
          public double volume(int night) {
            return night == 200 || night == 201 ? 0.2 : night == 230 ? 2 : 1;
          }

          @Override
          public double cohort(int night) {
            return night == 260 ? 0 : 1;
          }
        };
    for (List<Night> year : years("outage, twice sent, emptied", 3, world)) {
      assertThat(holds(year)).contains(200, 201, 230, 260);
    }
  }

  /** The laboratory sends another unit: held at once, and let go when it is mended. */
  @Test
  void otherUnitForAWhile() {
    World world =
        new World() {
          @Override
          public double unit(int night) {
            return night >= 150 && night < 170 ? 18 : 1;
          }
        };
    for (List<Night> year : years("other unit for 20 nights", 3, world)) {
      assertThat(holds(year))
          .contains(LongStream.range(150, 170).mapToObj(n -> (int) n).toArray(Integer[]::new));
      assertThat(year.get(170).decision().reaction()).isNotEqualTo(Reaction.HOLD);
      assertThat(updates(year)).noneMatch(update -> update.night() >= 150);
    }
  }

  @Test
  void otherUnitForEver() {
    World world =
        new World() {
          @Override
          public double unit(int night) {
            return night >= 150 ? 18 : 1;
          }
        };
    for (List<Night> year : years("other unit for ever", 3, world)) {
      assertThat(year.get(150).decision().reaction()).isEqualTo(Reaction.HOLD);
      assertThat(firstSince(150, year).night()).isEqualTo(150 + 28);
      assertThat(firstSince(150, year).decision().reaction()).isEqualTo(Reaction.REFIT);
    }
  }

  private static List<List<Night>> years(String name, int seeds, World world) {
    List<List<Night>> years =
        LongStream.range(0, seeds)
            .mapToObj(seed -> new SimulatedYear(world, 1000 + seed).run())
            .toList();
    years.forEach(SimulatedYearTest::paced);
    String firsts =
        years.stream()
            .map(SimulatedYearTest::updates)
            .filter(updates -> !updates.isEmpty())
            .map(updates -> updates.get(0))
            .map(each -> each.decision().reaction().text() + " " + each.night())
            .collect(
                Collectors.groupingBy(text -> text, java.util.TreeMap::new, Collectors.counting()))
            .toString();
    TABLE.add(
        String.format(
            Locale.ROOT,
            "%-28s years %2d, updates %2d, nights held %3d, first update %s",
            name,
            seeds,
            years.stream().mapToInt(year -> updates(year).size()).sum(),
            years.stream().mapToInt(year -> holds(year).size()).sum(),
            firsts));
    return years;
  }

  /** No two updates within the cool-down, and few in all. */
  private static void paced(List<Night> year) {
    List<Night> updates = updates(year);
    assertThat(updates.size()).isLessThanOrEqualTo(4);
    for (int i = 1; i < updates.size(); i++) {
      assertThat(updates.get(i).night() - updates.get(i - 1).night())
          .isGreaterThanOrEqualTo(SimulatedYear.PLAN.pace().coolDownDays());
    }
  }

  /** The years in which no needless update came before the change and blurs what follows. */
  private static List<List<Night>> undisturbed(List<List<Night>> years) {
    List<List<Night>> kept =
        years.stream()
            .filter(year -> updates(year).stream().noneMatch(update -> update.night() < CHANGE))
            .toList();
    assertThat(kept).hasSizeGreaterThanOrEqualTo(2);
    return kept;
  }

  private static Night firstSince(int night, List<Night> year) {
    return updates(year).stream()
        .filter(update -> update.night() >= night)
        .findFirst()
        .orElseThrow();
  }

  private static List<Night> updates(List<Night> year) {
    return year.stream()
        .filter(
            night ->
                night.decision().reaction() == Reaction.RECALIBRATE
                    || night.decision().reaction() == Reaction.REFIT)
        .toList();
  }

  private static List<Integer> holds(List<Night> year) {
    return year.stream()
        .filter(night -> night.decision().reaction() == Reaction.HOLD)
        .map(Night::night)
        .toList();
  }
}
