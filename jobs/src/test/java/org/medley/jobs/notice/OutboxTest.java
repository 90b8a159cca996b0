package org.medley.jobs.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fault F36: an endpoint that is down, slow or refuses. */
class OutboxTest {
  private static final Instant NOW = Instant.parse("2024-06-01T02:00:00Z");
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @Test
  void aNoticeStaysUntilItIsTakenAndIsSentWithItsKey(@TempDir Path folder) throws IOException {
    Outbox outbox = outbox(folder);
    outbox.put(new Notice("failed-1", "{\"a\":1}"), NOW, 0);
    outbox.put(new Notice("failed-2", "{\"a\":2}"), NOW, 1);
    assertThat(outbox.send(http(closedPort(), Optional.empty()))).isEqualTo(2);

    List<String> got = Collections.synchronizedList(new ArrayList<>());
    Path token = Files.writeString(folder.resolve("token"), "secret\n");
    HttpServer server = server(List.of(503, 200, 200), got);
    try {
      Delivery delivery = http(server.getAddress().getPort(), Optional.of(token));
      assertThat(outbox.send(delivery)).as("the server was busy").isEqualTo(2);
      assertThat(outbox.send(delivery)).isZero();
      assertThat(outbox.send(delivery)).isZero();
    } finally {
      server.stop(0);
    }
    assertThat(got)
        .containsExactly(
            "failed-1 Bearer secret {\"a\":1}",
            "failed-1 Bearer secret {\"a\":1}",
            "failed-2 Bearer secret {\"a\":2}");
  }

  @Test
  void aNoticeThatIsRefusedForGoodHoldsUpNoOther(@TempDir Path folder) throws IOException {
    Outbox outbox = outbox(folder);
    outbox.put(new Notice("a", "{}"), NOW, 0);
    outbox.put(new Notice("b", "{}"), NOW, 1);
    HttpServer server = server(List.of(400, 204), new ArrayList<>());
    try {
      assertThat(outbox.send(http(server.getAddress().getPort(), Optional.empty()))).isEqualTo(1);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void anEndpointThatNeverAnswersIsGivenUpAfterSeconds(@TempDir Path folder) throws IOException {
    Outbox outbox = outbox(folder);
    outbox.put(new Notice("a", "{}"), NOW, 0);
    outbox.put(new Notice("b", "{}"), NOW, 1);
    long start = System.nanoTime();
    try (ServerSocket tarpit = new ServerSocket(0, 5, LOOPBACK)) {
      assertThat(outbox.send(http(tarpit.getLocalPort(), Optional.empty()))).isEqualTo(2);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void aCommandGetsTheNoticeOnStandardInputAndItsExitCodeTells(@TempDir Path folder)
      throws IOException {
    Path got = folder.resolve("got");
    Outbox outbox = outbox(folder);
    outbox.put(new Notice("a", "{\"a\":1}"), NOW, 0);
    assertThat(outbox.send(command("false"))).isEqualTo(1);
    assertThat(outbox.send(command("no-such-program-here"))).isEqualTo(1);
    assertThat(outbox.send(command("sh", "-c", "cat > '" + got + "'"))).isZero();
    assertThat(got).hasContent("{\"a\":1}");
  }

  @Test
  void theOldestAreDroppedWhereNothingIsEverTaken(@TempDir Path folder) throws IOException {
    Outbox outbox = outbox(folder);
    for (int i = 0; i < Outbox.KEPT + 2; i++) {
      outbox.put(new Notice("k" + i, "{}"), NOW, i);
    }
    List<String> sent = new ArrayList<>();
    outbox.send(
        notice -> {
          sent.add(notice.key());
          return Delivery.Result.TAKEN;
        });
    assertThat(sent).hasSize(Outbox.KEPT).startsWith("k2").doesNotContain("k1");
  }

  private static Outbox outbox(Path folder) {
    return new Outbox(folder.resolve("lake").toUri().toString(), "incidents", new Configuration());
  }

  private static Delivery command(String... words) {
    return Delivery.to(new Target(Optional.empty(), Optional.empty(), List.of(words)));
  }

  private static Delivery http(int port, Optional<Path> token) {
    URI url = URI.create("http://" + LOOPBACK.getHostAddress() + ":" + port + "/hook");
    return Delivery.to(new Target(Optional.of(url), token, List.of()));
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }

  private static HttpServer server(List<Integer> answers, List<String> got) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    List<Integer> left = new ArrayList<>(answers);
    server.createContext(
        "/hook",
        exchange -> {
          var headers = exchange.getRequestHeaders();
          got.add(
              headers.getFirst("Idempotency-Key")
                  + " "
                  + headers.getFirst("Authorization")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(left.remove(0), -1);
          exchange.close();
        });
    server.start();
    return server;
  }
}
