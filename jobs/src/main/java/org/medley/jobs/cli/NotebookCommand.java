package org.medley.jobs.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.medley.jobs.control.Json;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.LakeAccess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code medley notebook}: opens a notebook in Jupyter, or executes one without it. */
@Command(
    name = "notebook",
    mixinStandardHelpOptions = true,
    description = {
      "Opens the tutorial, or another notebook, in Jupyter with a kernel that knows Medley: cells"
          + " are Java, and read one release of the lake, train variants of a task in memory and"
          + " compare them with the champion. Nothing is written to the lake.",
      "The lake is that of --lake, else of the environment variable MEDLEY_LAKE, else ./lake.",
      "With --execute the notebook runs from top to bottom without a browser; a cell that fails"
          + " ends it with 65. --output json: {notebook, html, cells}"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  medley notebook                                      the tutorial",
      "  medley notebook mine.ipynb --lake /data/lake",
      "  medley notebook --execute mine.ipynb --out results   mine.ipynb and mine.html in results"
    })
final class NotebookCommand implements Callable<Integer>, WithoutLake {
  private static final String CONVERT = "jupyter-nbconvert";
  private static final Path TUTORIAL = Path.of("notebooks", "tutorial.ipynb");

  @Spec private CommandSpec spec;

  @Mixin private Options options;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The notebook to open. Default: the tutorial.")
  private Path file;

  @Option(names = "--execute", paramLabel = "FILE", description = "Executes FILE instead.")
  private Path executed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Folder for the executed notebook and its page. Default: here.")
  private Path out;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Jupyter jupyter = new Jupyter(LakeAccess.root(lake()), options.conf());
    // A signal ends this process while Jupyter still runs.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> closed(jupyter)));
    try (jupyter) {
      return executed == null ? open(jupyter) : execute(jupyter);
    }
  }

  private String lake() {
    return spec.commandLine().getParseResult().hasMatchedOption("--lake")
        ? options.lake()
        : Optional.ofNullable(System.getenv("MEDLEY_LAKE"))
            .filter(lake -> !lake.isBlank())
            .orElse(options.lake());
  }

  private int open(Jupyter jupyter) throws IOException, InterruptedException {
    Path opened =
        there(
            file != null
                ? file
                : Path.of(System.getProperty("medley.home", ".")).resolve(TUTORIAL));
    Path program =
        Jupyter.program("jupyter-lab", "jupyter-notebook")
            .orElseThrow(
                () ->
                    new MedleyException(
                        ExitCode.UNSUPPORTED,
                        "neither jupyter-lab nor jupyter-notebook is on the PATH",
                        "install one (on Debian: apt install jupyter-notebook), or run 'medley"
                            + " notebook --execute' with jupyter-nbconvert"));
    int code = jupyter.run(List.of(program.toString(), "-y", opened.toString()));
    if (code != 0) {
      throw new MedleyException(
          ExitCode.INTERNAL, program.getFileName() + " ended with " + code, "it said why above");
    }
    return ExitCode.DONE.number();
  }

  private int execute(Jupyter jupyter) throws IOException, InterruptedException {
    Path source = there(executed);
    String convert =
        Jupyter.program(CONVERT)
            .map(Path::toString)
            .orElseThrow(
                () ->
                    new MedleyException(
                        ExitCode.UNSUPPORTED,
                        CONVERT + " is not on the PATH",
                        "install it (on Debian: apt install jupyter-nbconvert)"));
    Path target = Files.createDirectories(out).toRealPath();
    if (target.equals(source.getParent())) {
      throw new MedleyException(
          ExitCode.USAGE,
          "the executed notebook would take the place of " + source.getFileName(),
          "name another folder with --out");
    }
    Path notebook = target.resolve(source.getFileName());
    convert(
        jupyter,
        List.of(
            convert,
            "--to=notebook",
            "--execute",
            "--allow-errors",
            "--ExecutePreprocessor.timeout=7200",
            "--ExecutePreprocessor.startup_timeout=300",
            "--output-dir=" + target,
            source.toString()));
    convert(jupyter, List.of(convert, "--to=html", "--output-dir=" + target, notebook.toString()));
    Path page =
        target.resolve(source.getFileName().toString().replaceFirst("\\.ipynb$", "") + ".html");
    ExecutedNotebook ended = ExecutedNotebook.read(notebook);
    if (ended.failure().isPresent()) {
      throw new MedleyException(
          ExitCode.DATA_REJECTED, ended.failure().get(), "all that was shown is in " + page);
    }
    answer(notebook, page, ended);
    return ExitCode.DONE.number();
  }

  private void answer(Path notebook, Path page, ExecutedNotebook ended) {
    if (options.json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("notebook", notebook.toString());
      document.put("html", page.toString());
      document.put("cells", ended.cells());
      Streams.answer().println(Json.write(document));
    } else {
      Streams.answer().println(notebook);
      Streams.answer().println(page);
    }
  }

  private static void convert(Jupyter jupyter, List<String> command)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile("medley-nbconvert", ".log");
    try {
      if (jupyter.run(command, log) != 0) {
        String last =
            Files.readString(log, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .reduce("it said nothing", (before, line) -> line);
        throw new MedleyException(
            ExitCode.INTERNAL,
            CONVERT + " failed: " + last.strip(),
            "open the notebook in Jupyter to see where");
      }
    } finally {
      Files.deleteIfExists(log);
    }
  }

  private static Path there(Path notebook) throws IOException {
    if (!Files.isRegularFile(notebook) || !notebook.toString().endsWith(".ipynb")) {
      throw new MedleyException(
          ExitCode.USAGE, "there is no notebook " + notebook, "name a file that ends in .ipynb");
    }
    return notebook.toRealPath();
  }

  private static void closed(Jupyter jupyter) {
    try {
      jupyter.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
