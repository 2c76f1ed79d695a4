package io.argen.affect.vlm;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import io.argen.affect.vlm.VlmException.Kind;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls with an end: at most a megabyte of answer, cut off while reading, and a time limit that
 * holds to the last byte. Redirects are not followed, for the key would go with them.
 */
final class BoundedHttp implements HttpClient {
  static final int MAX_BYTES = 1_000_000;
  private static final int SHOWN = 200;

  private final java.net.http.HttpClient client;
  private final Duration timeout;

  BoundedHttp(Duration timeout) {
    this.timeout = timeout;
    this.client =
        java.net.http.HttpClient.newBuilder()
            .version(java.net.http.HttpClient.Version.HTTP_1_1)
            .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  /** Hands langchain4j this client. */
  static final class Builder implements HttpClientBuilder {
    private final BoundedHttp client;
    private Duration connect;
    private Duration read;

    Builder(BoundedHttp client) {
      this.client = client;
      this.connect = client.timeout;
      this.read = client.timeout;
    }

    @Override
    public Duration connectTimeout() {
      return connect;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
      this.connect = timeout;
      return this;
    }

    @Override
    public Duration readTimeout() {
      return read;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
      this.read = timeout;
      return this;
    }

    @Override
    public HttpClient build() {
      return client;
    }
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    java.net.http.HttpRequest.Builder call =
        java.net.http.HttpRequest.newBuilder(URI.create(request.url())).timeout(timeout);
    request.headers().forEach((name, values) -> values.forEach(v -> call.header(name, v)));
    String body = request.body();
    call.method(
        request.method().name(),
        body == null
            ? java.net.http.HttpRequest.BodyPublishers.noBody()
            : java.net.http.HttpRequest.BodyPublishers.ofString(body));
    HttpResponse<byte[]> response = response(call.build());
    String text = new String(response.body(), StandardCharsets.UTF_8);
    int status = response.statusCode();
    if (status < 200 || status > 299) {
      throw refusal(status, response, text);
    }
    return SuccessfulHttpResponse.builder()
        .statusCode(status)
        .headers(response.headers().map())
        .body(text)
        .build();
  }

  private HttpResponse<byte[]> response(java.net.http.HttpRequest request) {
    String host = request.uri().getHost();
    CompletableFuture<HttpResponse<byte[]>> call = client.sendAsync(request, info -> new Limited());
    try {
      return call.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      call.cancel(true);
      throw new VlmException(Kind.SLOW, slow(host), 0, e);
    } catch (ExecutionException e) {
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        if (cause instanceof VlmException known) {
          throw known;
        }
        if (cause instanceof HttpTimeoutException) {
          throw new VlmException(Kind.SLOW, slow(host), 0, e);
        }
      }
      throw new VlmException(
          Kind.DOWN,
          "the model's server " + host + " cannot be reached; is it running at vlm.base_url?",
          0,
          e);
    } catch (InterruptedException e) {
      call.cancel(true);
      Thread.currentThread().interrupt();
      throw new VlmException(Kind.OTHER, "interrupted while asking the model", 0, e);
    }
  }

  private String slow(String host) {
    return "the model's server "
        + host
        + " did not finish in "
        + timeout.toSeconds()
        + " s; raise vlm.timeout_seconds or take a smaller model";
  }

  private static VlmException refusal(int status, HttpResponse<byte[]> response, String text) {
    String said = text.replaceAll("\\p{Cntrl}+", " ").strip();
    String shown = said.substring(0, Math.min(SHOWN, said.length()));
    String end = shown.isEmpty() ? "" : " (it says: " + shown + ")";
    if (status == 401 || status == 403) {
      // The server's words could repeat the key.
      return new VlmException(
          Kind.REFUSED,
          "the model's server refuses the key (HTTP " + status + "); see vlm.key_variable");
    }
    double wait = seconds(response.headers().firstValue("retry-after").orElse(""));
    if (status == 429 || status == 503) {
      return new VlmException(
          Kind.BUSY,
          "the model's server has too many requests (HTTP "
              + status
              + "); lower vlm.calls_per_minute",
          wait,
          null);
    }
    if (status >= 500) {
      return new VlmException(
          Kind.SERVER, "the model's server failed (HTTP " + status + ")" + end, wait, null);
    }
    return new VlmException(
        Kind.OTHER,
        "the model's server answered HTTP "
            + status
            + end
            + "; see vlm.base_url, vlm.model and whether it takes JSON schemas");
  }

  private static double seconds(String header) {
    try {
      return header.isBlank() ? 0 : Math.max(0, Double.parseDouble(header.strip()));
    } catch (NumberFormatException e) {
      return 0; // A date: the usual pause is taken.
    }
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    throw new UnsupportedOperationException("answers are read whole");
  }

  /** Collects a body and stops the transfer where it grows too large. */
  private static final class Limited implements HttpResponse.BodySubscriber<byte[]> {
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Flow.@org.jspecify.annotations.Nullable Subscription subscription;

    @Override
    public CompletionStage<byte[]> getBody() {
      return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription s) {
      subscription = s;
      s.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
      for (ByteBuffer part : parts) {
        if (bytes.size() + part.remaining() > MAX_BYTES) {
          if (subscription != null) {
            subscription.cancel();
          }
          whole.completeExceptionally(
              new VlmException(
                  Kind.TOO_LARGE, "the model's answer is larger than 1 MB and was cut off"));
          return;
        }
        byte[] copy = new byte[part.remaining()];
        part.get(copy);
        bytes.writeBytes(copy);
      }
    }

    @Override
    public void onError(Throwable problem) {
      whole.completeExceptionally(problem);
    }

    @Override
    public void onComplete() {
      whole.complete(bytes.toByteArray());
    }
  }
}
