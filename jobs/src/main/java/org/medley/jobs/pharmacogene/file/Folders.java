package org.medley.jobs.pharmacogene.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/**
 * Folders of knowledge laid over one another: each may hold the sub-folders {@code definitions},
 * {@code phenotypes} and any whose names begin with {@code guidelines}. A file of a later folder
 * stands for the one of the same gene in an earlier folder, so that a newer release is dropped in
 * by naming its folder.
 */
public final class Folders {
  private final List<Path> folders;

  private Folders(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /**
   * {@code folders}, the last winning.
   *
   * @throws MedleyException with exit code 66 if one is not there, 78 if one has none of the
   *     sub-folders
   */
  public static Folders of(List<Path> folders) {
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new MedleyException(
            ExitCode.INPUT_MISSING,
            "there is no folder %s with definitions of pharmacogenes".formatted(folder),
            "name one that holds definitions and phenotypes, as conf/pharmacogenes does");
      }
      if (children(folder).stream().noneMatch(Folders::isKnown)) {
        throw new MedleyException(
            ExitCode.CONFIGURATION,
            "the folder %s has none of the sub-folders definitions, phenotypes and guidelines"
                .formatted(folder),
            "lay it out as conf/pharmacogenes is");
      }
    }
    return new Folders(folders);
  }

  /** The JSON files of the sub-folder {@code name}, by what {@code key} makes of their names. */
  public SortedMap<String, Path> named(String name, Function<String, String> key) {
    SortedMap<String, Path> found = new TreeMap<>();
    for (Path folder : folders) {
      for (Path file : children(folder.resolve(name))) {
        if (isJson(file)) {
          found.put(key.apply(file.getFileName().toString()), file);
        }
      }
    }
    return found;
  }

  /** The JSON files of every sub-folder whose name begins with {@code prefix}, in their order. */
  public Collection<Path> below(String prefix) {
    SortedMap<String, Path> found = new TreeMap<>();
    for (Path folder : folders) {
      for (Path child : children(folder)) {
        if (Files.isDirectory(child) && child.getFileName().toString().startsWith(prefix)) {
          children(child).stream()
              .filter(Folders::isJson)
              .forEach(file -> found.put(folder.relativize(file).toString(), file));
        }
      }
    }
    return found.values();
  }

  /** {@code name} up to its first dot, as {@code CYP2D6} of {@code CYP2D6.cpic.json.gz}. */
  public static String stem(String name) {
    return name.substring(0, name.indexOf('.'));
  }

  private static boolean isKnown(Path child) {
    String name = child.getFileName().toString();
    return Files.isDirectory(child)
        && (name.equals("definitions")
            || name.equals("phenotypes")
            || name.startsWith("guidelines"));
  }

  private static boolean isJson(Path file) {
    String name = file.getFileName().toString();
    return !name.startsWith(".") && (name.endsWith(".json") || name.endsWith(".json.gz"));
  }

  private static List<Path> children(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return new ArrayList<>(children.sorted().toList());
    } catch (IOException e) {
      throw new MedleyException(
          ExitCode.INPUT_OUTPUT,
          "the folder %s cannot be read".formatted(folder),
          "check that it may be read, and start the command again",
          e);
    }
  }
}
