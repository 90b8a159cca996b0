package org.medley.features.covariate;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medley.features.covariate.Population.Event;
import org.medley.features.covariate.Population.Member;
import org.medley.features.covariate.Population.Subject;

/** The covariates once more, as plain loops over records: slow, and easy to believe. */
final class NaiveCovariates {
  private static final List<String> CODED =
      List.of("condition", "procedure", "immunization", "allergy");

  private final Map<String, Double> found = new TreeMap<>();
  private final Member member;
  private final List<LookbackWindow> windows;
  private final List<ReferenceRange> ranges;

  private NaiveCovariates(Member member, FeatureSettings settings) {
    this.member = member;
    this.windows = settings.windows();
    this.ranges = settings.options().ranges();
  }

  /** Returns the value of each {@code purpose|subject|index|family|covariate|unit}. */
  static Map<String, Double> of(Population population, FeatureSettings settings) {
    Map<String, Double> all = new TreeMap<>();
    for (Member member : population.members) {
      NaiveCovariates one = new NaiveCovariates(member, settings);
      population.subjects.stream()
          .filter(s -> s.subject() == member.subject())
          .forEach(one::demographics);
      one.history(population.events.stream().filter(one::known).toList());
      all.putAll(one.found);
    }
    return all;
  }

  private boolean known(Event e) {
    Instant index = member.index();
    boolean happened = e.time() == null || !e.time().isAfter(index);
    boolean available = e.available() == null ? e.time() == null : !e.available().isAfter(index);
    boolean current = e.superseded() == null || index.isBefore(e.superseded());
    return e.subject() == member.subject() && happened && available && current;
  }

  private void demographics(Subject subject) {
    LocalDate day = member.index().atZone(ZoneOffset.UTC).toLocalDate();
    if (subject.birth() != null && !subject.birth().isAfter(day)) {
      put("demographics", "demographics_age", "a", subject.birth().until(day).getYears());
    }
    if (List.of("female", "male", "other").contains(String.valueOf(subject.sex()))) {
      put("demographics", "demographics_sex_" + subject.sex(), null, 1);
    }
  }

  private void history(List<Event> known) {
    numbersByCode(known, "genomic")
        .forEach(
            (code, numbers) -> put("genomic", slug(numbers) + "_dosage_full", null, last(numbers)));
    NaiveSpans spans = new NaiveSpans(known, member.index());
    putCount("drugs", "drug_distinct_active", spans.activeDrugs());
    for (LookbackWindow window : windows) {
      List<Event> events = known.stream().filter(e -> inside(e, window)).toList();
      String end = "_" + window.name();
      coded(events, end);
      measurements(events, end);
      drugs(events, end);
      visits(events, end);
      questionnaires(events, end);
      spans.drugs(window).forEach((name, value) -> put("drugs", name + end, null, value));
      NaiveSpans.visitsByClass(events)
          .forEach((name, count) -> putCount("utilisation", name + end, count));
      spans
          .stays(window)
          .forEach(
              (name, value) ->
                  put(
                      "utilisation",
                      name + end,
                      name.contains("last") || name.contains("since") ? "d" : null,
                      value));
      NaiveComorbidity.of(events)
          .forEach((name, value) -> put("comorbidity", name + end, null, value));
      List<String> care =
          events.stream()
              .filter(e -> !List.of("genomic", "death").contains(e.domain()))
              .map(e -> e.domain() + e.code())
              .distinct()
              .toList();
      putCount("utilisation", "utilisation_distinct_codes" + end, care.size());
    }
  }

  private boolean inside(Event e, LookbackWindow window) {
    return window.days().isEmpty()
        || e.time() == null
        || e.time().isAfter(member.index().minus(Duration.ofDays(window.days().getAsInt())));
  }

  private void coded(List<Event> events, String end) {
    for (String domain : CODED) {
      byCode(events, domain)
          .forEach(
              (code, rows) -> {
                put("codes", slug(rows) + "_any" + end, null, 1);
                putCount("codes", slug(rows) + "_count" + end, rows.size());
                putCount("codes", slug(rows) + "_distinct_days" + end, days(rows));
                daysSince("codes", slug(rows) + "_days_since_last" + end, rows);
              });
    }
  }

  private void drugs(List<Event> events, String end) {
    Map<String, List<Event>> drugs = byCode(events, "drug");
    drugs.forEach(
        (code, rows) -> {
          put("drugs", slug(rows) + "_any" + end, null, 1);
          putCount("drugs", slug(rows) + "_count" + end, rows.size());
        });
    putCount("drugs", "drug_distinct_codes" + end, drugs.size());
  }

  private void visits(List<Event> events, String end) {
    List<Event> all = new ArrayList<>();
    byCode(events, "visit")
        .forEach(
            (code, rows) -> {
              putCount("utilisation", slug(rows) + "_count" + end, rows.size());
              daysSince("utilisation", slug(rows) + "_days_since_last" + end, rows);
              all.addAll(rows);
            });
    putCount("utilisation", "visit_count" + end, all.size());
    daysSince("utilisation", "visit_days_since_last" + end, all);
  }

  private void questionnaires(List<Event> events, String end) {
    numbersByCode(events, "questionnaire")
        .forEach(
            (code, numbers) -> {
              String name = slug(numbers);
              putCount("questionnaires", name + "_count" + end, numbers.size());
              daysSince("questionnaires", name + "_days_since_last" + end, numbers);
              numbers.stream()
                  .collect(Collectors.groupingBy(e -> String.valueOf(e.unit())))
                  .values()
                  .forEach(
                      same ->
                          put(
                              "questionnaires",
                              name + "_last" + end,
                              same.get(0).unit(),
                              last(same)));
            });
  }

