package org.medley.jobs.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.medley.jobs.view.path.RandomUsage;
import org.medley.jobs.view.path.Usage;

/**
 * What is read out of random JSON, written with random white space, escapes, nesting, repeated
 * names and wrong shapes, is what a walk of the values that were written finds.
 */
class ObjectReaderPropertyTest {
  private static final List<String> NAMES = List.of("a", "ab", "abcdefgh", "ü", "x\"y", "value");

  @Test
  void readsWhatWasWritten() {
    for (int seed = 0; seed < 4000; seed++) {
      Random random = new Random(seed);
      RandomJson json = new RandomJson(random, NAMES);
      RandomJson.Node resource = json.object(3);
      Usage usage = RandomUsage.of(random, NAMES, 2);
      byte[] text = json.write(resource).getBytes(StandardCharsets.UTF_8);
      byte[] within =
          (" {" + new String(text, StandardCharsets.UTF_8) + "}").getBytes(StandardCharsets.UTF_8);
      Object expected = object(resource, usage);
      assertThat(read(ObjectReader.object(text, 0, new Shape(usage)), usage.struct()))
          .as("seed %d", seed)
          .isEqualTo(expected);
      assertThat(read(ObjectReader.object(within, 2, new Shape(usage)), usage.struct()))
          .as("seed %d, inside a text", seed)
          .isEqualTo(expected);
    }
  }

  private static Object object(RandomJson.Node node, Usage usage) {
    Map<String, Object> values = new TreeMap<>();
    usage
        .members()
        .forEach(
            (name, member) -> {
              RandomJson.Node value = node.last(name);
              if (value != null) {
                Object found = member.many() ? list(value, member) : one(value, member);
                if (found != null) {
                  values.put(name, found);
                }
              }
            });
    return values;
  }

  private static List<Object> list(RandomJson.Node value, Usage usage) {
    List<Object> found = new ArrayList<>();
    for (RandomJson.Node element : value.isList() ? value.elements() : List.of(value)) {
      Object one = one(element, usage);
      if (one != null) {
        found.add(one);
      }
    }
    return found;
  }

  private static Object one(RandomJson.Node value, Usage usage) {
    if (value.isObject() && !usage.primitive()) {
      return usage.isEmpty() ? "" : object(value, usage);
    }
    return value.isPrimitive() && usage.primitive() ? value.text() : null;
  }

  private static Object read(InternalRow row, StructType type) {
    Map<String, Object> values = new TreeMap<>();
    for (int i = 0; i < type.length(); i++) {
      DataType field = type.apply(i).dataType();
      if (!row.isNullAt(i)) {
        values.put(type.apply(i).name(), value(row.get(i, field), field));
      }
    }
    return values;
  }

  private static Object value(Object value, DataType type) {
    if (type instanceof ArrayType list) {
      List<Object> values = new ArrayList<>();
      ArrayData array = (ArrayData) value;
      for (int i = 0; i < array.numElements(); i++) {
        values.add(value(array.get(i, list.elementType()), list.elementType()));
      }
      return values;
    }
    return type instanceof StructType struct
        ? read((InternalRow) value, struct)
        : ((UTF8String) value).toString();
  }
}
