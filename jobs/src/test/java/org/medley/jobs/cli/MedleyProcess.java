package org.medley.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command as a user starts it: a process with its two streams and its exit code. */
public final class MedleyProcess {
  /** What a process that lives for a minute on a few rows is quicker with. */
  public static final List<String> QUICK =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-Dspark.sql.shuffle.partitions=2",
          "-Dspark.sql.codegen.wholeStage=false",
          "-Dspark.sql.codegen.factoryMode=NO_CODEGEN");

  private MedleyProcess() {}

  /**
   * Runs {@code command} of two words on the configuration of the project, and gives its exit code.
   * Its answer is in the file {@code out} of {@code folder}, the rest in {@code err}.
   */
  static int run(Path folder, String command, String... arguments)
      throws IOException, InterruptedException {
    return start(folder, command, arguments).waitFor();
  }

  /** The same, as a process that runs. */
  public static Process start(Path folder, String command, String... arguments) throws IOException {
    Path module = Path.of("").toAbsolutePath();
    List<String> line = new ArrayList<>();
    line.add(ProcessHandle.current().info().command().orElse("java"));
    line.addAll(QUICK);
    line.addAll(
        List.of(
            "@" + module.resolve("target/jvm.flags"),
            "-Djava.library.path=" + System.getProperty("java.library.path"),
            "-cp",
            System.getProperty("java.class.path"),
            "org.medley.jobs.cli.Medley"));
    line.addAll(List.of(command.split(" ")));
    line.addAll(List.of("--conf", module.resolveSibling("conf").toString()));
    line.addAll(List.of(arguments));
    return new ProcessBuilder(line)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }
}
