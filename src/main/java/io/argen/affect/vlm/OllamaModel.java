package io.argen.affect.vlm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.internal.JsonSchemaElementUtils;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import io.argen.affect.vlm.VlmException.Kind;
import io.argen.run.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Ollama's own wire format: POST {@code /api/chat} without streaming, the schema in {@code format}.
 */
final class OllamaModel implements ChatModel {
  private final VlmConfig config;
  private final BoundedHttp http;
  private final int seed;

  OllamaModel(VlmConfig config, BoundedHttp http, int seed) {
    this.config = config;
    this.http = http;
    this.seed = seed;
  }

  /** A message of the conversation; images in base 64. */
  record Message(String role, String content, List<String> images) {}

  record Options(double temperature, int seed, int numPredict) {}

  record Call(
      String model,
      List<Message> messages,
      boolean stream,
      Map<String, Object> format,
      Options options) {}

  @Override
  public ChatResponse doChat(ChatRequest request) {
    List<Message> messages = new ArrayList<>();
    request.messages().forEach(message -> messages.add(message(message)));
    Call call =
        new Call(
            config.model(),
            messages,
            false,
            JsonSchemaElementUtils.toMap(AnswerSchema.root()),
            new Options(config.temperature(), seed, config.answerTokens()));
    String body =
        http.execute(
                HttpRequest.builder()
                    .method(HttpMethod.POST)
                    .url(config.baseUrl() + "/api/chat")
                    .addHeader("Content-Type", "application/json")
                    .body(Json.line(call))
                    .build())
            .body();
    JsonNode answer;
    try {
      answer = Json.tree(body);
    } catch (IOException e) {
      throw new VlmException(Kind.OTHER, "the model's server answers no JSON", 0, e);
    }
    return ChatResponse.builder()
        .aiMessage(AiMessage.from(answer.path("message").path("content").asText()))
        .tokenUsage(
            new TokenUsage(
                answer.path("prompt_eval_count").asInt(), answer.path("eval_count").asInt()))
        .build();
  }

  private static Message message(ChatMessage message) {
    if (message instanceof SystemMessage system) {
      return new Message("system", system.text(), List.of());
    }
    if (message instanceof AiMessage ai) {
      return new Message("assistant", ai.text(), List.of());
    }
    StringBuilder text = new StringBuilder();
    List<String> images = new ArrayList<>();
    for (Content content : ((UserMessage) message).contents()) {
      if (content instanceof TextContent words) {
        text.append(words.text());
      } else if (content instanceof ImageContent picture) {
        images.add(picture.image().base64Data());
      }
    }
    return new Message("user", text.toString(), images);
  }
}
