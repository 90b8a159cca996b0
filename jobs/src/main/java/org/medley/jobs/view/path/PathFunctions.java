package org.medley.jobs.view.path;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** The registry of FHIRPath functions: name to implementation. */
final class PathFunctions {
  /** What a function gives for its source, its arguments and the focus. */
  @FunctionalInterface
  interface Function {
    Value apply(PathCompiler compiler, PathNode.Call call, Value focus);
  }

  private static final Map<String, Function> BY_NAME =
      Map.ofEntries(
          entry("where", CollectionFunctions::where),
          entry("select", CollectionFunctions::select),
          entry("exists", CollectionFunctions::exists),
          entry("empty", CollectionFunctions::empty),
          entry("hasValue", CollectionFunctions::exists),
          entry("all", CollectionFunctions::all),
          entry("allTrue", CollectionFunctions::allTrue),
          entry("anyTrue", CollectionFunctions::anyTrue),
          entry("count", CollectionFunctions::count),
          entry("distinct", CollectionFunctions::distinct),
          entry("isDistinct", CollectionFunctions::isDistinct),
          entry("first", CollectionFunctions::first),
          entry("last", CollectionFunctions::last),
          entry("tail", CollectionFunctions::tail),
          entry("skip", CollectionFunctions::skip),
          entry("take", CollectionFunctions::take),
          entry("single", CollectionFunctions::single),
          entry("not", PathFunctions::not),
          entry("iif", PathFunctions::iif),
          entry("lowBoundary", (compiler, call, focus) -> boundary(compiler, call, focus, false)),
          entry("highBoundary", (compiler, call, focus) -> boundary(compiler, call, focus, true)),
          entry("ofType", TypeFunctions::ofType),
          entry("as", TypeFunctions::ofType),
          entry("is", TypeFunctions::is),
          entry("extension", TypeFunctions::extension),
          entry("getResourceKey", KeyFunctions::resourceKey),
          entry("getReferenceKey", KeyFunctions::referenceKey),
          entry("join", TextFunctions::join),
          entry("toString", TextFunctions::text),
          entry("toInteger", (compiler, call, focus) -> number(compiler, call, focus, "integer")),
          entry("toDecimal", (compiler, call, focus) -> number(compiler, call, focus, "decimal")),
          entry("startsWith", TextFunctions::startsWith),
          entry("endsWith", TextFunctions::endsWith),
          entry("contains", TextFunctions::contains),
          entry("matches", TextFunctions::matches),
          entry("replace", TextFunctions::replace),
          entry("upper", TextFunctions::upper),
          entry("lower", TextFunctions::lower),
          entry("trim", TextFunctions::trim),
          entry("decode", TextFunctions::decode),
          entry("length", TextFunctions::length),
          entry("substring", TextFunctions::substring));

  private PathFunctions() {}

  static Value call(PathCompiler compiler, PathNode.Call call, Value focus) {
    Function function = BY_NAME.get(call.name());
    if (function == null) {
      throw new PathException("the function %s() is not supported".formatted(call.name()));
    }
    return function.apply(compiler, call, focus);
  }

  /** What the function is asked of. */
  static Value source(PathCompiler compiler, PathNode.Call call, Value focus) {
    return call.source() == null ? focus : compiler.compile(call.source(), focus);
  }

  /** Checks how many arguments there are. */
  static void arguments(PathNode.Call call, int least, int most) {
    List<PathNode> given = call.arguments();
    if (given.size() < least || given.size() > most) {
      throw new PathException("%s() is given %d arguments".formatted(call.name(), given.size()));
    }
  }

  private static Value not(PathCompiler compiler, PathNode.Call call, Value focus) {
    arguments(call, 0, 0);
    Column truth = Operators.truth(source(compiler, call, focus), "not()");
    return Value.of(functions.not(truth), "boolean");
  }

  private static Value iif(PathCompiler compiler, PathNode.Call call, Value focus) {
    arguments(call, 2, 3);
    Value source = source(compiler, call, focus);
    Column condition = compiler.holds(call.arguments().get(0), source);
    Value then = compiler.compile(call.arguments().get(1), source).typed();
    Value otherwise =
        call.arguments().size() < 3
            ? Value.nothing()
            : compiler.compile(call.arguments().get(2), source).typed();
    Value shape = then.isNothing() ? otherwise : then;
    boolean same =
        then.isNothing() || otherwise.isNothing() || then.sparkType().equals(otherwise.sparkType());
    if (!same || !(Elements.isPrimitive(shape.type()) || shape.isNothing())) {
      throw new PathException("iif() gives a %s or a %s".formatted(then.type(), otherwise.type()));
    }
    boolean many = then.many() || otherwise.many();
    Column chosen =
        functions.when(condition, as(then, many, shape)).otherwise(as(otherwise, many, shape));
    return new Value(chosen, many, shape.type(), false, null);
  }

  private static Column as(Value value, boolean many, Value shape) {
    Column column = many ? value.array() : value.column();
    return value.isNothing()
        ? functions
            .lit(null)
            .cast(many ? DataTypes.createArrayType(shape.sparkType()) : shape.sparkType())
        : column;
  }

  private static Value boundary(
      PathCompiler compiler, PathNode.Call call, Value focus, boolean high) {
    arguments(call, 0, 0);
    return Boundaries.of(source(compiler, call, focus), high);
  }

  private static Value number(PathCompiler compiler, PathNode.Call call, Value focus, String type) {
    arguments(call, 0, 0);
    Value source = source(compiler, call, focus);
    if (source.isNothing()) {
      return source;
    }
    if (!Elements.isPrimitive(source.type())) {
      throw new PathException(
          "%s() is asked of a value of type %s".formatted(call.name(), source.type()));
    }
    Column text = Operators.one(source, call.name()).cast(DataTypes.StringType);
    return new Value(text, false, type, true, null).typed();
  }
}
