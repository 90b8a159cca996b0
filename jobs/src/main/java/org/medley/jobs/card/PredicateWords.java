package org.medley.jobs.card;

import java.util.List;
import org.medley.features.cohort.CodeMatch;
import org.medley.features.cohort.Predicate;
import org.medley.jobs.text.Numbers;

/** Predicates of a task as a reviewer reads them. */
final class PredicateWords {
  private static final int MOST = 12;

  private PredicateWords() {}

  /** Which statements {@code predicate} accepts. */
  static String of(Predicate predicate) {
    if (predicate instanceof Predicate.Derived derived) {
      return String.valueOf(derived.expression());
    }
    if (predicate instanceof Predicate.Static always) {
      return plain(always.plain()) + ", without time";
    }
    return plain((Predicate.Plain) predicate);
  }

  private static String plain(Predicate.Plain plain) {
    StringBuilder words = new StringBuilder(code(plain.code()));
    if (plain.value() != null) {
      words.append(", value ").append(plain.value().words());
    }
    plain.columns().forEach((name, value) -> words.append(", ").append(name + " " + value));
    return words.toString();
  }

  private static String code(CodeMatch match) {
    if (match instanceof CodeMatch.Exact exact) {
      return "code " + exact.code();
    }
    if (match instanceof CodeMatch.Any any) {
      return "any of " + some(any.codes());
    }
    if (match instanceof CodeMatch.Regex regex) {
      return "codes that match " + regex.expression();
    }
    if (match instanceof CodeMatch.Under under) {
      return "codes of the set " + under.set().name() + " and what lies below them";
    }
    CodeMatch.In in = (CodeMatch.In) match;
    return "codes of the set "
        + in.set().name()
        + ": "
        + some(in.set().codes().stream().sorted().toList());
  }

  private static String some(List<String> codes) {
    String first = String.join(", ", codes.subList(0, Math.min(MOST, codes.size())));
    return codes.size() <= MOST
        ? first
        : first + " and " + Numbers.count(codes.size() - MOST) + " more";
  }
}
