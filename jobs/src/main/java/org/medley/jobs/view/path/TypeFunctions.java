package org.medley.jobs.view.path;

import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;

/** Functions of FHIRPath that ask for types, and FHIR's own for extensions. */
final class TypeFunctions {
  private static final String RESOURCE_TYPE = "resourceType";

  private TypeFunctions() {}

  static Value ofType(PathCompiler compiler, PathNode.Call call, Value focus) {
    PathFunctions.arguments(call, 1, 1);
    String type = typeName(compiler, call.arguments().get(0));
    Optional<PathCompiler.Choice> choice = compiler.choice(call.source(), focus);
    if (choice.isPresent()) {
      Value value = choice.get().of(type);
      if (value.isNothing()) {
        compiler.note("'%s' is never a %s".formatted(choice.get().element().name(), type));
      }
      return value;
    }
    Value source = PathFunctions.source(compiler, call, focus);
    if (source.type().equals(type)) {
      return source;
    }
    if (!source.type().equals("Resource") || !compiler.elements().isResource(type)) {
      if (!source.isNothing()) {
        compiler.note("a value of type %s is never a %s".formatted(source.type(), type));
      }
      return Value.nothing();
    }
    source.usage().member(RESOURCE_TYPE, false, true);
    Value typed = new Value(source.column(), source.many(), type, false, source.usage());
    UnaryOperator<Column> matches = one -> one.getField(RESOURCE_TYPE).equalTo(type);
    return typed.many()
        ? typed.with(filter(typed.column(), matches::apply), true)
        : typed.with(when(matches.apply(typed.column()), typed.column()), false);
  }

  static Value is(PathCompiler compiler, PathNode.Call call, Value focus) {
    Value typed = ofType(compiler, call, focus);
    Optional<PathCompiler.Choice> choice = compiler.choice(call.source(), focus);
    Column any =
        choice.isPresent()
            ? choice.get().exists()
            : PathFunctions.source(compiler, call, focus).exists();
    return Value.of(when(any, typed.exists()), "boolean");
  }

  /** The extensions of a URL; those of a primitive stand in JSON beside it, under {@code _name}. */
  static Value extension(PathCompiler compiler, PathNode.Call call, Value focus) {
    PathFunctions.arguments(call, 1, 1);
    PathNode url = call.arguments().get(0);
    boolean text =
        url instanceof PathNode.Constant
            || (url instanceof PathNode.Literal literal && literal.type().equals("string"));
    if (!text) {
      throw new PathException("extension() takes a text in quotes or a constant");
    }
    Value extensions = compiler.element(extended(compiler, call, focus), "extension");
    return compiler.where(
        extensions, new PathNode.Binary("=", new PathNode.Member(null, "url"), url));
  }

  private static Value extended(PathCompiler compiler, PathNode.Call call, Value focus) {
    Value source = PathFunctions.source(compiler, call, focus);
    if (!Elements.isPrimitive(source.type())) {
      return source;
    }
    if (call.source() instanceof PathNode.Member member) {
      Value owner = member.source() == null ? focus : compiler.compile(member.source(), focus);
      Elements.Element element =
          compiler.elements().element(owner.type(), member.name()).orElseThrow();
      return owner.member("_" + member.name(), element.many(), "Element");
    }
    if (call.source() instanceof PathNode.Call typed && typed.name().equals("ofType")) {
      Optional<PathCompiler.Choice> choice = compiler.choice(typed.source(), focus);
      if (choice.isPresent()) {
        return choice.get().beside(source.type());
      }
    }
    throw new PathException("extension() of a primitive is asked of what is not an element");
  }

  /** The type of FHIR that {@code node} names; those of the namespace System are written small. */
  static String typeName(PathCompiler compiler, PathNode node) {
    if (node instanceof PathNode.Literal literal && literal.type().equals("string")) {
      return typeName(compiler, new PathNode.Member(null, literal.text()));
    }
    PathNode.Member member = node instanceof PathNode.Member named ? named : null;
    PathNode space = member == null ? null : member.source();
    boolean plain =
        member != null
            && (space == null
                || List.of(new PathNode.Member(null, "FHIR"), new PathNode.Member(null, "System"))
                    .contains(space));
    String name = plain ? member.name() : "";
    if (plain && new PathNode.Member(null, "System").equals(space)) {
      name = Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
    if (!plain || !compiler.elements().isType(name)) {
      throw new PathException("a type of FHIR R4 is expected in the brackets");
    }
    return name;
  }
}
