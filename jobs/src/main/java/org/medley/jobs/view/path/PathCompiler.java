package org.medley.jobs.view.path;

import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;

/**
 * Turns a path's tree into a column over the parsed struct of a resource. What is not supported is
 * refused by name with a {@link PathException}; nothing is passed over.
 */
public final class PathCompiler {
  /** The place of an element among those that a function goes through, from 0. */
  static final String INDEX = "$index";

  private final Elements elements = Elements.r4();
  private final Map<String, Value> constants;
  private final Set<String> unknown;

  /** With the constants that paths may name. */
  public PathCompiler(Map<String, Value> constants) {
    this(Map.copyOf(constants), new TreeSet<>());
  }

  private PathCompiler(Map<String, Value> constants, Set<String> unknown) {
    this.constants = constants;
    this.unknown = unknown;
  }

  /** The same with one more constant. */
  public PathCompiler with(String name, Value value) {
    Map<String, Value> more = new HashMap<>(constants);
    more.put(name, value);
    return new PathCompiler(Map.copyOf(more), unknown);
  }

  /**
   * What paths ask for and R4 does not have, in sentences: FHIRPath says that it is empty, but it
   * is most likely a mistake.
   */
  public Set<String> unknown() {
    return Collections.unmodifiableSet(unknown);
  }

  /** One computed value of a FHIR type. */
  public static Value value(String type, Column column) {
    return Value.of(column, type);
  }

  /** The whole resource of {@code type}, held in {@code column}. */
  public static Value resource(String type, Column column, Usage usage) {
    return new Value(column, false, type, false, usage);
  }

  /** A constant of a primitive FHIR type. */
  public static Value constant(String type, String text) {
    return new Value(lit(text), false, type, true, null);
  }

  /** What {@code path} gives for {@code focus}. */
  public Value compile(String path, Value focus) {
    return compile(PathParser.parse(path), focus);
  }

  /** What {@code paths} give for {@code focus} and then again for each element that they give. */
  public Value repeated(List<String> paths, Value focus) {
    return new Repetition(this).of(paths, focus);
  }

  /**
   * Whether {@code path} holds for {@code focus}: true, false or null.
   *
   * @throws PathException if it is not a truth value
   */
  public Column condition(String path, Value focus) {
    return holds(PathParser.parse(path), focus);
  }

  Elements elements() {
    return elements;
  }

  Value compile(PathNode node, Value focus) {
    if (node instanceof PathNode.Literal literal) {
      return constant(literal.type(), literal.text());
    }
    if (node instanceof PathNode.Empty) {
      return Value.nothing();
    }
    if (node instanceof PathNode.Constant constant) {
      return named(constant.name());
    }
    if (node instanceof PathNode.This) {
      return focus;
    }
    if (node instanceof PathNode.Member member) {
      return member(member, focus);
    }
    if (node instanceof PathNode.Call call) {
      return PathFunctions.call(this, call, focus);
    }
    if (node instanceof PathNode.Index index) {
      Value position = compile(index.index(), focus);
      if (!position.isWhole() || position.many()) {
        throw new PathException("an index must be a whole number");
      }
      return compile(index.source(), focus).at(position.typed().column());
    }
    if (node instanceof PathNode.OfType typed) {
      return PathFunctions.call(
          this, new PathNode.Call(typed.source(), typed.operator(), List.of(typed.type())), focus);
    }
    if (node instanceof PathNode.Binary binary) {
      return Operators.apply(
          binary.operator(), compile(binary.left(), focus), compile(binary.right(), focus));
    }
    return Operators.negative(compile(((PathNode.Negative) node).operand(), focus));
  }

  /** The elements that {@code criterion} holds for. */
  Value where(Value values, PathNode criterion) {
    if (values.many()) {
      return values.with(
          filter(
              values.column(), (one, at) -> inside(at).holds(criterion, values.with(one, false))),
          true);
    }
    return values.with(when(inside(lit(0)).holds(criterion, values), values.column()), false);
  }

  /** For what a function asks of the element at {@code index}. */
  PathCompiler inside(Column index) {
    return with(INDEX, Value.of(index, "integer"));
  }

  /**
   * Whether {@code criterion} holds for {@code focus}: true, false or null.
   *
   * @throws PathException if it is not a truth value
   */
  Column holds(PathNode criterion, Value focus) {
    return Operators.truth(compile(criterion, focus), "where()");
  }

  private Value named(String name) {
    Value value = constants.get(name);
    if (value == null) {
      throw new PathException("'%" + name + "' is not a constant of this view");
    }
    return value;
  }

  private Value member(PathNode.Member member, Value focus) {
    if (member.source() == null && member.name().equals(focus.type()) && isResource(focus)) {
      return focus;
    }
    Value source = member.source() == null ? focus : compile(member.source(), focus);
    return element(source, member.name());
  }

  private boolean isResource(Value value) {
    return elements.isResource(value.type());
  }

  /** The element {@code name} of each of the values. */
  Value element(Value source, String name) {
    Optional<Elements.Element> found = find(source, name);
    if (found.isEmpty()) {
      return Value.nothing();
    }
    Elements.Element element = found.get();
    if (element.choice()) {
      throw new PathException(
          "'%s' has several types: write %s.ofType(TYPE)".formatted(name, name));
    }
    return source.member(name, element.many(), element.types().get(0));
  }

  /** The element that {@code node} names, if it is one of several types. */
  Optional<Choice> choice(PathNode node, Value focus) {
    if (!(node instanceof PathNode.Member member)) {
      return Optional.empty();
    }
    if (member.source() != null && choice(member.source(), focus).isPresent()) {
      return Optional.empty();
    }
    Value source = member.source() == null ? focus : compile(member.source(), focus);
    return elements
        .element(source.type(), member.name())
        .filter(Elements.Element::choice)
        .map(element -> new Choice(source, element));
  }

  private Optional<Elements.Element> find(Value source, String name) {
    if (source.isNothing()) {
      return Optional.empty();
    }
    Optional<Elements.Element> element =
        source.usage() == null ? Optional.empty() : elements.element(source.type(), name);
    if (element.isEmpty()) {
      note("'%s' is not an element of %s".formatted(name, source.type()));
    }
    return element;
  }

  /** Notes something that is empty by the rules and most likely a mistake. */
  void note(String sentence) {
    unknown.add(sentence);
  }

  /** An element of several types, and whose it is. */
  record Choice(Value source, Elements.Element element) {
    /** The values of one of the types; nothing if it is not one of these. */
    Value of(String type) {
      if (!element.types().contains(type)) {
        return Value.nothing();
      }
      return source.member(suffixed(type), element.many(), type);
    }

    /** What JSON has beside the values of a primitive type: their extensions. */
    Value beside(String type) {
      return source.member("_" + suffixed(type), element.many(), "Element");
    }

    private String suffixed(String type) {
      return element.name() + Character.toUpperCase(type.charAt(0)) + type.substring(1);
    }

    /** Whether there is a value of any type. */
    Column exists() {
      return element.types().stream()
          .map(type -> of(type).exists())
          .reduce(Column::or)
          .orElseThrow();
    }
  }
}
