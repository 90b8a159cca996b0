package org.medley.jobs.pharmacogene.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/** Reads JSON files, plain or gzip by their names. */
public final class JsonFile {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private JsonFile() {}

  /**
   * What {@code file} holds.
   *
   * @throws MedleyException with exit code 78 if it is not an object in JSON, 74 if it cannot be
   *     read
   */
  public static JsonPart read(Path file) {
    try (InputStream in = open(file)) {
      JsonNode root = MAPPER.readTree(in);
      JsonPart part = new JsonPart(file.toString(), root);
      if (!root.isObject()) {
        throw part.wrong("is not an object in JSON");
      }
      return part;
    } catch (JsonProcessingException e) {
      throw new MedleyException(
          ExitCode.CONFIGURATION,
          "%s is not JSON".formatted(file),
          "fetch it again from its origin and start the command again",
          e);
    } catch (IOException e) {
      throw new MedleyException(
          ExitCode.INPUT_OUTPUT,
          "%s cannot be read (%s)".formatted(file, e.getMessage()),
          "check that it is whole and may be read, and start the command again",
          e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream plain = Files.newInputStream(file);
    if (!file.toString().endsWith(".gz")) {
      return plain;
    }
    try {
      return new GZIPInputStream(plain);
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }
}
