package org.medley.jobs.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.settings.Problems;

/** The ViewDefinitions of a folder. */
public final class Views {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final List<ViewDefinition> definitions;

  private Views(List<ViewDefinition> definitions) {
    this.definitions = List.copyOf(definitions);
  }

  /**
   * Reads every {@code *.json} of {@code folder}, in the order of the names, and compiles each once
   * to check it. A path that names what FHIR R4 does not have is refused.
   *
   * @throws MedleyException with exit code 78 that names every wrong view, or 74 if the folder
   *     cannot be read
   */
  public static Views load(Path folder) {
    Problems problems = new Problems();
    List<ViewDefinition> definitions = new ArrayList<>();
    Map<String, String> fileOf = new HashMap<>();
    for (Path file : files(folder)) {
      String shown = folder.getFileName() + "/" + file.getFileName();
      read(file, shown, problems, true)
          .map(View::definition)
          .ifPresent(
              definition -> {
                definitions.add(definition);
                String other = fileOf.put(definition.name(), shown);
                if (definition.name().isEmpty() || other != null) {
                  problems.add(
                      shown,
                      "name",
                      other == null ? "is missing" : "is also that of " + other,
                      "give each view a name of its own");
                }
              });
    }
    problems.throwIfAny();
    return new Views(definitions);
  }

  /** The views whose name ends in {@code suffix}. */
  public List<ViewDefinition> ending(String suffix) {
    return definitions.stream().filter(view -> view.name().endsWith(suffix)).toList();
  }

  /** Without those ending in {@code suffix} that are of other types than {@code types}. */
  public Views of(Set<String> types, String suffix) {
    return new Views(
        definitions.stream()
            .filter(view -> types.contains(view.resource()) || !view.name().endsWith(suffix))
            .toList());
  }

  /** All views. */
  public List<ViewDefinition> all() {
    return definitions;
  }

  /**
   * The view in {@code file}.
   *
   * @throws MedleyException with exit code 78 that names what is wrong with it
   */
  public static View one(Path file) {
    Problems problems = new Problems();
    Optional<View> view = read(file, String.valueOf(file.getFileName()), problems, false);
    problems.throwIfAny();
    return view.orElseThrow();
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new MedleyException(
          ExitCode.INPUT_OUTPUT,
          "the folder of views " + folder + " cannot be read",
          "check that it exists and may be read",
          e);
    }
  }

  private static Optional<View> read(Path file, String shown, Problems problems, boolean strict) {
    try {
      View view = new View(ViewReader.read(JSON.readTree(file.toFile())));
      if (strict) {
        view.unknown()
            .forEach(sentence -> problems.add(shown, "path", sentence, "see README.md beside it"));
      }
      return Optional.of(view);
    } catch (ViewException e) {
      problems.add(shown, e.path(), e.getMessage(), "see README.md beside it");
    } catch (JsonProcessingException e) {
      problems.add(
          shown,
          "line " + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
          "is not JSON",
          "mend the JSON");
    } catch (IOException e) {
      problems.add(shown, "(file)", "cannot be read", "check that it may be read");
    }
    return Optional.empty();
  }
}
