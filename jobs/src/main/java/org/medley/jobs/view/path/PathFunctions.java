package org.medley.jobs.view.path;

import static java.util.Map.entry;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;

/** The registry of FHIRPath functions: name to implementation. */
final class PathFunctions {
  /** What a function gives for its source, its arguments and the focus. */
  @FunctionalInterface
  private interface Function {
    Value apply(PathCompiler compiler, PathNode.Call call, Value focus);
  }

  private static final Map<String, Function> BY_NAME =
      Map.ofEntries(
          entry("where", PathFunctions::where),
          entry("exists", PathFunctions::exists),
          entry("empty", PathFunctions::empty),
          entry("not", PathFunctions::not),
          entry("first", PathFunctions::first),
          entry("ofType", PathFunctions::ofType),
          entry("extension", PathFunctions::extension),
          entry("join", PathFunctions::join),
          entry("getResourceKey", PathFunctions::resourceKey),
          entry("getReferenceKey", PathFunctions::referenceKey));

  private PathFunctions() {}

  static Value call(PathCompiler compiler, PathNode.Call call, Value focus) {
    Function function = BY_NAME.get(call.name());
    if (function == null) {
      throw new PathException("the function %s() is not supported".formatted(call.name()));
    }
    return function.apply(compiler, call, focus);
  }

  private static Value where(PathCompiler compiler, PathNode.Call call, Value focus) {
    arguments(call, 1, 1);
    return compiler.where(source(compiler, call, focus), call.arguments().get(0));
  }

  private static Value exists(PathCompiler compiler, PathNode.Call call, Value focus) {
    arguments(call, 0, 1);
    return Value.of(any(compiler, call, focus), "boolean");
  }

  private static Value empty(PathCompiler compiler, PathNode.Call call, Value focus) {
    arguments(call, 0, 0);
    return Value.of(org.apache.spark.sql.functions.not(any(compiler, call, focus)), "boolean");
  }

  private static Column any(PathCompiler compiler, PathNode.Call call, Value focus) {
    if (!call.arguments().isEmpty()) {
      return compiler.where(source(compiler, call, focus), call.arguments().get(0)).exists();
    }
    Optional<PathCompiler.Choice> choice = compiler.choice(call.source(), focus);
    return choice.isPresent() ? choice.get().exists() : source(compiler, call, focus).exists();
  }

  private static Value not(PathCompiler compiler, PathNode.Call call, Value focus) {
    arguments(call, 0, 0);
    Column truth = Operators.truth(source(compiler, call, focus), "not()");
    return Value.of(org.apache.spark.sql.functions.not(truth), "boolean");
  }

  private static Value first(PathCompiler compiler, PathNode.Call call, Value focus) {
    arguments(call, 0, 0);
    return source(compiler, call, focus).at(lit(0));
  }

  private static Value ofType(PathCompiler compiler, PathNode.Call call, Value focus) {
    arguments(call, 1, 1);
    String type = typeName(compiler, call.arguments().get(0));
    Optional<PathCompiler.Choice> choice = compiler.choice(call.source(), focus);
    if (choice.isPresent()) {
      return choice.get().of(type);
    }
    Value source = source(compiler, call, focus);
    if (source.type().equals(type)) {
      return source;
    }
    if (!source.type().equals("Resource") || !compiler.elements().isResource(type)) {
      throw new PathException("a value of type %s is never a %s".formatted(source.type(), type));
    }
    source.usage().member("resourceType", false, true);
    Value typed = new Value(source.column(), source.many(), type, false, source.usage());
    return typed.with(
        typed.many()
            ? filter(typed.column(), one -> one.getField("resourceType").equalTo(type))
            : when(typed.column().getField("resourceType").equalTo(type), typed.column()),
        typed.many());
  }

  private static Value extension(PathCompiler compiler, PathNode.Call call, Value focus) {
    arguments(call, 1, 1);
    Value extensions = compiler.element(source(compiler, call, focus), "extension");
    PathNode matches =
        new PathNode.Binary(
            "=", new PathNode.Member(null, "url"), textArgument(call, call.arguments().get(0)));
    return compiler.where(extensions, matches);
  }

  private static Value join(PathCompiler compiler, PathNode.Call call, Value focus) {
    arguments(call, 0, 1);
    String separator =
        call.arguments().isEmpty()
            ? ""
            : ((PathNode.Literal) textArgument(call, call.arguments().get(0))).text();
    Value source = source(compiler, call, focus);
    if (!Elements.isPrimitive(source.type())) {
      throw new PathException("join() is asked of a value of type " + source.type());
    }
    Column joined = coalesce(array_join(source.array(), separator), lit(""));
    return Value.of(joined, "string");
  }

  private static Value resourceKey(PathCompiler compiler, PathNode.Call call, Value focus) {
    arguments(call, 0, 0);
    Value source = source(compiler, call, focus);
    if (!compiler.elements().isResource(source.type())) {
      throw new PathException("getResourceKey() is asked of a value of type " + source.type());
    }
    Value id = source.member("id", false, "id");
    return id.map(one -> concat(lit(source.type() + "/"), one), "string", false, null);
  }

  private static Value referenceKey(PathCompiler compiler, PathNode.Call call, Value focus) {
    arguments(call, 0, 1);
    Value source = source(compiler, call, focus);
    if (!source.type().equals("Reference")) {
      throw new PathException("getReferenceKey() is asked of a value of type " + source.type());
    }
    String type =
        call.arguments().isEmpty() ? "[A-Z][A-Za-z]+" : typeName(compiler, call.arguments().get(0));
    String key = "(?:^|/)(" + type + "/[A-Za-z0-9.\\-]{1,64})(?:/_history/[^/]+)?$";
    Value reference = source.member("reference", false, "string");
    return reference.map(
        one -> nullif(regexp_extract(one, key, 1), lit("")), "string", false, null);
  }

  private static Value source(PathCompiler compiler, PathNode.Call call, Value focus) {
    return call.source() == null ? focus : compiler.compile(call.source(), focus);
  }

  private static String typeName(PathCompiler compiler, PathNode node) {
    PathNode.Member member = node instanceof PathNode.Member named ? named : null;
    boolean plain =
        member != null
            && (member.source() == null
                || member.source().equals(new PathNode.Member(null, "FHIR")));
    if (!plain || !compiler.elements().isType(member.name())) {
      throw new PathException("a type of FHIR R4 is expected in the brackets");
    }
    return member.name();
  }

  private static PathNode textArgument(PathNode.Call call, PathNode node) {
    if (node instanceof PathNode.Literal literal && literal.type().equals("string")) {
      return literal;
    }
    if (node instanceof PathNode.Constant && !call.name().equals("join")) {
      return node;
    }
    throw new PathException("%s() takes a text in quotes".formatted(call.name()));
  }

  private static void arguments(PathNode.Call call, int least, int most) {
    List<PathNode> given = call.arguments();
    if (given.size() < least || given.size() > most) {
      throw new PathException("%s() is given %d arguments".formatted(call.name(), given.size()));
    }
  }
}