  private void measurements(List<Event> events, String end) {
    numbersByCode(events, "measurement")
        .forEach(
            (code, numbers) -> {
              putCount("measurements", slug(numbers) + "_count" + end, numbers.size());
              daysSince("measurements", slug(numbers) + "_days_since_last" + end, numbers);
              numbers.stream()
                  .collect(Collectors.groupingBy(e -> String.valueOf(e.unit())))
                  .values()
                  .forEach(sameUnit -> values(sameUnit, end));
            });
  }

  private void values(List<Event> sameUnit, String end) {
    double sum = 0;
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (Event e : sameUnit.stream().sorted(byTime(Event::number)).toList()) {
      sum += e.number();
      least = Math.min(least, e.number());
      greatest = Math.max(greatest, e.number());
    }
    String unit = sameUnit.get(0).unit();
    String name = slug(sameUnit);
    put("measurements", name + "_last" + end, unit, last(sameUnit));
    put("measurements", name + "_mean" + end, unit, sum / sameUnit.size());
    put("measurements", name + "_min" + end, unit, least);
    put("measurements", name + "_max" + end, unit, greatest);
    spread(sameUnit, sum / sameUnit.size())
        .ifPresent(sd -> put("measurements", name + "_sd" + end, unit, sd));
    slope(sameUnit)
        .ifPresent(slope -> put("measurements", name + "_slope" + end, perDay(unit), slope));
    for (ReferenceRange range : ranges) {
      if (range.code().equals(sameUnit.get(0).code()) && range.unit().equals(unit)) {
        double low = range.low().orElse(Double.NEGATIVE_INFINITY);
        double high = range.high().orElse(Double.POSITIVE_INFINITY);
        putCount("measurements", name + "_above" + end, count(sameUnit, e -> e.number() > high));
        putCount("measurements", name + "_below" + end, count(sameUnit, e -> e.number() < low));
      }
    }
  }

  private static int count(List<Event> events, Predicate<Event> wanted) {
    return (int) events.stream().filter(wanted).count();
  }

  private static String perDay(String unit) {
    return unit == null ? null : unit + "/d";
  }

  private static int days(List<Event> events) {
    return (int)
        events.stream()
            .filter(e -> e.time() != null)
            .map(e -> e.time().atZone(ZoneOffset.UTC).toLocalDate())
            .distinct()
            .count();
  }

  private static OptionalDouble spread(List<Event> numbers, double mean) {
    double squares = 0;
    for (Event e : numbers.stream().sorted(byTime(Event::number)).toList()) {
      squares += (e.number() - mean) * (e.number() - mean);
    }
    return numbers.size() < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.sqrt(squares / (numbers.size() - 1)));
  }

  private OptionalDouble slope(List<Event> numbers) {
    List<Event> dated =
        numbers.stream().filter(e -> e.time() != null).sorted(byTime(Event::number)).toList();
    double meanDay = 0;
    double mean = 0;
    for (Event e : dated) {
      meanDay += day(e);
      mean += e.number();
    }
    meanDay /= dated.size();
    mean /= dated.size();
    double squares = 0;
    double products = 0;
    for (Event e : dated) {
      squares += (day(e) - meanDay) * (day(e) - meanDay);
      products += (day(e) - meanDay) * (e.number() - mean);
    }
    boolean oneTime = dated.stream().map(Event::time).distinct().count() < 2;
    return oneTime ? OptionalDouble.empty() : OptionalDouble.of(products / squares);
  }

  private double day(Event e) {
    return ChronoUnit.MICROS.between(member.index(), e.time()) / 86_400_000_000.0;
  }

  private double last(List<Event> numbers) {
    Comparator<Event> order = byTime(e -> e.available() == null ? Instant.MIN : e.available());
    return numbers.stream().max(order.thenComparing(Event::id)).orElseThrow().number();
  }

  private static <T extends Comparable<T>> Comparator<Event> byTime(Function<Event, T> then) {
    return Comparator.comparing((Event e) -> e.time() == null ? Instant.MIN : e.time())
        .thenComparing(then);
  }

  private void daysSince(String family, String name, List<Event> rows) {
    rows.stream()
        .filter(e -> e.time() != null)
        .map(e -> Duration.between(e.time(), member.index()).toNanos() / 1000 / 86_400_000_000.0)
        .min(Comparator.naturalOrder())
        .ifPresent(days -> put(family, name, "d", days));
  }

  private static Map<String, List<Event>> byCode(List<Event> events, String domain) {
    return events.stream()
        .filter(e -> e.domain().equals(domain))
        .collect(Collectors.groupingBy(Event::code));
  }

  private static Map<String, List<Event>> numbersByCode(List<Event> events, String domain) {
    Stream<Event> numbers =
        events.stream().filter(e -> e.number() != null && Double.isFinite(e.number()));
    return byCode(numbers.toList(), domain);
  }

  static String slug(List<Event> sameCode) {
    Event e = sameCode.get(0);
    String code = e.code().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    return e.domain() + "_" + code;
  }

  private void putCount(String family, String name, int count) {
    if (count > 0) {
      put(family, name, null, count);
    }
  }

  private void put(String family, String name, String unit, double value) {
    String key =
        String.join(
            "|",
            member.purpose(),
            String.valueOf(member.subject()),
            member.index().toString(),
            family,
            name,
            String.valueOf(unit));
    found.put(key, value + 0.0);
  }
}
