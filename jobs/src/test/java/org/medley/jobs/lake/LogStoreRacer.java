package org.medley.jobs.lake;

import io.delta.storage.LogStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * One of the processes that race for versions: claims each in turn, goes on to the next whether it
 * won or lost, and writes down what was acknowledged. Arguments: store class, directory, own name,
 * number of versions.
 */
public final class LogStoreRacer {
  private LogStoreRacer() {}

  /** Says that it is ready, waits for the starting signal, and races. */
  public static void main(String[] args) throws Exception {
    ProcessHandle.current()
        .parent()
        .ifPresent(test -> test.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
    Path directory = Path.of(args[1]);
    String name = args[2];
    Configuration conf = new Configuration();
    LogStore store =
        (LogStore) Class.forName(args[0]).getConstructor(Configuration.class).newInstance(conf);
    store.resolvePathOnPhysicalStorage(new org.apache.hadoop.fs.Path(directory.toUri()), conf);
    Files.createFile(directory.resolveSibling(name + ".ready"));
    while (!Files.exists(directory.resolveSibling("go"))) {
      Thread.onSpinWait();
    }
    List<String> acknowledged = new ArrayList<>();
    for (long version = 0; version < Long.parseLong(args[3]); version++) {
      if (claimed(store, directory, version, name, conf)) {
        acknowledged.add(Long.toString(version));
      }
    }
    Files.write(directory.resolveSibling(name + ".acknowledged"), acknowledged);
  }

  private static boolean claimed(
      LogStore store, Path directory, long version, String name, Configuration conf)
      throws IOException {
    var path = new org.apache.hadoop.fs.Path(directory.resolve(file(version)).toUri());
    try {
      store.write(path, List.of(name + " " + version).iterator(), false, conf);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  static String file(long version) {
    return "%020d.json".formatted(version);
  }
}
