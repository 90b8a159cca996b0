package org.medley.jobs.code;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which compiled code decides a step's result: the classes that it names, every Medley class and
 * resource that these reach, and Spark and Delta. Taken from what the build compiled, so that a
 * changed comment, another step, or the command line changes no step's digest.
 *
 * <p>Decision: reachability goes by class, along every mention in a class file. An implementation
 * chosen at run time is reached through the registry that names it. Rejected: by package, where a
 * new class beside an old one would rerun the old one's step.
 */
public final class CodeDigests {
  private CodeDigests() {}

  /**
   * Returns the SHA-256, in hexadecimal, of all that {@code roots} reach and of the Spark and Delta
   * versions. Independent of the order of {@code roots}. Reads no more than a resource.
   *
   * @throws IllegalStateException if a class that is reached cannot be found
   */
  public static String of(Class<?>... roots) {
    return Compiled.sha256(
        String.join(
            "\n",
            CompiledCode.digest(parts(roots)),
            "spark " + org.apache.spark.package$.MODULE$.SPARK_VERSION(),
            "delta " + io.delta.package$.MODULE$.VERSION()));
  }

  /** Returns the names of the classes, and the paths of the resources, that {@code roots} reach. */
  public static SortedSet<String> reached(Class<?>... roots) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(parts(roots).keySet()));
  }

  private static SortedMap<String, Compiled> parts(Class<?>... roots) {
    List<String> names = Arrays.stream(roots).map(Class::getName).toList();
    return CompiledCode.closure(names, CodeDigests::part);
  }

  /** What the build found in all of Medley. */
  static SortedMap<String, Compiled> table() {
    return Table.PARTS;
  }

  private static Compiled part(String name) {
    Compiled built = table().get(name);
    return built == null ? loaded(name) : built;
  }

  /** A class that the build did not see among Medley's own, such as a test's. */
  private static Compiled loaded(String name) {
    String file = "/" + name.replace('.', '/') + ".class";
    try (InputStream in = CodeDigests.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the code of " + name + " cannot be found");
      }
      return Compiled.ofClass(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("the code of " + name + " cannot be read", e);
    }
  }

  /** Holds the table from the time when it is first asked for. */
  private static final class Table {
    static final SortedMap<String, Compiled> PARTS = read();

    private Table() {}

    private static SortedMap<String, Compiled> read() {
      try (InputStream in = CodeDigests.class.getResourceAsStream(DigestWriter.FILE)) {
        if (in == null) {
          throw new IllegalStateException(
              "the digests of the code are missing: build Medley with Maven");
        }
        return CompiledCode.parts(
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines());
      } catch (IOException e) {
        throw new UncheckedIOException("the digests of the code cannot be read", e);
      }
    }
  }
}
