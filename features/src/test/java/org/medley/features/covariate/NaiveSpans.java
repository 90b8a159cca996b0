package org.medley.features.covariate;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.medley.features.covariate.Population.Event;

/** What lasts, once more: drugs day by day in sets of days, stays by a list that grows. */
final class NaiveSpans {
  private static final List<String> INPATIENT =
      List.of("ACTCODE//IMP", "HOSPITAL_ADMISSION//EW EMER.", "Visit//IP");

  private final List<Event> dated;
  private final Instant index;
  private final LocalDate today;

  NaiveSpans(List<Event> known, Instant index) {
    this.dated = known.stream().filter(e -> e.time() != null).toList();
    this.index = index;
    this.today = day(index);
  }

  private static LocalDate day(Instant time) {
    return time.atZone(ZoneOffset.UTC).toLocalDate();
  }

  private Map<String, List<Event>> byDrug() {
    return dated.stream()
        .filter(e -> e.domain().equals("drug"))
        .sorted(Comparator.comparing(Event::time))
        .collect(Collectors.groupingBy(Event::code));
  }

  int activeDrugs() {
    return (int)
        byDrug().values().stream()
            .filter(all -> all.stream().anyMatch(e -> e.end() != null && !e.end().isBefore(index)))
            .count();
  }

  Map<String, Double> drugs(LookbackWindow window) {
    Map<String, Double> found = new TreeMap<>();
    byDrug()
        .forEach(
            (code, records) -> {
              String name = NaiveCovariates.slug(records);
              List<List<Event>> eras = inWindow(eras(records, 30), window);
              found.put(name + "_eras", 1.0 * eras.size());
              found.put(name + "_days_in_era", atMost(window, days(eras, window)));
              List<Event> orders =
                  records.stream().filter(e -> !dispensed(e) && e.end() != null).toList();
              List<List<Event>> ordered = inWindow(eras(orders, 0), window);
              found.put(name + "_days_ordered", atMost(window, days(ordered, window)));
              covered(found, name + "_proportion_days_covered", records, window);
            });
    found.entrySet().removeIf(e -> e.getValue() == 0 && !e.getKey().contains("proportion"));
    return found;
  }

  private void covered(
      Map<String, Double> found, String name, List<Event> records, LookbackWindow window) {
    TreeSet<LocalDate> covered = new TreeSet<>();
    LocalDate first = null;
    LocalDate usedUp = LocalDate.MIN;
    for (Event e : records) {
      boolean in = window.days().isEmpty() || e.time().isAfter(start(window));
      if (dispensed(e) && in && e.end() != null && !e.end().isBefore(e.time())) {
        first = first == null ? day(e.time()) : first;
        LocalDate from = day(e.time()).isAfter(usedUp) ? day(e.time()) : usedUp.plusDays(1);
        usedUp = from.plusDays(ChronoUnit.DAYS.between(day(e.time()), day(e.end())));
        from.datesUntil(usedUp.plusDays(1)).filter(d -> !d.isAfter(today)).forEach(covered::add);
      }
    }
    if (first != null) {
      found.put(name, 1.0 * covered.size() / (ChronoUnit.DAYS.between(first, today) + 1));
    }
  }

  private static boolean dispensed(Event e) {
    return e.type().equals("MedicationDispense");
  }

  private Instant start(LookbackWindow window) {
    return index.minus(Duration.ofDays(window.days().orElseThrow()));
  }

  private static double atMost(LookbackWindow window, int days) {
    return Math.min(days, window.days().orElse(Integer.MAX_VALUE));
  }

  private static Instant until(Event e) {
    return e.end() == null || e.end().isBefore(e.time()) ? e.time() : e.end();
  }

  private List<List<Event>> inWindow(List<List<Event>> eras, LookbackWindow window) {
    return eras.stream()
        .filter(era -> era.stream().anyMatch(e -> inside(until(e), window)))
        .toList();
  }

