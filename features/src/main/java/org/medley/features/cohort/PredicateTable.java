package org.medley.features.cohort;

import java.util.ArrayList;
import java.util.List;
import org.medley.features.cohort.Predicate.Derived;
import org.medley.features.cohort.Predicate.Plain;
import org.medley.features.cohort.Trigger.OnPredicate;

/**
 * The predicates that a task reaches, numbered. Plain ones come from columns counted at each time
 * (their <em>base</em>, in the order of {@link #plains}, then the number of statements where {@link
 * Predicate#ANY_EVENT} is used); all others follow from these.
 */
final class PredicateTable {
  private final Task task;
  private final List<String> names = new ArrayList<>();
  private final List<String> plains = new ArrayList<>();
  private boolean anyEvent;

  /** The table of everything that trigger, windows and observation of {@code task} reach. */
  PredicateTable(Task task) {
    this.task = task;
    if (task.trigger() instanceof OnPredicate on) {
      reach(on.predicate());
    }
    for (Window window : task.windows()) {
      for (Side side : Side.values()) {
        if (window.at(side).bound() != null) {
          reach(window.at(side).bound());
        }
      }
      window.has().keySet().forEach(this::reach);
      if (window.label() != null) {
        reach(window.label());
      }
    }
    task.observation().competing().forEach(this::reach);
  }

  private void reach(String name) {
    if (names.contains(name)) {
      return;
    }
    names.add(name);
    if (name.equals(Predicate.ANY_EVENT)) {
      anyEvent = true;
    } else if (task.predicates().get(name) instanceof Derived derived) {
      derived.inputs().forEach(this::reach);
    } else {
      plains.add(name);
    }
  }

  /** Plain predicates by name, in the order of their base columns. */
  List<String> plains() {
    return plains;
  }

  /** The plain predicate {@code name}. */
  Plain plain(String name) {
    return (Plain) task.predicates().get(name);
  }

  /** Whether the last base column counts all statements. */
  boolean anyEvent() {
    return anyEvent;
  }

  /** Number of base columns. */
  int width() {
    return plains.size() + (anyEvent ? 1 : 0);
  }

  /** Number of predicates. */
  int size() {
    return names.size();
  }

  /** The number of the predicate {@code name}. */
  int number(String name) {
    return names.indexOf(name);
  }

  /** The count of predicate {@code number} at one time with these base counts. */
  int count(int number, int[] base) {
    return count(names.get(number), base);
  }

  private int count(String name, int[] base) {
    if (name.equals(Predicate.ANY_EVENT)) {
      return base[plains.size()] > 0 ? 1 : 0;
    }
    if (task.predicates().get(name) instanceof Derived derived) {
      boolean holds =
          derived.all()
              ? derived.inputs().stream().allMatch(input -> count(input, base) > 0)
              : derived.inputs().stream().anyMatch(input -> count(input, base) > 0);
      return holds ? 1 : 0;
    }
    return base[plains.indexOf(name)];
  }
}
