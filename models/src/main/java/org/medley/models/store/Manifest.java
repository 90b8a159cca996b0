package org.medley.models.store;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * The files of a model folder with their SHA-256.
 *
 * @param format version of the folder's layout
 * @param files path relative to the folder, to SHA-256 in hexadecimal
 */
record Manifest(int format, Map<String, String> files) {
  static final String NAME = "manifest.json";
  static final int FORMAT = 1;

  Manifest {
    files = new TreeMap<>(files);
  }

  /** Digests every file below {@code folder} but the manifest itself. */
  static Manifest of(FileSystem system, Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    String root = system.getFileStatus(folder).getPath().toUri().getPath();
    RemoteIterator<LocatedFileStatus> found = system.listFiles(folder, true);
    while (found.hasNext()) {
      Path file = found.next().getPath();
      String name = file.toUri().getPath().substring(root.length() + 1);
      if (!name.equals(NAME)) {
        files.put(name, sha256(system, file));
      }
    }
    return new Manifest(FORMAT, files);
  }

  /** SHA-256 of {@code bytes} in hexadecimal. */
  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  private static String sha256(FileSystem system, Path file) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = system.open(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
