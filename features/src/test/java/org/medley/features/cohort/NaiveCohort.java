package org.medley.features.cohort;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.medley.features.cohort.Boundary.Next;
import org.medley.features.cohort.Boundary.Offset;
import org.medley.features.cohort.Boundary.OwnPoint;
import org.medley.features.cohort.Boundary.Previous;
import org.medley.features.cohort.Boundary.RecordEdge;
import org.medley.features.cohort.Boundary.Reference;
import org.medley.features.cohort.Boundary.WindowPoint;
import org.medley.features.cohort.Predicate.Derived;
import org.medley.features.cohort.Streams.Statement;
import org.medley.features.cohort.Trigger.OnPredicate;

/**
 * The rules of a cohort read off the specification with loops over all statements, for one subject.
 * Shares nothing with the engine but the task. The prediction time must be the trigger.
 */
final class NaiveCohort {
  /** What is compared with the engine. */
  record Result(long index, boolean passed, Long targetEnd, String status, Long event) {}

  private final Task task;
  private final List<Statement> statements;
  private final Period period;
  private final long asOf;
  private final TreeSet<Long> times = new TreeSet<>();
  private long index;

  NaiveCohort(Task task, List<Statement> statements, Period period, long asOf) {
    this.task = task;
    this.statements =
        statements.stream().filter(s -> s.time() <= asOf && s.available() <= asOf).toList();
    this.period = period;
    this.asOf = asOf;
    this.statements.forEach(s -> times.add(s.time()));
  }

  List<Result> results() {
    TreeSet<Long> moments = new TreeSet<>();
    this.statements.forEach(s -> moments.add(Math.max(s.time(), s.available())));
    this.statements.forEach(s -> moments.add(s.superseded()));
    String trigger = ((OnPredicate) task.trigger()).predicate();
    TreeSet<Long> triggers = new TreeSet<>();
    for (long time : times) {
      for (long moment : moments) {
        if (count(trigger, time, knownAt(moment)) > 0) {
          triggers.add(moment);
          break;
        }
      }
    }
    List<Result> results = new ArrayList<>();
    for (long each : triggers) {
      if (each <= asOf) {
        index = each;
        results.add(result());
      }
    }
    return results;
  }

  private static Predicate<Statement> knownAt(long moment) {
    return s -> s.time() <= moment && s.available() <= moment && moment < s.superseded();
  }

  private static boolean current(Statement statement) {
    return statement.superseded() == EventRow.CURRENT;
  }

  private int count(String name, long time, Predicate<Statement> visible) {
    List<Statement> here =
        statements.stream().filter(s -> s.time() == time).filter(visible).toList();
    if (name.equals("_ANY_EVENT")) {
      return here.isEmpty() ? 0 : 1;
    }
    if (task.predicates().get(name) instanceof Derived derived) {
      return !here.isEmpty() && holds(derived.expression(), time, visible) ? 1 : 0;
    }
    return (int) here.stream().filter(s -> s.code().equalsIgnoreCase(name)).count();
  }

  private boolean holds(Expression expression, long time, Predicate<Statement> visible) {
    if (expression instanceof Expression.Name name) {
      return count(name.name(), time, visible) > 0;
    }
    if (expression instanceof Expression.Not not) {
      return !holds(not.part(), time, visible);
    }
    return expression instanceof Expression.And
        ? expression.parts().stream().allMatch(part -> holds(part, time, visible))
        : expression.parts().stream().anyMatch(part -> holds(part, time, visible));
  }

  /** Of the windows that the property draws: input itself, and a gap of no length at the index. */
  private boolean input(Window window) {
    return window.name().equals("input")
        || (window.label() == null && isZero(window.start()) && isZero(window.end()));
  }

  private static boolean isZero(Boundary boundary) {
    return boundary instanceof Offset offset && offset.distance().isZero();
  }

  private Predicate<Statement> visible(Window window) {
    return input(window) ? knownAt(index) : NaiveCohort::current;
  }

