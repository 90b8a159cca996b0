package org.medley.jobs.code;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads Medley's classes and resources from directories and jars. */
final class ClassPathScan {
  private static final String CLASS = ".class";

  private ClassPathScan() {}

  /**
   * Returns every class and resource of Medley under {@code root}, a directory of classes or a jar.
   * A class is said to mention the resources of its own package, since its code does not tell which
   * of them it reads.
   */
  static SortedMap<String, Compiled> scan(Path root) throws IOException {
    if (Files.isDirectory(root)) {
      return scanTree(root);
    }
    try (FileSystem jar = FileSystems.newFileSystem(root)) {
      return scanTree(jar.getPath("/"));
    }
  }

  private static SortedMap<String, Compiled> scanTree(Path root) throws IOException {
    SortedMap<String, Compiled> parts = new TreeMap<>();
    Map<Path, List<String>> resources = new TreeMap<>();
    for (Path file : files(root, false)) {
      String name = slashed(root.relativize(file));
      parts.put(name, Compiled.ofResource(Files.readAllBytes(file)));
      resources.computeIfAbsent(file.getParent(), any -> new ArrayList<>()).add(name);
    }
    for (Path file : files(root, true)) {
      Compiled compiled = Compiled.ofClass(Files.readAllBytes(file));
      compiled.references().addAll(resources.getOrDefault(file.getParent(), List.of()));
      parts.put(className(slashed(root.relativize(file))), compiled);
    }
    return parts;
  }

  private static List<Path> files(Path root, boolean classes) throws IOException {
    try (Stream<Path> found = Files.walk(root.resolve("org/medley"))) {
      return found
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(CLASS) == classes)
          .filter(file -> !file.endsWith(DigestWriter.FILE))
          .toList();
    }
  }

  private static String className(String path) {
    return path.substring(0, path.length() - CLASS.length()).replace('/', '.');
  }

  private static String slashed(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }
}
