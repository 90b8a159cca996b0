package org.medley.jobs.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Medley.class.getPackage().getImplementationVersion();
    return new String[] {
      "medley " + (version == null ? "(development)" : version),
      "Java "
          + System.getProperty("java.version")
          + ", Spark "
          + org.apache.spark.package$.MODULE$.SPARK_VERSION()
    };
  }
}
