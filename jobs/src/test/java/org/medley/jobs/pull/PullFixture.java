package org.medley.jobs.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pull.landing.Landing;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.settings.YamlFile;

/** A server, a lake and a pull between them. */
abstract class PullFixture {
  static final String ANNA = "{\"resourceType\":\"Patient\",\"id\":\"a\",\"active\":true}";
  static final String BERT = "{\"resourceType\":\"Patient\",\"id\":\"b\"}";
  static final String FEVER = "{\"resourceType\":\"Condition\",\"id\":\"c\"}";

  @TempDir Path folder;
  final FakeTime time = new FakeTime();
  final BulkServer server = new BulkServer(time);

  @AfterEach
  void stop() {
    server.close();
  }

  /** Settings as a site would write them; {@code more} are further lines of the block. */
  PullSettings settings(String... more) {
    return read("url: " + server.base() + "\n" + String.join("\n", more) + "\n", "fhir");
  }

  PullSettings read(String yaml, String kind) {
    try {
      Path file = Files.writeString(folder.resolve("pull.yaml"), yaml);
      Problems problems = new Problems();
      PullSettings settings =
          PullSection.read(
              YamlFile.read(file, problems), kind, path -> folder.resolve(path).toString());
      problems.throwIfAny();
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Landing landing() {
    return Landing.of(folder.resolve("lake").toString(), "ehr", new Configuration());
  }

  List<Landed> pull(PullSettings settings) {
    return pull(settings, text -> {});
  }

  List<Landed> pull(PullSettings settings, Consumer<String> progress) {
    return new Pull(settings, landing(), time, progress).run();
  }

  AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      PullSettings settings, ExitCode code) {
    return assertThatThrownBy(() -> pull(settings))
        .isInstanceOfSatisfying(
            MedleyException.class,
            e -> {
              assertThat(e.exitCode()).as(e.getMessage()).isEqualTo(code);
              assertThat(e.getMessage() + e.remedy()).doesNotContain("secret-id", "signature");
            });
  }

  Path landed(String path) {
    return folder.resolve("lake/landing/ehr").resolve(path);
  }

  /** The text of a landed file, unpacked where its name says that it is packed. */
  String text(String path) {
    try (InputStream in = Files.newInputStream(landed(path));
        InputStream plain = path.endsWith(".gz") ? new GZIPInputStream(in) : in) {
      return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode manifest(String extract) {
    return BulkServer.json(text(extract + "/manifest.json"));
  }

  /** What a reader of the landing folder sees, in order. */
  List<String> visible() {
    Path root = landed("");
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(root)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> root.relativize(path).toString())
          .filter(name -> Stream.of(name.split("/")).noneMatch(part -> part.startsWith(".")))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is left of unfinished work. */
  List<String> unfinished() {
    try (Stream<Path> paths = Files.list(landed(""))) {
      return paths
          .map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith(".") && !name.equals(".lock"))
          .filter(name -> !name.equals(".downloads.json"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
