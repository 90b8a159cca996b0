package org.medley.jobs.settings.decision;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medley.features.cohort.CodeMatch;
import org.medley.features.cohort.CodeSet;
import org.medley.features.cohort.Expression;
import org.medley.features.cohort.Predicate;
import org.medley.jobs.settings.CodeSets;
import org.medley.jobs.settings.Section;

/**
 * Codes that no covariate may be made of: those that start an option, and those that the file adds,
 * each with all that lies below it. Else a covariate would be the treatment under another name.
 */
final class Exclusions {
  private static final String KEY = "exclude";

  private final Section top;
  private final CodeSets sets;

  Exclusions(Section top, CodeSets sets) {
    this.top = top;
    this.sets = sets;
  }

  List<CodeMatch> read(Map<String, Predicate> predicates, List<OptionSettings> options) {
    List<CodeMatch> excluded = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    options.forEach(option -> reach(option.predicate(), predicates, names));
    for (String name : names) {
      if (predicates.get(name) instanceof Predicate.Plain plain) {
        excluded.add(below(name, plain.code()));
      }
    }
    for (OptionSettings option : options) {
      if (!option.ingredients().isEmpty()) {
        excluded.add(
            new CodeMatch.Under(new CodeSet(option.name(), Set.copyOf(option.ingredients()))));
      }
    }
    Set<String> codes = new HashSet<>();
    for (String text : top.texts(KEY, List.of())) {
      if (text.contains("//")) {
        codes.add(text);
      } else {
        sets.read(text).ifPresent(set -> codes.addAll(sets.withDescendants(set).codes()));
      }
    }
    if (!codes.isEmpty()) {
      excluded.add(new CodeMatch.Under(new CodeSet(KEY, codes)));
    }
    return excluded;
  }

  /** What must not hold starts nothing. */
  private static void reach(String name, Map<String, Predicate> predicates, Set<String> names) {
    if (names.add(name) && predicates.get(name) instanceof Predicate.Derived derived) {
      reach(derived.expression(), predicates, names);
    }
  }

  private static void reach(
      Expression expression, Map<String, Predicate> predicates, Set<String> names) {
    if (expression instanceof Expression.Name name) {
      reach(name.name(), predicates, names);
    } else if (!(expression instanceof Expression.Not)) {
      expression.parts().forEach(part -> reach(part, predicates, names));
    }
  }

  private CodeMatch below(String name, CodeMatch match) {
    if (match instanceof CodeMatch.Exact exact) {
      return under(new CodeSet(name, Set.of(exact.code())));
    }
    if (match instanceof CodeMatch.Any any) {
      return under(new CodeSet(name, Set.copyOf(any.codes())));
    }
    return match instanceof CodeMatch.In in ? under(in.set()) : match;
  }

  private CodeMatch under(CodeSet set) {
    return new CodeMatch.Under(sets.withDescendants(set));
  }
}
