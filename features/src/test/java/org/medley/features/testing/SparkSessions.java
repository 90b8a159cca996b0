package org.medley.features.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Resolves {@link SparkSession} parameters: one context per JVM, one session per test class. Plans
 * are interpreted unless a test has them compiled by {@link #compile}. Settings that a module adds
 * are read from {@code spark-test.properties} on its test class path.
 */
public final class SparkSessions implements ParameterResolver {
  private static final ExtensionContext.Namespace SPACE =
      ExtensionContext.Namespace.create(SparkSessions.class);

  private static final String WHOLE_STAGE = "spark.sql.codegen.wholeStage";
  private static final String FACTORY_MODE = "spark.sql.codegen.factoryMode";

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SparkSession.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ExtensionContext holder = context;
    while (holder.getParent().isPresent()
        && holder.getParent().get() != holder.getRoot()
        && holder.getParent().get().getTestClass().isPresent()) {
      holder = holder.getParent().get();
    }
    return holder
        .getStore(SPACE)
        .getOrComputeIfAbsent(
            context.getRequiredTestClass(), type -> shared().newSession(), SparkSession.class);
  }

  /** Makes {@code spark} run what it runs from now on as users do: as generated, compiled code. */
  public static void compile(SparkSession spark) {
    spark.conf().set(WHOLE_STAGE, "true");
    spark.conf().set(FACTORY_MODE, "FALLBACK");
  }

  private static SparkSession shared() {
    SparkSession.Builder builder =
        SparkSession.builder()
            .master("local[2]")
            .appName("test")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.ansi.enabled", "true")
            // Small plans take longer to compile than to run.
            .config(WHOLE_STAGE, "false")
            .config(FACTORY_MODE, "NO_CODEGEN");
    added().forEach((key, value) -> builder.config((String) key, (String) value));
    return builder.getOrCreate();
  }

  private static Properties added() {
    Properties settings = new Properties();
    try (InputStream in = SparkSessions.class.getResourceAsStream("/spark-test.properties")) {
      if (in != null) {
        settings.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings;
  }
}
