package org.medley.jobs.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.medley.jobs.cli.MedleyProcess;

/** A command of Medley on a lake of a {@link SmallSite}, as a process to which things happen. */
final class NightProcess {
  static final int KILLED = 137;
  private static final int MINUTES = 15;
  private static final List<Process> STARTED = new CopyOnWriteArrayList<>();

  private final SmallSite site;
  private final Path lake;
  private final List<String> java = new ArrayList<>(List.of("-Duser.timezone=UTC"));
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> arguments = new ArrayList<>();
  private String heap = "-Xmx1g";
  private String limit = "";
  private Process process;

  private NightProcess(SmallSite site, Path lake) {
    this.site = site;
    this.lake = lake;
  }

  /** A night, not yet started. */
  static NightProcess on(SmallSite site, Path lake) {
    return new NightProcess(site, lake);
  }

  /** Ends whatever still runs, as after a test that failed. */
  static void endAll() {
    STARTED.forEach(Process::destroyForcibly);
    STARTED.clear();
  }

  /** Halts as {@code kill -9} does where {@code place} is reached; {@code :n} for the nth time. */
  NightProcess haltAt(String place) {
    environment.put("MEDLEY_FAILPOINT", place);
    return this;
  }

  /** With a limit of the shell's {@code ulimit}, such as {@code -f 64}. */
  NightProcess limited(String ulimit) {
    limit = "ulimit " + ulimit + " && ";
    return this;
  }

  NightProcess heap(String option) {
    heap = option;
    return this;
  }

  NightProcess java(String... options) {
    java.addAll(Arrays.asList(options));
    return this;
  }

  NightProcess with(String... options) {
    arguments.addAll(Arrays.asList(options));
    return this;
  }

  NightProcess start() throws IOException {
    return start("nightly");
  }

  NightProcess start(String command) throws IOException {
    Path module = Path.of("").toAbsolutePath();
    List<String> line = new ArrayList<>();
    line.addAll(List.of("bash", "-c", limit + "exec \"$0\" \"$@\""));
    line.add(ProcessHandle.current().info().command().orElse("java"));
    line.addAll(List.of(heap, "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    line.add("@" + module.resolve("target/jvm.flags"));
    line.add("-Djava.library.path=" + System.getProperty("java.library.path"));
    line.addAll(MedleyProcess.QUICK);
    line.addAll(java);
    line.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "org.medley.jobs.cli.Medley"));
    line.addAll(List.of(command.split(" ")));
    line.addAll(site.options());
    line.addAll(List.of("--lake", lake.toString(), "--quiet"));
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(output().toFile());
    process = builder.start();
    STARTED.add(process);
    return this;
  }

  /** Its exit code as a shell would tell it. */
  int end() throws InterruptedException {
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("the process did not end within " + MINUTES + " minutes");
    }
    return process.exitValue();
  }

  boolean endsWithin(long seconds) throws InterruptedException {
    return process.waitFor(seconds, TimeUnit.SECONDS);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until {@code there}; the process must not end before. */
  NightProcess until(Callable<Boolean> there) throws Exception {
    while (!there.call()) {
      if (!process.isAlive()) {
        throw new AssertionError("it ended with " + process.exitValue() + ":\n" + said());
      }
      Thread.sleep(20);
    }
    return this;
  }

  /** Sends the signal {@code name}, such as {@code STOP}. */
  NightProcess signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    return this;
  }

  /** What it wrote on both streams. */
  String said() throws IOException {
    return Files.readString(output());
  }

  /** What it told the user of its failure: what is wrong, and what to do. */
  String told() throws IOException {
    return Files.readAllLines(output()).stream()
        .dropWhile(line -> !line.startsWith("medley: "))
        .limit(2)
        .collect(Collectors.joining("\n"));
  }

  private Path output() {
    return site.folder().resolve("%08x.out".formatted(System.identityHashCode(this)));
  }
}