  /** Records parted wherever more than {@code gap} days lie before the next. */
  private static List<List<Event>> eras(List<Event> records, int gap) {
    List<List<Event>> eras = new ArrayList<>();
    LocalDate last = LocalDate.MIN;
    for (Event e : records) {
      if (eras.isEmpty() || day(e.time()).isAfter(last.plusDays(gap))) {
        eras.add(new ArrayList<>());
      }
      eras.get(eras.size() - 1).add(e);
      last = last.isAfter(day(until(e))) ? last : day(until(e));
    }
    return eras;
  }

  private int days(List<List<Event>> eras, LookbackWindow window) {
    TreeSet<LocalDate> days = new TreeSet<>();
    for (List<Event> era : eras) {
      LocalDate first = day(era.get(0).time());
      LocalDate last = era.stream().map(e -> day(until(e))).max(LocalDate::compareTo).orElseThrow();
      first.datesUntil((last.isAfter(today) ? today : last).plusDays(1)).forEach(days::add);
    }
    days.removeIf(day -> window.days().isPresent() && day.isBefore(day(start(window))));
    return days.size();
  }

  /** One stay; the end is the start where it is not known. */
  private record Stay(Instant start, Instant end, boolean ended) {}

  /** Number of visits of the classes that the random codes have. */
  static Map<String, Integer> visitsByClass(List<Event> events) {
    Map<String, Integer> found = new TreeMap<>();
    for (Event e : events) {
      if (e.domain().equals("visit") && INPATIENT.contains(e.code())) {
        found.merge("visit_class_inpatient_count", 1, Integer::sum);
      } else if (e.domain().equals("visit") && e.code().equals("ACTCODE//EMER")) {
        found.merge("visit_class_emergency_count", 1, Integer::sum);
      }
    }
    return found;
  }

  Map<String, Double> stays(LookbackWindow window) {
    Map<String, Double> found = new TreeMap<>();
    List<Stay> stays = allStays();
    long micros = 0;
    Stay last = null;
    int readmissions = 0;
    for (int i = 0; i < stays.size(); i++) {
      Stay stay = stays.get(i);
      if (stay.ended() && !stay.end().isAfter(index) && inside(stay.end(), window)) {
        micros += ChronoUnit.MICROS.between(stay.start(), stay.end());
        last = stay;
      }
      Stay before = i == 0 ? null : stays.get(i - 1);
      if (before != null
          && before.ended()
          && inside(stay.start(), window)
          && !stay.start().isAfter(before.end().plus(Duration.ofDays(30)))) {
        readmissions++;
      }
    }
    found.put("stay_days", inDays(micros));
    found.put("stay_readmissions", 1.0 * readmissions);
    found.values().removeIf(value -> value == 0);
    if (last != null) {
      long days = ChronoUnit.MICROS.between(last.start(), last.end());
      found.put("stay_days_last", inDays(days));
      found.put("stay_days_since_discharge", inDays(ChronoUnit.MICROS.between(last.end(), index)));
    }
    return found;
  }

  private static double inDays(long micros) {
    return micros / 86_400_000_000.0;
  }

  private boolean inside(Instant time, LookbackWindow window) {
    return window.days().isEmpty() || time.isAfter(start(window));
  }

  private List<Stay> allStays() {
    List<Event> admissions =
        dated.stream()
            .filter(e -> e.domain().equals("visit"))
            .filter(e -> INPATIENT.contains(e.code()))
            .sorted(Comparator.comparing(Event::time))
            .toList();
    List<Stay> stays = new ArrayList<>();
    for (Event e : admissions) {
      boolean ended = e.end() != null && !e.end().isBefore(e.time());
      Stay stay = new Stay(e.time(), ended ? e.end() : e.time(), ended);
      Stay last = stays.isEmpty() ? null : stays.get(stays.size() - 1);
      if (last != null && !stay.start().isAfter(last.end())) {
        Instant end = stay.end().isAfter(last.end()) ? stay.end() : last.end();
        stays.set(stays.size() - 1, new Stay(last.start(), end, last.ended() || stay.ended()));
      } else {
        stays.add(stay);
      }
    }
    return stays;
  }
}
