package org.medley.jobs.view.path;

import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * Turns a path's tree into a column over the parsed struct of a resource. What is not supported is
 * refused by name with a {@link PathException}; nothing is passed over.
 */
public final class PathCompiler {
  private final Elements elements = Elements.r4();
  private final Map<String, Value> constants;

  /** With the constants that paths may name. */
  public PathCompiler(Map<String, Value> constants) {
    this.constants = Map.copyOf(constants);
  }

  /** The same with one more constant. */
  public PathCompiler with(String name, Value value) {
    Map<String, Value> more = new HashMap<>(constants);
    more.put(name, value);
    return new PathCompiler(more);
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
    Column column = lit(text);
    return new Value(column, false, type, true, null).typed();
  }

  /** What {@code path} gives for {@code focus}. */
  public Value compile(String path, Value focus) {
    return compile(PathParser.parse(path), focus);
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
      return Value.of(lit(null).cast(DataTypes.StringType), "string");
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
          filter(values.column(), one -> holds(criterion, values.with(one, false))), true);
    }
    Column kept = org.apache.spark.sql.functions.when(holds(criterion, values), values.column());
    return values.with(kept, false);
  }

  /**
   * Whether {@code criterion} holds for {@code focus}: true or null.
   *
   * @throws PathException if it is not a truth value
   */
  private Column holds(PathNode criterion, Value focus) {
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
    Elements.Element element = find(source, name);
    if (element.choice()) {
      throw new PathException(
          "'%s' has several types: write %s.ofType(TYPE)".formatted(name, name));
    }
    if (element.types().size() != 1) {
      throw new PathException("'" + name + "' has several types, which is not supported");
    }
    return source.member(name, element.many(), element.types().get(0));
  }

  /** The element that {@code node} names, if it is one of several types. */
  Optional<Choice> choice(PathNode node, Value focus) {
    if (!(node instanceof PathNode.Member member)) {
      return Optional.empty();
    }
    Value source = member.source() == null ? focus : sourceOf(member, focus);
    if (source == null) {
      return Optional.empty();
    }
    return elements
        .element(source.type(), member.name())
        .filter(Elements.Element::choice)
        .map(element -> new Choice(source, element));
  }

  private Value sourceOf(PathNode.Member member, Value focus) {
    return choice(member.source(), focus).isPresent() ? null : compile(member.source(), focus);
  }

  private Elements.Element find(Value source, String name) {
    if (source.usage() == null || Elements.isPrimitive(source.type())) {
      throw new PathException(
          "'%s' is asked of a value of type %s, which has no elements"
              .formatted(name, source.type()));
    }
    return elements
        .element(source.type(), name)
        .orElseThrow(
            () -> new PathException("'%s' is not an element of %s".formatted(name, source.type())));
  }

  /** An element of several types, and whose it is. */
  record Choice(Value source, Elements.Element element) {
    /** The values of one of the types. */
    Value of(String type) {
      if (!element.types().contains(type)) {
        throw new PathException("'%s' is never a %s".formatted(element.name(), type));
      }
      String suffix = Character.toUpperCase(type.charAt(0)) + type.substring(1);
      return source.member(element.name() + suffix, element.many(), type);
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
