package org.medley.jobs.view.path;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.forall;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** Functions of FHIRPath that ask for and choose among elements (sections 5.1 to 5.3). */
final class CollectionFunctions {
  private CollectionFunctions() {}

  static Value where(PathCompiler compiler, PathNode.Call call, Value focus) {
    PathFunctions.arguments(call, 1, 1);
    return compiler.where(source(compiler, call, focus), call.arguments().get(0));
  }

  static Value select(PathCompiler compiler, PathNode.Call call, Value focus) {
    PathFunctions.arguments(call, 1, 1);
    Value source = source(compiler, call, focus);
    PathNode projection = call.arguments().get(0);
    if (!source.many()) {
      return compiler.inside(lit(0)).compile(projection, source);
    }
    Value[] shape = new Value[1];
    Column each =
        transform(
            source.column(),
            (one, at) -> {
              shape[0] = compiler.inside(at).compile(projection, source.with(one, false));
              return shape[0].column();
            });
    Column present = filter(each, Column::isNotNull);
    Column values = shape[0].many() ? flatten(present) : present;
    return shape[0].isNothing() ? shape[0] : shape[0].with(values, true);
  }

  static Value exists(PathCompiler compiler, PathNode.Call call, Value focus) {
    PathFunctions.arguments(call, 0, 1);
    return Value.of(any(compiler, call, focus), "boolean");
  }

  static Value empty(PathCompiler compiler, PathNode.Call call, Value focus) {
    PathFunctions.arguments(call, 0, 0);
    return Value.of(not(any(compiler, call, focus)), "boolean");
  }

  static Value all(PathCompiler compiler, PathNode.Call call, Value focus) {
    PathFunctions.arguments(call, 1, 1);
    Value source = source(compiler, call, focus);
    PathNode criterion = call.arguments().get(0);
    Column every =
        source.many()
            ? forall(
                source.column(),
                one -> coalesce(compiler.holds(criterion, source.with(one, false)), lit(false)))
            : source.column().isNull().or(coalesce(compiler.holds(criterion, source), lit(false)));
    return Value.of(coalesce(every, lit(true)), "boolean");
  }

  static Value allTrue(PathCompiler compiler, PathNode.Call call, Value focus) {
    Column truths = truths(compiler, call, focus);
    return Value.of(coalesce(forall(truths, one -> one), lit(true)), "boolean");
  }

  static Value anyTrue(PathCompiler compiler, PathNode.Call call, Value focus) {
    Column truths = truths(compiler, call, focus);
    return Value.of(coalesce(functions.exists(truths, one -> one), lit(false)), "boolean");
  }

  static Value count(PathCompiler compiler, PathNode.Call call, Value focus) {
    PathFunctions.arguments(call, 0, 0);
    return Value.of(count(source(compiler, call, focus)), "integer");
  }

  static Value distinct(PathCompiler compiler, PathNode.Call call, Value focus) {
    PathFunctions.arguments(call, 0, 0);
    return Comparison.distinct(source(compiler, call, focus));
  }

  static Value isDistinct(PathCompiler compiler, PathNode.Call call, Value focus) {
    PathFunctions.arguments(call, 0, 0);
    Value source = source(compiler, call, focus);
    if (!source.many()) {
      return Value.of(lit(true), "boolean");
    }
    Column all = Comparison.distinct(source).column();
    return Value.of(
        coalesce(size(array_distinct(all)).equalTo(size(source.column())), lit(true)), "boolean");
  }

  static Value first(PathCompiler compiler, PathNode.Call call, Value focus) {
    PathFunctions.arguments(call, 0, 0);
    return source(compiler, call, focus).at(lit(0));
  }

  static Value last(PathCompiler compiler, PathNode.Call call, Value focus) {
    PathFunctions.arguments(call, 0, 0);
    Value source = source(compiler, call, focus);
    return source.many()
        ? source.with(
            when(size(source.column()).gt(0), element_at(source.column(), lit(-1))), false)
        : source;
  }

  static Value tail(PathCompiler compiler, PathNode.Call call, Value focus) {
    PathFunctions.arguments(call, 0, 0);
    return sliced(source(compiler, call, focus), lit(1), lit(Integer.MAX_VALUE));
  }

  static Value skip(PathCompiler compiler, PathNode.Call call, Value focus) {
    return sliced(
        source(compiler, call, focus), whole(compiler, call, focus), lit(Integer.MAX_VALUE));
  }

  static Value take(PathCompiler compiler, PathNode.Call call, Value focus) {
    return sliced(source(compiler, call, focus), lit(0), whole(compiler, call, focus));
  }

  static Value single(PathCompiler compiler, PathNode.Call call, Value focus) {
    PathFunctions.arguments(call, 0, 0);
    Value source = source(compiler, call, focus);
    return source.with(Operators.one(source, "single()"), false);
  }

  private static Value sliced(Value source, Column from, Column most) {
    if (!source.many()) {
      return source.with(when(from.leq(0).and(most.gt(0)), source.column()), false);
    }
    Column start = when(from.gt(0), from.plus(1)).otherwise(lit(1));
    Column length = greatest(least(most, size(source.column())), lit(0));
    return source.with(slice(source.column(), start, length), true);
  }

  private static Column whole(PathCompiler compiler, PathNode.Call call, Value focus) {
    PathFunctions.arguments(call, 1, 1);
    Value number = compiler.compile(call.arguments().get(0), focus);
    if (!number.isWhole() || number.many()) {
      throw new PathException("%s() takes a whole number".formatted(call.name()));
    }
    return number.typed().column();
  }

  private static Column truths(PathCompiler compiler, PathNode.Call call, Value focus) {
    PathFunctions.arguments(call, 0, 0);
    Value source = source(compiler, call, focus);
    if (!source.isBoolean()) {
      throw new PathException(
          "%s() is asked of a value of type %s".formatted(call.name(), source.type()));
    }
    return source.typed().array();
  }

  private static Column count(Value source) {
    return source.many()
        ? coalesce(size(source.column()), lit(0))
        : when(source.exists(), lit(1)).otherwise(lit(0));
  }

  private static Column any(PathCompiler compiler, PathNode.Call call, Value focus) {
    if (!call.arguments().isEmpty()) {
      return compiler.where(source(compiler, call, focus), call.arguments().get(0)).exists();
    }
    Optional<PathCompiler.Choice> choice = compiler.choice(call.source(), focus);
    return choice.isPresent() ? choice.get().exists() : source(compiler, call, focus).exists();
  }

  private static Value source(PathCompiler compiler, PathNode.Call call, Value focus) {
    return PathFunctions.source(compiler, call, focus);
  }
}
