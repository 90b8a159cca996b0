package org.medley.jobs.pull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/** A web server on this machine that remembers what it was asked, and answers as it is told. */
final class Loopback implements AutoCloseable {
  /** A request as it arrived. */
  record Asked(String method, String path, String query, Map<String, String> headers, String body) {
    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name.toLowerCase(java.util.Locale.ROOT)));
    }
  }

  /** An answer; {@code sent} bytes of its body are sent and then nothing, or the line is cut. */
  record Answer(int status, Map<String, String> headers, byte[] body, int sent, boolean stalls) {
    static Answer of(int status, String body, String... headers) {
      return bytes(status, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    static Answer bytes(int status, byte[] body, String... headers) {
      Map<String, String> map = new HashMap<>();
      for (int i = 0; i < headers.length; i += 2) {
        map.put(headers[i], headers[i + 1]);
      }
      return new Answer(status, map, body, body.length, false);
    }

    static Answer outcome(int status, String code, String... headers) {
      return of(
          status,
          """
          {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"%s",\
          "diagnostics":"patient secret-id"}]}\
          """
              .formatted(code),
          headers);
    }

    Answer cutAfter(int bytes) {
      return new Answer(status, headers, body, Math.min(bytes, body.length), false);
    }

    Answer stalledAfter(int bytes) {
      return new Answer(status, headers, body, Math.min(bytes, body.length), true);
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Deque<Function<Asked, Answer>>> script = new HashMap<>();
  private final List<Asked> asked = new ArrayList<>();
  private Function<Asked, Answer> standard = request -> Answer.of(404, "");
  private Consumer<Asked> hook = request -> {};

  Loopback() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** What answers where nothing else was said. */
  void standard(Function<Asked, Answer> answers) {
    standard = answers;
  }

  /** Sees each request before it is answered. */
  synchronized void hook(Consumer<Asked> sees) {
    hook = sees;
  }

  /** The next answers at {@code path}, before the standard ones. */
  void next(String path, Answer... answers) {
    Arrays.stream(answers).forEach(answer -> next(path, request -> answer));
  }

  /** The next answer at {@code path}, made when it is asked for. */
  synchronized void next(String path, Function<Asked, Answer> answer) {
    script.computeIfAbsent(path, any -> new ArrayDeque<>()).add(answer);
  }

  synchronized List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** The requests of that method whose path ends so. */
  List<Asked> asked(String method, String end) {
    return asked().stream()
        .filter(request -> request.method().equals(method) && request.path().endsWith(end))
        .toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) ->
                headers.put(name.toLowerCase(java.util.Locale.ROOT), String.join(", ", values)));
    Asked request =
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
            headers,
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    send(exchange, answer(request));
  }

  private synchronized Answer answer(Asked request) {
    asked.add(request);
    hook.accept(request);
    Deque<Function<Asked, Answer>> scripted = script.get(request.path());
    return scripted == null || scripted.isEmpty()
        ? standard.apply(request)
        : scripted.poll().apply(request);
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    int length = answer.body().length;
    exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
    OutputStream out = exchange.getResponseBody();
    if (length > 0) {
      out.write(answer.body(), 0, answer.sent());
      out.flush();
      if (answer.stalls()) {
        pause();
      }
    }
    exchange.close();
  }

  private static void pause() {
    try {
      Thread.sleep(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
