package org.medley.features.cohort;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which codes a predicate accepts. */
public sealed interface CodeMatch extends Serializable {
  /** Exactly {@code code}. */
  record Exact(String code) implements CodeMatch {
    /** Checks the code. */
    public Exact {
      if (code.isEmpty()) {
        throw new IllegalArgumentException("the code is empty");
      }
    }
  }

  /** Any of {@code codes}. */
  record Any(List<String> codes) implements CodeMatch {
    /** Checks the list. */
    public Any {
      codes = List.copyOf(codes);
      if (codes.isEmpty()) {
        throw new IllegalArgumentException("the list of codes is empty");
      }
    }
  }

  /** Codes in which {@code expression} is found anywhere; anchors are up to the author. */
  record Regex(String expression) implements CodeMatch {
    /** Checks the expression. */
    public Regex {
      try {
        Pattern.compile(expression);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "the regular expression is wrong: " + e.getDescription(), e);
      }
    }
  }

  /**
   * The codes of a code set, which holds the descendants that are stated, and what lies below codes
   * of ICD and ATC, whose codes begin with those of their ancestors.
   */
  record Under(CodeSet set) implements CodeMatch {
    private static final Pattern NESTED = Pattern.compile("(ICD9|ICD10|ATC)[A-Z0-9]*//.+");

    /** Codes of the set that begin the codes of their descendants. */
    List<String> prefixes() {
      return set.codes().stream().filter(code -> NESTED.matcher(code).matches()).sorted().toList();
    }
  }

  /** No code: by the rules of ACES that of a predicate whose {@code code} is null. */
  record Nothing() implements CodeMatch {}

  /** The codes of a code set. */
  record In(CodeSet set) implements CodeMatch {}
}
