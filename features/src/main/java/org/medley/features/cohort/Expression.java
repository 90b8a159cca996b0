package org.medley.features.cohort;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/** Predicates of one event combined. */
public sealed interface Expression extends Serializable {
  /** The predicate of that name holds. */
  record Name(String name) implements Expression {
    @Override
    public String toString() {
      return name;
    }
  }

  /** All of at least two parts hold. */
  record And(List<Expression> parts) implements Expression {
    /** Checks the parts. */
    public And {
      parts = several(parts);
    }

    @Override
    public String toString() {
      return "and(" + joined(parts) + ")";
    }
  }

  /** At least one of at least two parts holds. */
  record Or(List<Expression> parts) implements Expression {
    /** Checks the parts. */
    public Or {
      parts = several(parts);
    }

    @Override
    public String toString() {
      return "or(" + joined(parts) + ")";
    }
  }

  /** There is an event, and the part does not hold at it. */
  record Not(Expression part) implements Expression {
    @Override
    public String toString() {
      return "not(" + part + ")";
    }
  }

  /** The expressions that this one is made of; none for a name. */
  default List<Expression> parts() {
    return this instanceof Not not ? List.of(not.part()) : List.of();
  }

  /** The names in the order of the text, each as often as it stands there. */
  default List<String> names() {
    return this instanceof Name name
        ? List.of(name.name())
        : parts().stream().flatMap(part -> part.names().stream()).toList();
  }

  /** This expression and all that it is made of. */
  default Stream<Expression> all() {
    return Stream.concat(Stream.of(this), parts().stream().flatMap(Expression::all));
  }

  private static List<Expression> several(List<Expression> parts) {
    if (parts.size() < 2) {
      throw new IllegalArgumentException("an expression needs at least two predicates");
    }
    return List.copyOf(parts);
  }

  private static String joined(List<Expression> parts) {
    return String.join(", ", parts.stream().map(Object::toString).toList());
  }
}
