package org.medley.jobs.view.path;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.when;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** Functions of FHIRPath on texts (section 5.6). */
final class TextFunctions {
  private TextFunctions() {}

  /** All values in one text; the empty text if there is none. */
  static Value join(PathCompiler compiler, PathNode.Call call, Value focus) {
    PathFunctions.arguments(call, 0, 1);
    Column separator = call.arguments().isEmpty() ? lit("") : argument(compiler, call, 0, focus);
    Value source = PathFunctions.source(compiler, call, focus);
    if (!Elements.isPrimitive(source.type()) && !source.isNothing()) {
      throw new PathException("join() is asked of a value of type " + source.type());
    }
    Column texts = source.array().cast(DataTypes.createArrayType(DataTypes.StringType));
    Column joined =
        aggregate(
            texts,
            lit(null).cast(DataTypes.StringType),
            (all, one) -> when(all.isNull(), one).otherwise(concat(all, separator, one)));
    return Value.of(coalesce(joined, lit("")), "string");
  }

  static Value text(PathCompiler compiler, PathNode.Call call, Value focus) {
    PathFunctions.arguments(call, 0, 0);
    Value source = PathFunctions.source(compiler, call, focus);
    if (!Elements.isPrimitive(source.type()) && !source.isNothing()) {
      throw new PathException("toString() is asked of a value of type " + source.type());
    }
    return Value.of(Operators.one(source, "toString()").cast(DataTypes.StringType), "string");
  }

  static Value startsWith(PathCompiler compiler, PathNode.Call call, Value focus) {
    return asked(compiler, call, focus, Column::startsWith);
  }

  static Value endsWith(PathCompiler compiler, PathNode.Call call, Value focus) {
    return asked(compiler, call, focus, Column::endsWith);
  }

  static Value contains(PathCompiler compiler, PathNode.Call call, Value focus) {
    return asked(compiler, call, focus, Column::contains);
  }

  static Value matches(PathCompiler compiler, PathNode.Call call, Value focus) {
    return asked(compiler, call, focus, functions::rlike);
  }

  static Value replace(PathCompiler compiler, PathNode.Call call, Value focus) {
    PathFunctions.arguments(call, 2, 2);
    Column replaced =
        functions.replace(
            source(compiler, call, focus),
            argument(compiler, call, 0, focus),
            argument(compiler, call, 1, focus));
    return Value.of(replaced, "string");
  }

  static Value upper(PathCompiler compiler, PathNode.Call call, Value focus) {
    return changed(compiler, call, focus, functions::upper);
  }

  static Value lower(PathCompiler compiler, PathNode.Call call, Value focus) {
    return changed(compiler, call, focus, functions::lower);
  }

  static Value trim(PathCompiler compiler, PathNode.Call call, Value focus) {
    return changed(
        compiler, call, focus, text -> regexp_replace(text, lit("^\\s+|\\s+$"), lit("")));
  }

  static Value length(PathCompiler compiler, PathNode.Call call, Value focus) {
    Column text = changed(compiler, call, focus, functions::length).column();
    return Value.of(text, "integer");
  }

  /** From a place counted from 0; nothing if that is outside the text. */
  static Value substring(PathCompiler compiler, PathNode.Call call, Value focus) {
    PathFunctions.arguments(call, 1, 2);
    Column text = source(compiler, call, focus);
    Column start = number(compiler, call, 0, focus);
    Column length =
        call.arguments().size() > 1 ? number(compiler, call, 1, focus) : functions.length(text);
    Column inside = start.geq(0).and(start.lt(functions.length(text)));
    return Value.of(when(inside, text.substr(start.plus(1), length)), "string");
  }

  /** What a text in base64 stands for, read as UTF-8; nothing if it is not base64. */
  static Value decode(PathCompiler compiler, PathNode.Call call, Value focus) {
    PathFunctions.arguments(call, 1, 1);
    if (!call.arguments().get(0).equals(new PathNode.Literal("string", "base64"))) {
      throw new PathException("decode() is supported for 'base64' alone");
    }
    Column bytes = functions.try_to_binary(source(compiler, call, focus), lit("base64"));
    return Value.of(bytes.cast(DataTypes.StringType), "string");
  }

  private static Value changed(
      PathCompiler compiler, PathNode.Call call, Value focus, UnaryOperator<Column> change) {
    PathFunctions.arguments(call, 0, 0);
    return Value.of(change.apply(source(compiler, call, focus)), "string");
  }

  private static Value asked(
      PathCompiler compiler, PathNode.Call call, Value focus, BinaryOperator<Column> question) {
    PathFunctions.arguments(call, 1, 1);
    return Value.of(
        question.apply(source(compiler, call, focus), argument(compiler, call, 0, focus)),
        "boolean");
  }

  private static Column source(PathCompiler compiler, PathNode.Call call, Value focus) {
    return Operators.text(PathFunctions.source(compiler, call, focus), call.name() + "()");
  }

  private static Column argument(PathCompiler compiler, PathNode.Call call, int at, Value focus) {
    return Operators.text(compiler.compile(call.arguments().get(at), focus), call.name() + "()");
  }

  private static Column number(PathCompiler compiler, PathNode.Call call, int at, Value focus) {
    Value number = compiler.compile(call.arguments().get(at), focus);
    if (!number.isWhole()) {
      throw new PathException("%s() takes whole numbers".formatted(call.name()));
    }
    return Operators.one(number.typed(), call.name());
  }
}
