package org.medley.jobs.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/**
 * Reads one YAML file of plain mappings, lists and values. Anchors, aliases and tags are refused:
 * settings need none, and they can make a small file unfold without end. So are keys that stand
 * twice and a second document.
 */
public final class YamlFile {
  private static final YAMLMapper MAPPER =
      new YAMLMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private static final Pattern MARKED =
      Pattern.compile("(?m)^(.*)\\R\\s*in '[^']*', line (\\d+), column");

  private YamlFile() {}

  /**
   * The top of {@code file}; {@code problems} learns in which line each key stands.
   *
   * @throws MedleyException with exit code 78 if the file is missing or not such YAML
   */
  public static Section read(Path file, Problems problems) {
    return read(file, problems, node -> node);
  }

  /** The same, changed by {@code overrides} before it is read. */
  public static Section read(Path file, Problems problems, UnaryOperator<JsonNode> overrides) {
    String text = text(file);
    try {
      problems.locate(file.toString(), places(file, text));
      JsonNode top = MAPPER.readTree(text);
      if (top == null || top.isMissingNode() || top.isNull()) {
        throw refused(file, 1, "is empty", "write its settings");
      }
      return new Section(file.toString(), "", overrides.apply(top), problems);
    } catch (JsonProcessingException e) {
      throw notYaml(file, e);
    }
  }

  /** A value as YAML reads it: a number, a truth value, a list, a mapping or a text. */
  static JsonNode value(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new MedleyException(
          ExitCode.USAGE, "--set: '" + text + "' is not YAML", "quote it or mend it", e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new MedleyException(
          ExitCode.CONFIGURATION, file + " does not exist", "create it or correct the path", e);
    } catch (CharacterCodingException e) {
      throw refused(file, 1, "is not UTF-8", "save it as UTF-8");
    } catch (IOException e) {
      throw new MedleyException(
          ExitCode.CONFIGURATION, file + " cannot be read", "check its kind and permissions", e);
    }
  }

  private static Map<String, Integer> places(Path file, String text)
      throws JsonProcessingException {
    Map<String, Integer> places = new HashMap<>();
    try (YAMLParser parser = MAPPER.getFactory().createParser(text)) {
      int depth = 0;
      int roots = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        int line = parser.currentTokenLocation().getLineNr();
        refuseIndirection(file, line, parser);
        roots += depth == 0 ? 1 : 0;
        if (roots > 1) {
          throw refused(file, line, "holds a second document", "keep one document in a file");
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (token == JsonToken.FIELD_NAME) {
          places.put(path(parser.getParsingContext()), line);
        }
      }
      return places;
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new MedleyException(
          ExitCode.CONFIGURATION, file + " cannot be read", "check its kind and permissions", e);
    }
  }

  private static void refuseIndirection(Path file, int line, YAMLParser parser) throws IOException {
    if (parser.isCurrentAlias() || parser.getObjectId() != null) {
      throw refused(file, line, "uses an anchor or alias (& or *)", "write the value out");
    }
    if (parser.getTypeId() != null) {
      throw refused(file, line, "uses a tag (!)", "leave the tag out; quote a text that needs it");
    }
  }

  private static String path(JsonStreamContext context) {
    StringBuilder path = new StringBuilder();
    for (JsonStreamContext at = context; at != null; at = at.getParent()) {
      if (at.inArray()) {
        path.insert(0, "[" + at.getCurrentIndex() + "]" + (path.isEmpty() ? "" : "."));
      } else if (at.hasCurrentName()) {
        boolean last = path.isEmpty() || path.charAt(0) == '[';
        path.insert(0, at.getCurrentName() + (last ? "" : "."));
      }
    }
    return path.toString();
  }

  /** Of the parser's several sentences the last names the trouble, and the line where it showed. */
  private static MedleyException notYaml(Path file, JsonProcessingException e) {
    String message = e.getOriginalMessage();
    String trouble = message.lines().findFirst().orElse("it cannot be parsed");
    int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
    Matcher marked = MARKED.matcher(message);
    while (marked.find()) {
      trouble = marked.group(1);
      line = Integer.parseInt(marked.group(2));
    }
    return refused(
        file,
        line,
        "is not YAML: " + trouble.strip().replaceFirst("[.:]$", ""),
        "mend the file at or above this line");
  }

  private static MedleyException refused(Path file, int line, String what, String remedy) {
    return new MedleyException(
        ExitCode.CONFIGURATION, "%s:%d %s".formatted(file, line, what), remedy);
  }
}
