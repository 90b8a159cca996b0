package org.medley.features.covariate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.comorbidity.ComorbidityCategory;
import org.medley.features.comorbidity.ComorbidityIndex;
import org.medley.features.comorbidity.ComorbidityIndices;

/** The codes of all comorbidity indices as a table, and the bit of each category. */
final class ComorbidityCodes {
  static final String ICD = "icd_version_of_head";
  static final String HEAD = "icd_head";
  static final String PREFIXES = "icd_prefixes";
  static final String PREFIX = "prefix";
  static final String BITS = "bits";

  /** Characters of {@link #HEAD}; no beginning of codes is shorter. */
  static final int HEAD_LENGTH = 3;

  private static final Map<List<String>, Long> BIT = bitByCategory();

  private ComorbidityCodes() {}

  /** Returns the bit of a category of an index. */
  static long bit(String index, String category) {
    return BIT.get(List.of(index, category));
  }

  /**
   * Returns one row per version of ICD and first three characters, with the beginnings of codes.
   */
  static Dataset<Row> table(SparkSession spark) {
    StructType prefix =
        new StructType()
            .add(PREFIX, DataTypes.StringType, false)
            .add(BITS, DataTypes.LongType, false);
    StructType schema =
        new StructType()
            .add(ICD, DataTypes.StringType, false)
            .add(HEAD, DataTypes.StringType, false)
            .add(PREFIXES, DataTypes.createArrayType(prefix, false), false);
    List<Row> rows = new ArrayList<>();
    bitsByPrefix()
        .forEach(
            (key, bits) ->
                rows.add(
                    RowFactory.create(
                        key.get(0),
                        key.get(1),
                        bits.entrySet().stream()
                            .map(each -> RowFactory.create(each.getKey(), each.getValue()))
                            .toArray(Row[]::new))));
    return spark.createDataFrame(rows, schema);
  }

  private static Map<List<String>, Map<String, Long>> bitsByPrefix() {
    Map<List<String>, Map<String, Long>> byHead = new LinkedHashMap<>();
    for (ComorbidityIndex index : ComorbidityIndices.all()) {
      for (ComorbidityCategory category : index.categories()) {
        long bit = bit(index.name(), category.name());
        category
            .codes()
            .forEach(
                (icd, prefixes) ->
                    prefixes.forEach(
                        prefix ->
                            byHead
                                .computeIfAbsent(
                                    List.of(icd, prefix.substring(0, HEAD_LENGTH)),
                                    key -> new TreeMap<>())
                                .merge(prefix, bit, (a, b) -> a | b)));
      }
    }
    return byHead;
  }

  private static Map<List<String>, Long> bitByCategory() {
    Map<List<String>, Long> bits = new HashMap<>();
    for (ComorbidityIndex index : ComorbidityIndices.all()) {
      for (ComorbidityCategory category : index.categories()) {
        bits.put(List.of(index.name(), category.name()), 1L << bits.size());
      }
    }
    if (bits.size() >= Long.SIZE) {
      throw new IllegalStateException("There are more categories than a number has bits.");
    }
    return bits;
  }
}
