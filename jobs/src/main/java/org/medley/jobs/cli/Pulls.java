package org.medley.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.medley.jobs.cli.console.Progress;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pull.Landed;
import org.medley.jobs.pull.Pull;
import org.medley.jobs.pull.http.Waiting;
import org.medley.jobs.pull.landing.Landing;
import org.medley.jobs.site.Configuration;
import org.medley.jobs.source.Sources;
import org.medley.jobs.step.Subgroups;
import org.medley.jobs.text.Numbers;

/** The pulls of a site. */
record Pulls(Options options, Configuration configuration, Workspace workspace) {

  /** The configuration that the options name. */
  static Configuration configuration(Options options) {
    return Configuration.read(
        options.conf(), options.overrides(), Sources.optionsByKind(), Subgroups.names());
  }

  /**
   * Pulls these sources, one after the other.
   *
   * @return what landed, by source
   */
  Map<String, List<Landed>> run(List<String> sources) {
    Map<String, List<Landed>> landed = new LinkedHashMap<>();
    List<String> steps = sources.stream().map(Pulls::step).toList();
    try (Progress progress = Progress.of(Streams.progress(options), steps, Map.of())) {
      for (String source : sources) {
        landed.put(source, run(source, progress));
      }
    }
    return landed;
  }

  private List<Landed> run(String source, Progress progress) {
    String step = step(source);
    progress.started(step);
    try {
      List<Landed> landed =
          new Pull(
                  configuration.pulls().get(source),
                  landing(source),
                  Waiting.on(workspace.clock()),
                  what -> progress.doing(step, what))
              .run();
      long files = landed.stream().mapToLong(Landed::files).sum();
      progress.finished(step, Numbers.count(files, "file", "files"));
      return new ArrayList<>(landed);
    } catch (MedleyException e) {
      progress.failed(step);
      throw e;
    }
  }

  /**
   * Fails where one of these sources was never pulled.
   *
   * @throws MedleyException with exit code 66
   */
  void requireLanded(List<String> sources) {
    for (String source : sources) {
      Path folder = new Path(Landing.path(workspace.lake().root(), source));
      try {
        if (!folder
            .getFileSystem(workspace.spark().sessionState().newHadoopConf())
            .exists(folder)) {
          throw new MedleyException(
              ExitCode.INPUT_MISSING,
              "source '" + source + "' was never pulled",
              "run 'medley pull " + source + "' first: a dry run does not pull");
        }
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  private Landing landing(String source) {
    return Landing.of(options.lake(), source, workspace.spark().sessionState().newHadoopConf());
  }

  private static String step(String source) {
    return "pull:" + source;
  }
}
