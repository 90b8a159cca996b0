package org.medley.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFilesTest {
  @Test
  void aFileGetsTheBitsThatHadoopWasAskedFor(@TempDir Path folder) throws IOException {
    Configuration settings = new Configuration();
    settings.set("fs.file.impl", LocalFiles.class.getName());
    settings.setBoolean("fs.file.impl.disable.cache", true);
    try (FileSystem files = FileSystem.get(folder.toUri(), settings)) {
      assertThat(files).isInstanceOf(LocalFiles.class);
      org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(folder.toUri() + "/a b");
      files.create(file).close();

      files.setPermission(file, new FsPermission((short) 0640));

      Path there = folder.resolve("a b");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(there)))
          .isEqualTo("rw-r-----");
      assertThat(files.getFileStatus(file).getPermission().toShort()).isEqualTo((short) 0640);

      files.setPermission(file, new FsPermission((short) 01600));

      assertThat(Files.getAttribute(there, "unix:mode")).isEqualTo(0101600);
    }
  }
}
