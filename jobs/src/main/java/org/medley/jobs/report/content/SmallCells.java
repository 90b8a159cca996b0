package org.medley.jobs.report.content;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.medley.jobs.text.Numbers;

/**
 * The one gate for small groups of people. {@link #shareable} merges neighbours or leaves rows out
 * until no count of 1 to {@code minimum - 1} people stands in the report, nor follows from the
 * totals beside it; zero may be shown. The standard of 11 is that of the United States' Centers for
 * Medicare and Medicaid Services' cell size suppression policy.
 *
 * @param minimum smallest number of people shown; 1 withholds nothing
 */
public record SmallCells(int minimum) {
  /** The usual minimum. */
  public static final SmallCells STANDARD = new SmallCells(11);

  /** Checks that the minimum is positive. */
  public SmallCells {
    if (minimum < 1) {
      throw new IllegalArgumentException(
          "the smallest cell is " + minimum + ", it must be 1 or more");
    }
  }

  /** Whether a count of people must not be shown. */
  public boolean hides(long people) {
    return people > 0 && people < minimum;
  }

  /** The count, or {@code <11} where it must not be shown. */
  public String text(long people) {
    return hides(people) ? "<" + minimum : Numbers.count(people);
  }

  /** The same data, fit to be shown. Doing it twice changes nothing. */
  public ReportData shareable(ReportData data) {
    return new ReportData(
        data.release(),
        data.task(),
        intake(data.intake()),
        new Cohort(
            attrition(data.cohort().attrition()),
            splits(data.cohort().splits()),
            differences(data.cohort().differences()),
            comparisons(data.cohort().comparisons())),
        data.audit(),
        data.model(),
        new Performance(
            evaluations(data.performance().evaluations()),
            calibration(data.performance().calibration()),
            data.performance().netBenefit()),
        scores(data.scores()),
        data.run());
  }

  private Intake intake(Intake intake) {
    return new Intake(
        intake.sources(),
        intake.quarantine(),
        intake.availability(),
        intake.quality().stream().map(this::judgement).toList());
  }

  /** The share goes with either count, since it would give it away. */
  private Intake.Judgement judgement(Intake.Judgement of) {
    boolean all = of.denominator().isPresent() && !hides(of.denominator().getAsLong());
    boolean both =
        all
            && of.violations().isPresent()
            && !few(of.denominator().getAsLong(), of.violations().getAsLong());
    return new Intake.Judgement(
        of.rule(),
        of.table(),
        of.description(),
        of.severity(),
        all ? of.denominator() : OptionalLong.empty(),
        both ? of.violations() : OptionalLong.empty(),
        both ? of.percent() : OptionalDouble.empty(),
        of.threshold(),
        of.passed());
  }

  /**
   * Rules merged with the next until each removes nobody or enough people and members; all in one
   * where they remove few together, none where too few are left.
   */
  List<Cohort.Step> attrition(List<Cohort.Step> steps) {
    Deque<Cohort.Step> kept = new ArrayDeque<>();
    Cohort.Step open = null;
    for (Cohort.Step step : steps) {
      open = open == null ? step : merged(open, step);
      if (kept.isEmpty() || !removesFew(kept.getLast(), open)) {
        kept.addLast(open);
        open = null;
      }
    }
    while (open != null && !kept.isEmpty()) {
      open = merged(kept.removeLast(), open);
      if (kept.isEmpty() || !removesFew(kept.getLast(), open)) {
        kept.addLast(open);
        open = null;
      }
    }
    return kept.stream().anyMatch(this::small) ? List.of() : List.copyOf(kept);
  }

  private static Cohort.Step merged(Cohort.Step first, Cohort.Step second) {
    return new Cohort.Step(first.rule() + "; " + second.rule(), second.people(), second.members());
  }

  private boolean removesFew(Cohort.Step before, Cohort.Step after) {
    return hides(before.people() - after.people())
        || hides(before.members() - after.members())
        || small(after);
  }

  private boolean small(Cohort.Step step) {
    return hides(step.people()) || hides(step.members());
  }

  private List<Cohort.Split> splits(List<Cohort.Split> splits) {
    return splits.stream()
        .filter(split -> !few(split.members(), split.events().orElse(0)) && !hides(split.people()))
        .toList();
  }

  /** Covariates that enough members of both groups have and, where shares tell it, lack. */
  List<Cohort.Difference> differences(List<Cohort.Difference> differences) {
    return differences.stream().filter(one -> !few(one.with()) && !few(one.without())).toList();
  }

  /** Comparisons of covariates that enough members of every group have and lack. */
  List<Cohort.Comparison> comparisons(List<Cohort.Comparison> comparisons) {
    return comparisons.stream()
        .map(
            all ->
                new Cohort.Comparison(
                    all.grouping(),
                    all.measure(),
                    all.groups(),
                    all.lines().stream()
                        .filter(line -> line.groups().stream().noneMatch(this::few))
                        .toList()))
        .filter(all -> !all.lines().isEmpty())
        .toList();
  }

