package org.medley.jobs.source.vcf;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.io.IOUtils;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.SourceFile;

/**
 * A plain FASTA file, read a window at a time where its bases are asked for, so that memory does
 * not grow with the assembly. Each task has a copy of its own.
 */
final class FastaFile implements ReferenceSequence, Serializable {
  private static final long serialVersionUID = 1L;
  private static final int WINDOW = 1 << 16;

  private final SourceFile file;
  private final Map<String, FastaContig> contigs;
  private final Broadcast<SerializableConfiguration> configuration;

  private transient FSDataInputStream in;
  private transient byte[] window;
  private transient String windowContig;
  private transient long windowFrom;

  private FastaFile(
      SourceFile file,
      Map<String, FastaContig> contigs,
      Broadcast<SerializableConfiguration> configuration) {
    this.file = file;
    this.contigs = contigs;
    this.configuration = configuration;
  }

  /**
   * The assembly in {@code file}, which is read once on the driver to find its contigs.
   *
   * @throws MedleyException with exit code 65 if it cannot be used, see {@link FastaIndex}
   */
  static FastaFile of(SparkSession spark, SourceFile file) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Broadcast<SerializableConfiguration> configuration =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(new SerializableConfiguration(hadoop));
    return new FastaFile(file, FastaIndex.of(hadoop, file), configuration);
  }

  @Override
  public char base(String contig, int position) {
    FastaContig found = contigs.get(contig);
    long place = position - 1L;
    if (found == null || place < 0 || place >= found.length()) {
      return NOWHERE;
    }
    boolean held =
        contig.equals(windowContig) && place >= windowFrom && place < windowFrom + WINDOW;
    if (!held) {
      windowFrom = place - place % WINDOW;
      windowContig = contig;
      window = bytes(found, windowFrom, Math.min(windowFrom + WINDOW, found.length()) - 1);
    }
    long at = found.byteOf(place) - found.byteOf(windowFrom);
    char base = Character.toUpperCase((char) (window[(int) at] & 0x7f));
    return "ACGT".indexOf(base) < 0 ? 'N' : base;
  }

  private byte[] bytes(FastaContig contig, long first, long last) {
    long from = contig.byteOf(first);
    byte[] bytes = new byte[(int) (contig.byteOf(last) + 1 - from)];
    try {
      opened().readFully(from, bytes);
      return bytes;
    } catch (IOException e) {
      throw new MedleyException(
          ExitCode.INPUT_OUTPUT,
          "the reference %s cannot be read (%s)".formatted(file.name(), e.getMessage()),
          "see that nobody changes or moves it during the run, then start the command again",
          e);
    }
  }

  private FSDataInputStream opened() throws IOException {
    if (in == null) {
      in = file.path().getFileSystem(configuration.value().value()).open(file.path());
      FSDataInputStream opened = in;
      TaskContext task = TaskContext.get();
      if (task != null) {
        task.addTaskCompletionListener(
            (TaskCompletionListener) ended -> IOUtils.closeStream(opened));
      }
    }
    return in;
  }
}
