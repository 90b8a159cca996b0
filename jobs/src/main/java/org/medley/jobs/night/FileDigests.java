package org.medley.jobs.night;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.medley.jobs.error.MedleyException;
import scala.Tuple2;

/** Digests of whole files. */
final class FileDigests {
  private FileDigests() {}

  /**
   * SHA-256 in hexadecimal of each of {@code uris}, several files at a time.
   *
   * @throws IOException if one cannot be read
   */
  static Map<String, String> of(SparkSession spark, List<String> uris) throws IOException {
    if (uris.isEmpty()) {
      return Map.of();
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<SerializableConfiguration> hadoop =
        context.broadcast(new SerializableConfiguration(spark.sessionState().newHadoopConf()));
    try {
      return context
          .parallelize(uris, uris.size())
          .mapToPair(uri -> new Tuple2<>(uri, digest(uri, hadoop.value().value())))
          .collectAsMap();
    } catch (Exception e) {
      throw ExceptionUtils.getThrowableList(e).stream()
          .filter(IOException.class::isInstance)
          .map(IOException.class::cast)
          .findFirst()
          .orElseThrow(() -> MedleyException.rethrown(e));
    }
  }

  private static String digest(String uri, Configuration hadoop) throws IOException {
    Path path = new Path(URI.create(uri));
    MessageDigest digest = Digests.sha256();
    try (InputStream in = new DigestInputStream(path.getFileSystem(hadoop).open(path), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return Digests.hex(digest.digest());
  }
}
