package org.medley.jobs.code;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.medley.features.contract.TableContract;
import org.medley.models.contract.Models;

/**
 * Run by the build once all classes are compiled: writes the table that {@link CodeDigests} reads.
 */
public final class DigestWriter {
  /** The table, as a resource beside this class. */
  static final String FILE = "classes.tsv";

  private DigestWriter() {}

  /**
   * Writes the table into the directory of this module's classes. The same code, the same bytes.
   */
  public static void main(String[] args) throws IOException, URISyntaxException {
    Path own = root(DigestWriter.class);
    SortedMap<String, Compiled> parts = new TreeMap<>();
    for (Class<?> inModule : List.of(TableContract.class, Models.class, DigestWriter.class)) {
      parts.putAll(ClassPathScan.scan(root(inModule)));
    }
    Path file = own.resolve(DigestWriter.class.getName().replace('.', '/')).resolveSibling(FILE);
    Files.write(file, CompiledCode.lines(parts));
  }

  private static Path root(Class<?> inModule) throws URISyntaxException {
    return Path.of(inModule.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
