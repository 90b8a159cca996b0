package org.medley.jobs.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class Version implements IVersionProvider {
  /** The number of this build, or that it has none. */
  static String number() {
    String version = Medley.class.getPackage().getImplementationVersion();
    return version == null ? "(development)" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "medley " + number(),
      "Java "
          + System.getProperty("java.version")
          + ", Spark "
          + org.apache.spark.package$.MODULE$.SPARK_VERSION()
    };
  }
}