  /** Null: not placed. */
  private Long place(Window window, Side side) {
    Boundary boundary = window.at(side);
    if (boundary instanceof RecordEdge) {
      return side == Side.START ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    Reference reference = boundary.from();
    Long from = index;
    if (reference instanceof OwnPoint own) {
      from = place(window, own.side());
    } else if (reference instanceof WindowPoint point) {
      Window other =
          task.windows().stream()
              .filter(w -> w.name().equals(point.window()))
              .findFirst()
              .orElseThrow();
      from = place(other, point.side());
    }
    if (from == null) {
      return null;
    }
    if (boundary instanceof Offset offset) {
      return from + offset.distance().exact().toNanos() / 1000;
    }
    boolean sameMayServe =
        reference instanceof OwnPoint && window.startInclusive() && window.endInclusive();
    Long found = null;
    for (long time : times) {
      boolean holds = count(boundary.bound(), time, visible(window)) > 0;
      boolean reachable =
          (time == from && sameMayServe) || (boundary instanceof Next ? time > from : time < from);
      if (holds && reachable && (found == null || boundary instanceof Previous)) {
        found = time;
      }
    }
    return found;
  }

  private boolean inside(Window window, long time) {
    Long start = place(window, Side.START);
    Long end = place(window, Side.END);
    boolean afterStart = window.startInclusive() ? time >= start : time > start;
    return afterStart && (end == null || (window.endInclusive() ? time <= end : time < end));
  }

  private int count(Window window, String name) {
    int sum = 0;
    for (long time : times) {
      sum += inside(window, time) ? count(name, time, visible(window)) : 0;
    }
    return sum;
  }

  private Long competing() {
    for (long time : times) {
      for (String name : task.observation().competing()) {
        if (time > index && count(name, time, NaiveCohort::current) > 0) {
          return time;
        }
      }
    }
    return null;
  }

  private boolean seenThrough(Window window) {
    Long end = place(window, Side.END);
    if (end == null) {
      return false;
    }
    Long competing = competing();
    long last = window.endInclusive() ? end : end - 1;
    return Math.min(period.end(), asOf) >= last || (competing != null && competing <= last);
  }

  private Result result() {
    boolean passed = index >= period.start() && index <= period.end();
    boolean unsettled = false;
    for (Window window : task.windows()) {
      boolean placed = place(window, Side.START) != null && place(window, Side.END) != null;
      passed &= placed || !input(window);
      for (String name : window.has().keySet()) {
        CountRange range = window.has().get(name);
        if (!placed) {
          unsettled = true;
          continue;
        }
        int count = count(window, name);
        boolean fits =
            (range.min() == null || count >= range.min())
                && (range.max() == null || count <= range.max());
        boolean fixed =
            input(window)
                || seenThrough(window)
                || (range.max() == null ? fits : count > range.max());
        passed &= fits || !fixed;
        unsettled |= !fixed;
      }
    }
    Window target = task.labelWindow().orElseThrow();
    for (long time : times) {
      passed &=
          time > index
              || count(target.label(), time, NaiveCohort::current) == 0
              || count(target.label(), time, knownAt(index)) > 0;
    }
    return passed ? labelled(target, unsettled) : new Result(index, false, null, "none", null);
  }

  private Result labelled(Window target, boolean unsettled) {
    Long placed = place(target, Side.END);
    Long end = placed == null || placed == Long.MAX_VALUE ? null : placed;
    if (unsettled || place(target, Side.START) == null) {
      return new Result(index, true, end, "unknown", null);
    }
    Long outcome = null;
    for (long time : times.descendingSet()) {
      if (inside(target, time) && count(target.label(), time, NaiveCohort::current) > 0) {
        outcome = time;
      }
    }
    Long competing = competing();
    boolean before =
        competing != null
            && (placed == null
                || (target.endInclusive() ? competing <= placed : competing < placed))
            && (outcome == null || competing < outcome);
    if (before) {
      return new Result(index, true, end, "negative", competing);
    }
    if (outcome != null) {
      return new Result(index, true, end, "positive", outcome);
    }
    return new Result(index, true, end, seenThrough(target) ? "negative" : "unknown", null);
  }
}
