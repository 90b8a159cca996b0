package org.medley.jobs.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small programs are compiled, changed and compiled again. */
class CompiledCodeTest {
  private static final String STEP = "org.medley.night.Step";
  private static final String RULE = "org.medley.rule.Rule";
  private static final String PART = "org.medley.rule.Rule$Part";
  private static final String OTHER = "org.medley.other.Other";

  @TempDir private Path scratch;

  @BeforeEach
  void writeTheProgram() throws IOException {
    source(
        STEP,
        "package org.medley.night;",
        "public class Step {",
        "  public java.util.function.IntSupplier run() {",
        "    return () -> new org.medley.rule.Rule().limit() + 1;",
        "  }",
        "}");
    source(
        RULE,
        "package org.medley.rule;",
        "public class Rule {",
        "  public int limit() { int limit = new Part().half * 2; return limit; }",
        "  static class Part { int half = 20; }",
        "}");
    source(
        OTHER,
        "package org.medley.other;",
        "public class Other { org.medley.rule.Rule rule; Other other; }");
  }

  @Test
  void aClassReachesWhatItMentionsAndNothingElse() {
    SortedMap<String, Compiled> parts = compiled("-g");

    assertThat(parts).containsOnlyKeys(STEP, RULE, PART, OTHER);
    assertThat(parts.get(STEP).references()).containsExactly(RULE);
    assertThat(parts.get(OTHER).references()).containsExactly(RULE);
    assertThat(reached(parts, STEP)).containsOnlyKeys(STEP, RULE, PART);
    assertThat(reached(parts, RULE)).containsOnlyKeys(RULE, PART);
    assertThat(reached(parts, OTHER)).containsOnlyKeys(OTHER, RULE, PART);
  }

  @Test
  void aChangedBodyChangesWhoeverReachesItAndNobodyElse() throws IOException {
    SortedMap<String, Compiled> before = compiled("-g");
    change(STEP, "+ 1", "+ 2");
    SortedMap<String, Compiled> after = compiled("-g");
    assertThat(digest(after, STEP)).isNotEqualTo(digest(before, STEP));
    assertThat(digest(after, RULE)).isEqualTo(digest(before, RULE));
    assertThat(digest(after, OTHER)).isEqualTo(digest(before, OTHER));

    change(RULE, "half = 20", "half = 21");
    SortedMap<String, Compiled> last = compiled("-g");
    assertThat(digest(last, STEP)).isNotEqualTo(digest(after, STEP));
    assertThat(digest(last, RULE)).isNotEqualTo(digest(after, RULE));
    assertThat(digest(last, OTHER)).isNotEqualTo(digest(after, OTHER));
  }

  @Test
  void commentsLineNumbersAndNamesOfLocalVariablesDoNotCount() throws IOException {
    SortedMap<String, Compiled> before = compiled("-g");
    change(STEP, "public class", "\n\n/** The first step. */\npublic class");
    change(
        RULE,
        "int limit = new Part().half * 2; return limit;",
        "int n = new Part().half * 2;\nreturn n;");

    assertThat(compiled("-g")).isEqualTo(before);
    assertThat(compiled("-g:none")).isEqualTo(before);
    assertThat(compiled("-parameters")).isEqualTo(before);
  }

  @Test
  void resourcesBelongToTheClassesOfTheirPackage() throws IOException {
    SortedMap<String, Compiled> before = compiled("-g");
    Path resource = classes("-g").resolve("org/medley/rule/limits.csv");
    Files.writeString(resource, "code,limit\n");
    SortedMap<String, Compiled> with = compiled("-g");
    Files.writeString(resource, "code,limit\nA,1\n");
    SortedMap<String, Compiled> changed = compiled("-g");

    assertThat(reached(with, STEP)).containsKey("org/medley/rule/limits.csv");
    assertThat(List.of(digest(before, STEP), digest(with, STEP), digest(changed, STEP)))
        .doesNotHaveDuplicates();
  }

  @Test
  void aJarGivesWhatItsDirectoryGivesAndTheTableIsReadAsItWasWritten() throws IOException {
    SortedMap<String, Compiled> parts = compiled("-g");

    assertThat(ClassPathScan.scan(jar(classes("-g")))).isEqualTo(parts);
    assertThat(CompiledCode.parts(CompiledCode.lines(parts).stream())).isEqualTo(parts);
  }

  private String digest(SortedMap<String, Compiled> parts, String root) {
    return CompiledCode.digest(reached(parts, root));
  }

  private static SortedMap<String, Compiled> reached(
      SortedMap<String, Compiled> parts, String root) {
    return CompiledCode.closure(List.of(root), parts::get);
  }

  private SortedMap<String, Compiled> compiled(String debug) {
    try {
      Path classes = Files.createDirectories(classes(debug));
      List<String> arguments = new ArrayList<>(List.of(debug, "-d", classes.toString()));
      try (Stream<Path> sources = Files.list(scratch)) {
        sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
      }
      assertThat(
              ToolProvider.getSystemJavaCompiler()
                  .run(null, null, null, arguments.toArray(String[]::new)))
          .isZero();
      return ClassPathScan.scan(classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path classes(String debug) {
    return scratch.resolve("classes" + debug.replace(':', '-'));
  }

  private static Path jar(Path classes) throws IOException {
    Path jar = classes.resolveSibling("code.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        out.write(Files.readAllBytes(file));
      }
    }
    return jar;
  }

  private void source(String name, String... lines) throws IOException {
    Files.write(file(name), List.of(lines));
  }

  private void change(String name, String from, String to) throws IOException {
    Files.writeString(file(name), Files.readString(file(name)).replace(from, to));
  }

  private Path file(String name) {
    return scratch.resolve(name.substring(name.lastIndexOf('.') + 1) + ".java");
  }
}
