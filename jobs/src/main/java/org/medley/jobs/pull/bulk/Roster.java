package org.medley.jobs.pull.bulk;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/** The patients of a group, by their ids; about a hundred bytes of memory each. */
final class Roster {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Roster() {}

  /**
   * The ids of the Patients in the output files of an export, in order, each once.
   *
   * @throws MedleyException with exit code 65 if a line is no Patient with an id
   */
  static List<String> read(Path folder, Collection<DoneFile> files) throws IOException {
    Set<String> ids = new TreeSet<>();
    for (DoneFile file : files) {
      if (file.name().startsWith(RemoteFile.List.OUTPUT.key() + "/Patient-")) {
        try (BufferedReader lines = reader(folder.resolve(file.name()))) {
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
              ids.add(id(line));
            }
          }
        }
      }
    }
    return new ArrayList<>(ids);
  }

  /** Those of {@code now} who were not in {@code before}. */
  static List<String> newcomers(List<String> now, List<String> before) {
    Set<String> known = new HashSet<>(before);
    return now.stream().filter(id -> !known.contains(id)).toList();
  }

  private static BufferedReader reader(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return new BufferedReader(
        new InputStreamReader(
            file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in,
            StandardCharsets.UTF_8));
  }

  /** The id at the top of the resource; ids of what it contains stand deeper. */
  private static String id(String line) throws IOException {
    try (JsonParser parser = MAPPER.createParser(line)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          if (name.equals("id") && parser.getText().matches("[A-Za-z0-9.-]{1,64}")) {
            return parser.getText();
          }
          parser.skipChildren();
        }
      }
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw unreadable(e);
    }
    throw unreadable(null);
  }

  private static MedleyException unreadable(Exception cause) {
    return new MedleyException(
        ExitCode.DATA_REJECTED,
        "the export of a group's patients holds a line that is no Patient with an id",
        "ask the server's operator",
        cause);
  }
}
