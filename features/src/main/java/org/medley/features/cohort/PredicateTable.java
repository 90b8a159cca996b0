package org.medley.features.cohort;

import java.util.ArrayList;
import java.util.List;
import org.medley.features.cohort.Expression.And;
import org.medley.features.cohort.Expression.Name;
import org.medley.features.cohort.Expression.Not;
import org.medley.features.cohort.Expression.Or;
import org.medley.features.cohort.Predicate.Derived;
import org.medley.features.cohort.Predicate.Plain;
import org.medley.features.cohort.Predicate.Static;
import org.medley.features.cohort.Trigger.OnPredicate;

/**
 * The predicates that a task reaches, numbered. Plain ones come from columns counted at each time
 * (their <em>base</em>, in the order of {@link #plains}, then the number of statements where every
 * event matters); all others follow from these. The edges of the record are no matter of one time:
 * {@link CurrentCounts} puts them in.
 */
final class PredicateTable {
  private final Task task;
  private final List<String> names = new ArrayList<>();
  private final List<String> plains = new ArrayList<>();
  private final List<String> statics = new ArrayList<>();
  private final List<String> valued = new ArrayList<>();
  private final List<Count> counts;
  private boolean everyEvent;

  /** What a predicate counts at one time. */
  private interface Count {
    int of(int[] base);
  }

  /** The table of everything that the parts of {@code task} reach. */
  PredicateTable(Task task) {
    this.task = task;
    task.predicates()
        .forEach(
            (name, predicate) -> {
              if (predicate instanceof Static) {
                statics.add(name);
              }
            });
    if (task.trigger() instanceof OnPredicate on) {
      reach(on.predicate());
    }
    task.windows().forEach(this::reach);
    task.observation().competing().forEach(this::reach);
    task.arms().values().forEach(this::reach);
    task.followUps().stream().map(FollowUp::predicate).forEach(this::reach);
    this.counts = names.stream().map(this::compiled).toList();
  }

  private void reach(Window window) {
    for (Side side : Side.values()) {
      if (window.at(side).bound() != null) {
        reach(window.at(side).bound());
      }
      if (task.mode() == Mode.COMPAT && window.at(side) instanceof Boundary.RecordEdge) {
        reach(Predicate.ANY_EVENT);
      }
    }
    window.has().keySet().forEach(this::reach);
    for (ValueRule rule : window.values()) {
      reach(rule.predicate());
      if (!valued.contains(rule.predicate())) {
        valued.add(rule.predicate());
      }
    }
    if (window.label() != null) {
      reach(window.label());
    }
  }

  private void reach(String name) {
    if (names.contains(name)) {
      return;
    }
    names.add(name);
    if (name.equals(Predicate.RECORD_START) || name.equals(Predicate.RECORD_END)) {
      reach(Predicate.ANY_EVENT);
    } else if (name.equals(Predicate.ANY_EVENT) || statics.contains(name)) {
      everyEvent = true;
    } else if (task.predicates().get(name) instanceof Derived derived) {
      everyEvent |= derived.expression().all().anyMatch(Not.class::isInstance);
      derived.expression().names().forEach(this::reach);
    } else {
      plains.add(name);
    }
  }

  private Count compiled(String name) {
    if (task.predicates().get(name) instanceof Derived derived) {
      return compiled(derived.expression());
    }
    int column = plains.indexOf(name);
    if (column >= 0) {
      return base -> base[column];
    }
    boolean edge = name.equals(Predicate.RECORD_START) || name.equals(Predicate.RECORD_END);
    return edge ? base -> 0 : base -> base[plains.size()] > 0 ? 1 : 0;
  }

  private Count compiled(Expression expression) {
    if (expression instanceof Name name) {
      return compiled(name.name());
    }
    Count[] parts = expression.parts().stream().map(this::compiled).toArray(Count[]::new);
    if (expression instanceof Not) {
      int every = plains.size();
      return base -> base[every] > 0 && parts[0].of(base) == 0 ? 1 : 0;
    }
    boolean all = expression instanceof And;
    if (!all && !(expression instanceof Or)) {
      throw new IllegalStateException("an expression of an unknown kind");
    }
    return base -> {
      for (Count part : parts) {
        if (part.of(base) > 0 != all) {
          return all ? 0 : 1;
        }
      }
      return all ? 1 : 0;
    };
  }

  /** Plain predicates by name, in the order of their base columns. */
  List<String> plains() {
    return plains;
  }

  /** The plain predicate {@code name}. */
  Plain plain(String name) {
    return (Plain) task.predicates().get(name);
  }

  /** Predicates without time by name: every subject must have them all. */
  List<String> statics() {
    return statics;
  }

  /** The statements that the predicate without time {@code name} matches. */
  Plain ofStatic(String name) {
    return ((Static) task.predicates().get(name)).plain();
  }

  /** Facts without time that are counted: those of {@link #statics}, then those of the split. */
  List<Plain> facts() {
    List<Plain> facts = new ArrayList<>();
    statics.forEach(name -> facts.add(ofStatic(name)));
    if (task.split() != null && task.split().persons() instanceof SplitRule.Stated stated) {
      facts.addAll(stated.test());
      facts.addAll(stated.train());
    }
    return facts;
  }

  /** Plain predicates by name whose values are asked for. */
  List<String> valued() {
    return valued;
  }

  /** Whether every event matters: the last base column counts all statements. */
  boolean everyEvent() {
    return everyEvent;
  }

  /** Number of base columns. */
  int width() {
    return plains.size() + (everyEvent ? 1 : 0);
  }

  /** Number of predicates. */
  int size() {
    return names.size();
  }

  /** The number of the predicate {@code name}; negative: the task does not reach it. */
  int number(String name) {
    return names.indexOf(name);
  }

  /** The count of predicate {@code number} at one time with these base counts. */
  int count(int number, int[] base) {
    return counts.get(number).of(base);
  }
}
