package org.medley.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.medley.jobs.error.ExitCode;
import picocli.CommandLine;

/** The examples for schedulers agree with the exit codes and with the command line. */
class SchedulesTest {
  private static final Path FOLDER =
      Path.of("").toAbsolutePath().resolveSibling("conf").resolve("schedules");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final List<Integer> RETRIED = codes(ExitCode::retry);
  private static final List<Integer> FINAL = codes(code -> !code.retry() && code != ExitCode.DONE);

  @Test
  void theTableOfTheReadmeIsTheEnum() throws IOException {
    String table =
        Arrays.stream(ExitCode.values())
            .map(
                code ->
                    "| %d | %s | %s |"
                        .formatted(code.number(), code.meaning(), code.retry() ? "yes" : "no"))
            .collect(Collectors.joining("\n"));

    assertThat(text("README.md"))
        .contains("| code | meaning | retry unchanged |\n| --- | --- | --- |\n" + table + "\n\n");
  }

  @Test
  void everyFileIsInTheReadme() throws IOException {
    String readme = text("README.md");
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .allSatisfy(name -> assertThat(readme).contains(name.equals("README.md") ? "#" : name));
    }
  }

  @Test
  void systemdRetriesWhatTheTableSays() throws IOException {
    String unit = text("medley.service");

    assertThat(unit).contains("Restart=on-failure").doesNotContain("RestartForceExitStatus");
    assertThat(numbers(unit, "(?m)^RestartPreventExitStatus=(.*)$")).isEqualTo(FINAL);
    for (String file : List.of("medley.service", "medley.timer", "medley-failed.service")) {
      assertThat(text(file).lines().filter(line -> !line.startsWith("#")))
          .as(file)
          .allMatch(line -> line.matches("(\\[(Unit|Service|Timer|Install)])?|[A-Z]\\w+=.+"));
    }
    assertThat(unit).contains("OnFailure=medley-failed.service");
  }

  @Test
  void systemdAcceptsTheUnitsWhereItIsInstalled() throws Exception {
    Path systemd = Path.of("/usr/bin/systemd-analyze");
    assumeTrue(Files.isExecutable(systemd), "systemd is not installed");
    List<String> line = new ArrayList<>(List.of(systemd.toString(), "verify"));
    for (String unit : List.of("medley.service", "medley.timer", "medley-failed.service")) {
      line.add(FOLDER.resolve(unit).toString());
    }
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();

    assertThat(said.lines().filter(each -> each.contains("medley")))
        .allMatch(each -> each.contains("/opt/medley/jobs/bin/medley is not executable"));
  }

  @Test
  void airflowRetriesWhatTheTableSaysAndItsFilesCompile() throws Exception {
    for (String file : List.of("airflow_spark_submit.py", "airflow_kubernetes_pod.py")) {
      String code = text(file);
      assertThat(numbers(code, "(?m)^RETRY = \\((.*)\\)$")).as(file).isEqualTo(RETRIED);
      assertThat(numbers(code, "(?m)^GATE_REFUSED = (.*)$"))
          .containsExactly(ExitCode.GATE_REFUSED.number());
      if (Files.isExecutable(Path.of("/usr/bin/python3"))) {
        String parse = "import ast, sys; ast.parse(open(sys.argv[1]).read())";
        Process python =
            new ProcessBuilder("/usr/bin/python3", "-c", parse, FOLDER.resolve(file).toString())
                .inheritIO()
                .start();
        assertThat(python.waitFor()).as(file).isZero();
      }
    }
  }

  @Test
  void theCronJobFailsAtOnceWhereNoRetryHelps() throws IOException {
    JsonNode spec = yaml("kubernetes-cronjob.yaml", "CronJob").path("spec");
    JsonNode job = spec.path("jobTemplate").path("spec");
    List<Integer> values = new ArrayList<>();
    job.at("/podFailurePolicy/rules/1/onExitCodes/values").forEach(v -> values.add(v.asInt()));

    assertThat(values).isEqualTo(FINAL);
    assertThat(spec.path("concurrencyPolicy").asText()).isEqualTo("Forbid");
    assertThat(spec.path("startingDeadlineSeconds").asInt()).isPositive();
    assertThat(job.at("/template/spec/restartPolicy").asText()).isEqualTo("Never");
    accepted(words(job.at("/template/spec/containers/0/args")));
  }

  @Test
  void theSparkOperatorStartsTheCommandLine() throws IOException {
    JsonNode spec =
        yaml("scheduled-spark-application.yaml", "ScheduledSparkApplication").path("spec");

    assertThat(spec.path("concurrencyPolicy").asText()).isEqualTo("Forbid");
    assertThat(spec.at("/template/mainClass").asText()).isEqualTo(Medley.class.getName());
    assertThat(spec.at("/template/sparkVersion").asText())
        .isEqualTo(org.apache.spark.package$.MODULE$.SPARK_VERSION());
    accepted(words(spec.at("/template/arguments")));
  }

  @Test
  void theCommandsOfTheFilesExist() throws IOException {
    List<String> commands = new ArrayList<>();
    for (String file :
        List.of("medley.cron", "medley.service", "medley-failed.service", "README.md")) {
      Matcher command =
          Pattern.compile("(?m)(?:bin/|^)medley ((?:nightly|check|runs|releases)[^#>\n]*)")
              .matcher(text(file));
      while (command.find()) {
        commands.add(command.group(1).strip());
      }
    }

    assertThat(commands).hasSize(7);
    commands.forEach(command -> accepted(List.of(command.split("\\s+"))));
  }

  private static void accepted(List<String> arguments) {
    CommandLine line = new CommandLine(new Medley()).setCaseInsensitiveEnumValuesAllowed(true);
    assertThat(line.parseArgs(arguments.toArray(String[]::new)).errors())
        .as(String.join(" ", arguments))
        .isEmpty();
  }

  private static JsonNode yaml(String file, String kind) throws IOException {
    JsonNode document = new YAMLMapper().readTree(text(file));
    assertThat(document.path("kind").asText()).isEqualTo(kind);
    return document;
  }

  private static List<String> words(JsonNode list) {
    List<String> words = new ArrayList<>();
    list.forEach(word -> words.add(word.asText()));
    assertThat(words).isNotEmpty();
    return words;
  }

  private static List<Integer> numbers(String text, String pattern) {
    Matcher line = Pattern.compile(pattern).matcher(text);
    assertThat(line.find()).as(pattern).isTrue();
    return NUMBER.matcher(line.group(1)).results().map(n -> Integer.valueOf(n.group())).toList();
  }

  private static List<Integer> codes(Predicate<ExitCode> which) {
    return Arrays.stream(ExitCode.values()).filter(which).map(ExitCode::number).toList();
  }

  private static String text(String file) throws IOException {
    return Files.readString(FOLDER.resolve(file));
  }
}
