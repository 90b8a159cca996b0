package org.medley.jobs.view.path;

import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.types.DataTypes;
import org.medley.features.function.Call;

/**
 * The keys of SQL on FHIR: {@code Type/id}. A reference gives the key of its target if it is
 * written so, relative or behind an address, whatever version it names; conditional, contained and
 * URN references give none.
 */
final class KeyFunctions {
  private KeyFunctions() {}

  static Value resourceKey(PathCompiler compiler, PathNode.Call call, Value focus) {
    PathFunctions.arguments(call, 0, 0);
    Value source = PathFunctions.source(compiler, call, focus);
    if (!compiler.elements().isResource(source.type())) {
      throw new PathException("getResourceKey() is asked of a value of type " + source.type());
    }
    Value id = source.member("id", false, "id");
    return id.map(one -> concat(lit(source.type() + "/"), one), "string", false, null);
  }

  static Value referenceKey(PathCompiler compiler, PathNode.Call call, Value focus) {
    PathFunctions.arguments(call, 0, 1);
    String type =
        call.arguments().isEmpty()
            ? null
            : TypeFunctions.typeName(compiler, call.arguments().get(0));
    Value source = PathFunctions.source(compiler, call, focus);
    if (source.isNothing()) {
      return source;
    }
    if (!source.type().equals("Reference")) {
      throw new PathException("getReferenceKey() is asked of a value of type " + source.type());
    }
    Call key = new Call(new ReferenceKeys(type), "key", DataTypes.StringType);
    return source.member("reference", false, "string").map(key::of, "string", false, null);
  }
}
