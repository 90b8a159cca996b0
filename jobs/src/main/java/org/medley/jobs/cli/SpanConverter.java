package org.medley.jobs.cli;

import java.time.Duration;
import org.medley.jobs.pull.Spans;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Time spans on the command line, written as in settings. */
final class SpanConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    return Spans.parse(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + text + "' is not a time span; write it as 30s, 10m, 12h or 2d"));
  }
}
