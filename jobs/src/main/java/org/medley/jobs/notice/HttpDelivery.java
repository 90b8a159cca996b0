package org.medley.jobs.notice;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Posts JSON, with the notice's key as {@code Idempotency-Key}. */
final class HttpDelivery implements Delivery {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Set<Integer> FOR_NOW = Set.of(401, 403, 404, 408, 425, 429);

  private final URI url;
  private final Optional<Path> tokenFile;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  HttpDelivery(URI url, Optional<Path> tokenFile) {
    this.url = url;
    this.tokenFile = tokenFile;
  }

  @Override
  public Result send(Notice notice) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", notice.key())
            .POST(HttpRequest.BodyPublishers.ofString(notice.body()));
    if (tokenFile.isPresent()) {
      request.header("Authorization", "Bearer " + Files.readString(tokenFile.get()).strip());
    }
    int status = status(request.build());
    if (status / 100 == 2) {
      return Result.TAKEN;
    }
    return status / 100 == 4 && !FOR_NOW.contains(status) ? Result.REFUSED : Result.DOWN;
  }

  /** The time limit of a request ends with its header; a body may drip for ever. */
  private int status(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).statusCode();
    } catch (TimeoutException | ExecutionException e) {
      answer.cancel(true);
      throw new IOException("no answer from " + url.getHost(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
