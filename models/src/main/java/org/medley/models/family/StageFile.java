package org.medley.models.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Stages that are numbers only: one JSON file in the stage's folder, read into a known record. */
final class StageFile {
  private static final String NAME = "stage.json";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private StageFile() {}

  /** Writes {@code stage}; numbers keep every bit. */
  static void write(SparkSession spark, String folder, Object stage) throws IOException {
    Path file = new Path(folder, NAME);
    try (OutputStream out = files(spark, file).create(file, false)) {
      out.write(MAPPER.writeValueAsBytes(stage));
    }
  }

  /** The stage of type {@code type} in {@code folder}. */
  static <T> T read(SparkSession spark, String folder, Class<T> type) {
    Path file = new Path(folder, NAME);
    try (InputStream in = files(spark, file).open(file)) {
      return MAPPER.readValue(in, type);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the stage of " + folder + ".", e);
    }
  }

  /** The numbers of {@code stage} but zero, by their place in the file. */
  static Map<String, Double> numbers(Object stage) {
    Map<String, Double> numbers = new TreeMap<>();
    add(numbers, "", MAPPER.valueToTree(stage));
    return numbers;
  }

  private static void add(Map<String, Double> numbers, String place, JsonNode node) {
    if (node.isNumber() && node.doubleValue() != 0) {
      numbers.put(place.strip(), node.doubleValue());
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        add(numbers, place + " " + i, node.get(i));
      }
    } else {
      node.properties()
          .forEach(field -> add(numbers, place + " " + field.getKey(), field.getValue()));
    }
  }

  private static FileSystem files(SparkSession spark, Path file) throws IOException {
    return file.getFileSystem(spark.sessionState().newHadoopConf());
  }
}