  /** Members may be the same few people at several times: as few as can be are counted. */
  private boolean few(Cohort.Group group) {
    return hides(group.knownPeople()) || hides(group.otherPeople());
  }

  /**
   * Metrics without those of too few outcomes or non-outcomes. Where what is left out of the values
   * of one subgroup could be worked out from the total, its smallest neighbour goes too.
   */
  List<Performance.Evaluation> evaluations(List<Performance.Evaluation> rows) {
    Map<String, List<Performance.Evaluation>> tables =
        rows.stream().collect(Collectors.groupingBy(SmallCells::table));
    Set<Performance.Evaluation> shown = new HashSet<>();
    tables.values().forEach(table -> shown.addAll(shown(table)));
    return rows.stream().filter(shown::contains).toList();
  }

  private List<Performance.Evaluation> shown(List<Performance.Evaluation> table) {
    Deque<Performance.Evaluation> shown =
        table.stream()
            .filter(row -> !few(row.members(), row.events()))
            .sorted(Comparator.comparingLong(Performance.Evaluation::events))
            .collect(Collectors.toCollection(ArrayDeque::new));
    int left = table.size() - shown.size();
    long members =
        total(table, Performance.Evaluation::members)
            - total(shown, Performance.Evaluation::members);
    long events =
        total(table, Performance.Evaluation::events) - total(shown, Performance.Evaluation::events);
    while (!shown.isEmpty() && (left == 1 || few(members, events))) {
      Performance.Evaluation smallest = shown.removeFirst();
      left++;
      members += smallest.members();
      events += smallest.events();
    }
    return List.copyOf(shown);
  }

  private static long total(
      Collection<Performance.Evaluation> rows, ToLongFunction<Performance.Evaluation> count) {
    return rows.stream().mapToLong(count).sum();
  }

  /** Rows of one split and metric that add up to a total belong together. */
  private static String table(Performance.Evaluation row) {
    return row.split() + "/" + row.metric() + "/" + row.subgroup().replaceFirst("=.*", "");
  }

  /** Groups merged with the next until each has enough outcomes and non-outcomes. */
  List<Performance.Group> calibration(List<Performance.Group> groups) {
    List<Performance.Group> merged = new ArrayList<>();
    Performance.Group open = null;
    for (Performance.Group group : groups) {
      open = open == null ? group : joined(open, group);
      if (!few(open.members(), open.events())) {
        merged.add(open);
        open = null;
      }
    }
    if (open != null && !merged.isEmpty()) {
      merged.add(joined(merged.remove(merged.size() - 1), open));
    }
    return merged;
  }

  /** Standard errors are pooled as those of independent groups, the interval is symmetric. */
  private static Performance.Group joined(Performance.Group a, Performance.Group b) {
    double n = a.members() + b.members();
    double observed = (a.members() * a.observed() + b.members() * b.observed()) / n;
    double half =
        Math.hypot(a.members() * (a.high() - a.low()), b.members() * (b.high() - b.low()))
            / (2 * n);
    return new Performance.Group(
        a.members() + b.members(),
        a.events() + b.events(),
        (a.members() * a.predicted() + b.members() * b.predicted()) / n,
        observed,
        Math.max(0, observed - half),
        Math.min(1, observed + half));
  }

  private Scores scores(Scores scores) {
    if (scores.people() < minimum) {
      return new Scores(scores.people(), List.of(), List.of(), List.of());
    }
    List<Scores.Frequent> reasons =
        scores.reasons().stream().filter(reason -> !hides(reason.people())).toList();
    return new Scores(scores.people(), risks(scores.risks()), scores.highest(), reasons);
  }

  /** Bins merged with the next until each has enough people. */
  List<Scores.Bin> risks(List<Scores.Bin> bins) {
    List<Scores.Bin> merged = new ArrayList<>();
    Scores.Bin open = null;
    for (Scores.Bin bin : bins) {
      open = open == null ? bin : joined(open, bin);
      if (!hides(open.people())) {
        merged.add(open);
        open = null;
      }
    }
    while (open != null && !merged.isEmpty()) {
      open = joined(merged.remove(merged.size() - 1), open);
      if (!hides(open.people())) {
        merged.add(open);
        open = null;
      }
    }
    return merged;
  }

  private static Scores.Bin joined(Scores.Bin a, Scores.Bin b) {
    return new Scores.Bin(a.from(), b.to(), a.people() + b.people());
  }

  private boolean few(long members, long events) {
    return hides(events) || hides(members - events) || hides(members);
  }
}
