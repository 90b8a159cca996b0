package org.medley.jobs.polygenic.weight;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.SourceFile;

/** Where a site keeps its scoring files: one file, or a folder of them. */
public final class ScoringFolder {
  private static final Pattern SCORING = Pattern.compile("[^._].*\\.(txt|tsv)(\\.gz)?");

  private ScoringFolder() {}

  /**
   * The scoring file at {@code path}, or those in the folder there whose names end with .txt, .tsv,
   * .txt.gz or .tsv.gz, by name; each with its digest. Reads them once.
   *
   * @throws MedleyException with exit code 66 if there is none, 74 if one cannot be read
   */
  public static List<SourceFile> of(String path, Configuration configuration) {
    try {
      Path place = path.contains("://") ? new Path(path) : new Path(Paths.get(path).toUri());
      FileSystem system = place.getFileSystem(configuration);
      if (!system.exists(place)) {
        throw missing(path);
      }
      FileStatus[] found =
          system.getFileStatus(place).isDirectory()
              ? system.listStatus(place, each -> SCORING.matcher(each.getName()).matches())
              : new FileStatus[] {system.getFileStatus(place)};
      Arrays.sort(found, Comparator.comparing(each -> each.getPath().getName()));
      List<SourceFile> files = new ArrayList<>();
      for (FileStatus each : found) {
        files.add(
            new SourceFile(
                each.getPath().getName(),
                each.getPath().toUri().toString(),
                each.getLen(),
                digest(system, each.getPath())));
      }
      if (files.isEmpty()) {
        throw missing(path);
      }
      return files;
    } catch (IOException e) {
      throw new MedleyException(
          ExitCode.INPUT_OUTPUT,
          "the scoring files at %s cannot be read".formatted(path),
          "check that they may be read, and start the command again",
          e);
    }
  }

  private static String digest(FileSystem system, Path file) throws IOException {
    try (InputStream in = system.open(file)) {
      return DigestUtils.sha256Hex(in);
    }
  }

  private static MedleyException missing(String path) {
    return new MedleyException(
        ExitCode.INPUT_MISSING,
        "there is no scoring file at %s".formatted(path),
        "name a file of the PGS Catalog, or a folder of such (.txt, .tsv, either with .gz), as"
            + " 'scores' of the source in site.yaml");
  }
}
