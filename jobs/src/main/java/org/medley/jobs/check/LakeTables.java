package org.medley.jobs.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The tables that lie in a lake, whether or not a release names them. */
final class LakeTables {
  private LakeTables() {}

  /** The folders of all tables; empty for a lake that is not there yet. */
  static List<Path> of(Setup setup) throws IOException {
    Path pattern = new Path(setup.root() + "/*/*/_delta_log");
    FileSystem files = pattern.getFileSystem(setup.hadoop());
    FileStatus[] logs = files.globStatus(pattern);
    List<Path> tables = new ArrayList<>();
    for (FileStatus log : logs == null ? new FileStatus[0] : logs) {
      tables.add(log.getPath().getParent());
    }
    return tables;
  }

  /** The name of the table in {@code folder}, such as {@code clinical.events}. */
  static String named(Path folder) {
    return folder.getParent().getName() + "." + folder.getName();
  }
}
