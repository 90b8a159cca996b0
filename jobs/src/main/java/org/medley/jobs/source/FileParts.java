package org.medley.jobs.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Cuts large files into parts that tasks read at the same time: plain ones anywhere, BGZF at its
 * blocks. Lines keep their numbers: a job counts the line ends of each part first, which costs a
 * fraction of reading them. Gzip of another kind stays whole, since it can only be unpacked from
 * its start.
 *
 * @param partBytes size of a part of a plain file; files of less than two are not cut
 */
record FileParts(long partBytes) {
  private static final int CHUNK = 1 << 18;

  /** Packed text grows about so much. */
  private static final int GROWTH = 4;

  /** The parts of all {@code files}, the largest first, so that all cores stay busy to the end. */
  List<FilePart> of(
      JavaSparkContext context,
      Broadcast<SerializableConfiguration> configuration,
      List<SourceFile> files) {
    List<FilePart> parts = new ArrayList<>();
    List<FileStretch> cut = new ArrayList<>();
    for (SourceFile file : files) {
      List<FileStretch> stretches = stretches(file, configuration.value().value());
      if (stretches.size() == 1) {
        parts.add(FilePart.whole(file));
      } else {
        cut.addAll(stretches);
      }
    }
    if (!cut.isEmpty()) {
      parts.addAll(numbered(cut, contents(context, configuration, cut)));
    }
    parts.sort(Comparator.comparingLong(FilePart::bytes).reversed());
    return parts;
  }

  private List<FileStretch> stretches(SourceFile file, Configuration configuration) {
    long packedBytes = Math.max(partBytes / GROWTH, 1);
    List<FileStretch> whole = List.of(FileStretch.whole(file));
    if (file.bytes() < 2 * packedBytes) {
      return whole;
    }
    try {
      if (!FileOpener.isPacked(file, configuration)) {
        return file.bytes() < 2 * partBytes ? whole : plain(file);
      }
      return FileOpener.isBlocked(file, configuration)
          ? BlockCuts.of(file, packedBytes, configuration)
          : whole;
    } catch (IOException e) {
      throw LineReader.corrupt(file, e);
    }
  }

  private List<FileStretch> plain(SourceFile file) {
    List<FileStretch> stretches = new ArrayList<>();
    for (long from = 0; from < file.bytes(); from += partBytes) {
      long bytes = Math.min(partBytes, file.bytes() - from);
      stretches.add(new FileStretch(file, from, bytes, false));
    }
    return stretches;
  }

  private static List<Content> contents(
      JavaSparkContext context,
      Broadcast<SerializableConfiguration> configuration,
      List<FileStretch> stretches) {
    return context
        .parallelize(stretches, stretches.size())
        .map(stretch -> content(stretch, configuration.value().value()))
        .collect();
  }

  private static Content content(FileStretch stretch, Configuration configuration) {
    try {
      return stretch.blocked() ? unpacked(stretch, configuration) : plain(stretch, configuration);
    } catch (IOException e) {
      throw LineReader.corrupt(stretch.file(), e);
    }
  }

  private static Content plain(FileStretch stretch, Configuration configuration)
      throws IOException {
    byte[] chunk = new byte[CHUNK];
    long left = stretch.bytes();
    long lineEnds = 0;
    try (InputStream in = FileOpener.open(stretch.file(), stretch.at(), configuration)) {
      int read = 0;
      while (left > 0 && read >= 0) {
        read = in.read(chunk, 0, (int) Math.min(CHUNK, left));
        lineEnds += ByteScan.lineFeeds(chunk, Math.max(read, 0));
        left -= Math.max(read, 0);
      }
    }
    return new Content(stretch.bytes() - left, lineEnds);
  }

  private static Content unpacked(FileStretch stretch, Configuration configuration)
      throws IOException {
    byte[] chunk = new byte[BlockHeader.MAX_BLOCK];
    long bytes = 0;
    long lineEnds = 0;
    try (BlockStream in = stretch.blocks(configuration)) {
      for (int read = in.read(chunk); read > 0; read = in.read(chunk)) {
        bytes += read;
        lineEnds += ByteScan.lineFeeds(chunk, read);
      }
      if (in.position() != stretch.end()) {
        throw new IOException("no block ends at byte %,d".formatted(stretch.end()));
      }
    }
    return new Content(bytes, lineEnds);
  }

  /**
   * The part of each stretch: the lines behind the line ends that it holds, and the first line of
   * the file.
   */
  private static List<FilePart> numbered(List<FileStretch> stretches, List<Content> contents) {
    List<FilePart> numbered = new ArrayList<>();
    long bytes = 0;
    long lineEnds = 0;
    for (int i = 0; i < stretches.size(); i++) {
      FileStretch stretch = stretches.get(i);
      boolean first = stretch.at() == 0;
      bytes = first ? 0 : bytes;
      lineEnds = first ? 0 : lineEnds;
      long end = bytes + contents.get(i).bytes();
      numbered.add(new FilePart(stretch, first ? 0 : bytes + 1, end + 1, first ? 1 : lineEnds + 2));
      bytes = end;
      lineEnds += contents.get(i).lineEnds();
    }
    return numbered;
  }

  /** Unpacked bytes and line ends of a stretch. */
  private record Content(long bytes, long lineEnds) implements Serializable {}
}
