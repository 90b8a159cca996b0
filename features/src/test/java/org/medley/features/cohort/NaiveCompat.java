package org.medley.features.cohort;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.medley.features.cohort.Boundary.Next;
import org.medley.features.cohort.Boundary.Offset;
import org.medley.features.cohort.Boundary.OwnPoint;
import org.medley.features.cohort.Boundary.RecordEdge;
import org.medley.features.cohort.Boundary.WindowPoint;
import org.medley.features.cohort.Predicate.Derived;
import org.medley.features.cohort.Streams.Statement;
import org.medley.features.cohort.Trigger.OnPredicate;

/**
 * The rules of ACES read off its specification with loops over all statements, for one subject.
 * Shares nothing with the engine but the task.
 */
final class NaiveCompat {
  /** What is compared with the engine; index and label null where the sample is out. */
  record Result(long trigger, Long index, Integer label) {}

  private final Task task;
  private final List<Statement> statements;
  private final TreeSet<Long> times = new TreeSet<>();
  private long trigger;

  NaiveCompat(Task task, List<Statement> statements, long asOf) {
    this.task = task;
    this.statements =
        statements.stream()
            .filter(s -> s.time() <= asOf && s.superseded() == EventRow.CURRENT)
            .toList();
    this.statements.forEach(s -> times.add(s.time()));
  }

  List<Result> results() {
    List<Result> results = new ArrayList<>();
    for (long time : times) {
      if (count(((OnPredicate) task.trigger()).predicate(), time) > 0) {
        trigger = time;
        boolean in = task.windows().stream().allMatch(this::isMet);
        Window target = task.labelWindow().orElseThrow();
        results.add(
            in
                ? new Result(time, index(), count(target, target.label()))
                : new Result(time, null, null));
      }
    }
    return results;
  }

  private int count(String name, long time) {
    if (name.equals("_RECORD_START") || name.equals("_RECORD_END")) {
      return time == (name.endsWith("START") ? times.first() : times.last()) ? 1 : 0;
    }
    List<Statement> here = statements.stream().filter(s -> s.time() == time).toList();
    if (name.equals("_ANY_EVENT")) {
      return here.isEmpty() ? 0 : 1;
    }
    if (task.predicates().get(name) instanceof Derived derived) {
      return !here.isEmpty() && holds(derived.expression(), time) ? 1 : 0;
    }
    return (int) here.stream().filter(s -> s.code().equalsIgnoreCase(name)).count();
  }

  private boolean holds(Expression expression, long time) {
    if (expression instanceof Expression.Name name) {
      return count(name.name(), time) > 0;
    }
    if (expression instanceof Expression.Not not) {
      return !holds(not.part(), time);
    }
    return expression instanceof Expression.And
        ? expression.parts().stream().allMatch(part -> holds(part, time))
        : expression.parts().stream().anyMatch(part -> holds(part, time));
  }

  /** Null: not placed. */
  private Long place(Window window, Side side) {
    Boundary boundary = window.at(side);
    boolean edge = boundary instanceof RecordEdge;
    boolean own = edge || boundary.from() instanceof OwnPoint;
    Long from = trigger;
    if (own) {
      from = place(window, side.other());
    } else if (boundary.from() instanceof WindowPoint point) {
      from =
          place(
              task.windows().stream()
                  .filter(w -> w.name().equals(point.window()))
                  .findFirst()
                  .orElseThrow(),
              point.side());
    }
    if (from == null) {
      return null;
    }
    if (boundary instanceof Offset offset) {
      return shifted(from, offset.distance());
    }
    boolean later = edge ? side == Side.END : boundary instanceof Next;
    boolean inclusive = side == Side.START ? window.startInclusive() : window.endInclusive();
    String bound = boundary.bound();
    if (edge) {
      bound = side == Side.START ? "_RECORD_START" : "_RECORD_END";
    }
    Long found = null;
    for (long time : times) {
      boolean reachable = time == from ? own && inclusive : later ? time > from : time < from;
      if (count(bound, time) > 0 && reachable && (found == null || !later)) {
        found = time;
      }
    }
    return found;
  }

  private long shifted(long from, Span span) {
    ZonedDateTime local =
        Instant.EPOCH.plus(from, ChronoUnit.MICROS).atZone(task.zone()).plusMonths(span.months());
    return ChronoUnit.MICROS.between(Instant.EPOCH, local.toInstant())
        + span.exact().toNanos() / 1000;
  }

  private boolean isMet(Window window) {
    if (place(window, Side.START) == null || place(window, Side.END) == null) {
      return false;
    }
    for (String name : window.has().keySet()) {
      CountRange range = window.has().get(name);
      int count = count(window, name);
      if (range.min() != null && count < range.min()) {
        return false;
      }
      if (range.max() != null && count > range.max()) {
        return false;
      }
    }
    return window.values().stream().allMatch(rule -> isMet(window, rule));
  }

  private boolean isMet(Window window, ValueRule rule) {
    Double value = NaiveValues.aggregate(rule, inside(window));
    return value != null
        && (rule.range().min() == null || value >= rule.range().min())
        && (rule.range().max() == null || value <= rule.range().max());
  }

  private List<Statement> inside(Window window) {
    return statements.stream().filter(s -> isInside(window, s.time())).toList();
  }

  private boolean isInside(Window window, long time) {
    long start = place(window, Side.START);
    long end = place(window, Side.END);
    return (window.startInclusive() ? time >= start : time > start)
        && (window.endInclusive() ? time <= end : time < end);
  }

  private int count(Window window, String name) {
    int sum = 0;
    for (long time : times) {
      sum += isInside(window, time) ? count(name, time) : 0;
    }
    return sum;
  }

  /** Of windows that reach back by a span ACES reports the other side. */
  private Long index() {
    for (Window window : task.windows()) {
      if (window.indexTimestamp() != null) {
        boolean back =
            window.start() instanceof Offset offset
                && offset.reference() instanceof OwnPoint
                && offset.distance().isNegative();
        Side side = window.indexTimestamp();
        return place(window, back ? side.other() : side);
      }
    }
    return trigger;
  }
}
