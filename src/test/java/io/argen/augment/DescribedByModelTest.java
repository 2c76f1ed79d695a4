package io.argen.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.argen.affect.ComposedPromptWriter;
import io.argen.affect.EvidenceFinder;
import io.argen.affect.Knowledge;
import io.argen.affect.PromptRequest;
import io.argen.affect.PrototypeTable;
import io.argen.affect.Retriever;
import io.argen.affect.vlm.VlmConfig;
import io.argen.affect.vlm.VlmPromptWriter;
import io.argen.affect.vlm.VlmUsage;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;
import io.argen.run.ContentCache;
import io.argen.run.Json;
import io.argen.run.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code augment} with a model on loopback that reads its plan and says it in its own words. */
final class DescribedByModelTest {
  private static final Pattern UNIT =
      Pattern.compile("- unit (\\d+), [a-z ]+: left ([0-9.]+), right ([0-9.]+)");
  private static final Pattern PASSAGE = Pattern.compile("(?m)^([a-z0-9][a-z0-9._-]+): \"");
  private static final EvidenceFinder EVIDENCE =
      new EvidenceFinder(new Retriever(Knowledge.builtIn()), PrototypeTable.ARGEN);

  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicBoolean down = new AtomicBoolean();
  private SmallWorld world;
  private Path folder;
  private HttpServer server;

  @BeforeEach
  void start(@TempDir Path temp) throws IOException {
    folder = temp;
    world = SmallWorld.longTail(temp);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          // Every answer differs, as those of real models do.
          byte[] answer = answer(body, asked.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(down.get() ? 500 : 200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static String answer(String body, int number) throws IOException {
    String text = Json.tree(body).at("/messages/1/content").asText();
    if (text.isEmpty()) {
      text = Json.tree(body).at("/messages/1/content/0/text").asText();
    }
    ActionUnits plan = ActionUnits.neutral();
    List<Map<String, Object>> units = new ArrayList<>();
    Matcher unit = UNIT.matcher(text);
    while (unit.find()) {
      ActionUnit which = ActionUnit.ofNumber(Integer.parseInt(unit.group(1))).orElseThrow();
      for (Side side : Side.values()) {
        float value = Float.parseFloat(unit.group(side == Side.LEFT ? 2 : 3));
        plan = plan.with(which, side, value);
        units.add(
            Map.of(
                "unit",
                which.number(),
                "side",
                side.name().toLowerCase(java.util.Locale.ROOT),
                "intensity",
                value,
                "phase",
                "apex"));
      }
    }
    Matcher passage = PASSAGE.matcher(text);
    assertTrue(passage.find(), text);
    String description =
        new ComposedPromptWriter(EVIDENCE)
            .write(PromptRequest.of("the class", null, plan, number))
            .text();
    String content =
        Json.line(
            Map.of(
                "description",
                description,
                "action_units",
                units,
                "evidence",
                List.of(passage.group(1)),
                "confidence",
                0.9));
    Map<String, Object> choice =
        Map.of(
            "index",
            0,
            "message",
            Map.of("role", "assistant", "content", content),
            "finish_reason",
            "stop");
    return Json.line(
        Map.of(
            "id",
            "1",
            "object",
            "chat.completion",
            "created",
            1,
            "model",
            "m",
            "choices",
            List.of(choice),
            "usage",
            Map.of("prompt_tokens", 100, "completion_tokens", 50, "total_tokens", 150)));
  }

  private Describer model(Path cache) {
    Map<String, String> section = new HashMap<>();
    section.put("provider", "openai");
    section.put("base_url", "http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    section.put("model", "m");
    section.put("votes", "1");
    section.put("calls_per_minute", "100000");
    VlmConfig config = VlmConfig.of(section);
    VlmPromptWriter writer = new VlmPromptWriter(config, EVIDENCE, cache, name -> null);
    return new Describer(
        EVIDENCE.knowledge(), writer, writer, new TreeMap<>(Map.of("vlm", config.fingerprint())));
  }

  private AugmentResult run(Path out, int jobs, Path cache) {
    FakeStudio studio = new FakeStudio();
    studio.failPercent = 30;
    studio.dawdle = jobs > 1;
    return Augmenter.run(
        world.options(out, jobs),
        world.dataset(),
        studio,
        model(cache),
        ContentCache.none(),
        Progress.NONE,
        Clock.systemUTC());
  }

  private static Map<String, String> made(SmallWorld world, Path out) throws IOException {
    Map<String, String> files = world.snapshot(out);
    // It tells when the run was started.
    files.remove(".argen/run.json");
    return files;
  }

  @Test
  void theModelsWordsStandInTheSetWithTheirEvidenceAndTheirCost() throws IOException {
    Path out = world.fresh();
    AugmentResult result = run(out, 2, folder.resolve("cache"));
    VlmUsage.Counts vlm = result.descriptions().vlm();
    assertNotNull(vlm);
    assertEquals(asked.get(), vlm.calls());
    assertEquals(100L * vlm.calls(), vlm.inputTokens());
    assertTrue(vlm.byModel() > 20, vlm.toString());
    assertEquals(vlm.byModel(), result.descriptions().by().get("vlm/openai/m"), vlm.toString());
    Map<String, JsonNode> described = new HashMap<>();
    for (String line : Files.readAllLines(out.resolve(".argen/descriptions.jsonl"))) {
      JsonNode one = Json.tree(line);
      described.put("synthetic/" + one.get("id").asText() + ".mp4", one);
    }
    String passages = Files.readString(out.resolve(".argen/passages.jsonl"));
    int seen = 0;
    for (String line : Files.readAllLines(out.resolve("train/metadata.jsonl"))) {
      JsonNode row = Json.tree(line);
      if (row.get("synthetic").asBoolean()) {
        JsonNode one = Objects.requireNonNull(described.get(row.get("file_name").asText()));
        assertEquals(row.at("/scores/alignment").asDouble(), one.get("alignment").asDouble());
        assertTrue(one.get("alignment").asDouble() >= 0.7, line);
        assertTrue(row.get("prompt").asText().contains(one.at("/statements/0/text").asText()));
        for (String id : row.get("evidence").asText().split(" ", -1)) {
          assertTrue(passages.contains("\"id\":\"" + id + "\""), id);
        }
        seen++;
      }
    }
    assertTrue(seen > 20, "rows " + seen);
  }

  @Test
  void fromTheCacheTheSameBytesComeOutWhateverTheNumberOfJobs() throws IOException {
    Path one = world.fresh();
    run(one, 1, folder.resolve("cache"));
    int calls = asked.get();
    Path four = world.fresh();
    AugmentResult again = run(four, 4, folder.resolve("cache"));
    assertEquals(calls, asked.get());
    assertEquals(made(world, one), made(world, four));
    VlmUsage.Counts vlm = again.descriptions().vlm();
    assertEquals(calls, vlm == null ? -1 : vlm.cached());
    Path other = world.fresh();
    run(other, 1, folder.resolve("another cache"));
    assertNotEquals(made(world, one), made(world, other));
  }

  @Test
  void whatTheComposerWroteWhileTheServerWasDownStaysWhenTheRunIsContinued() throws IOException {
    Path out = world.fresh();
    down.set(true);
    AugmentResult first = run(out, 1, folder.resolve("cache"));
    VlmUsage.Counts vlm = first.descriptions().vlm();
    assertTrue(vlm != null && vlm.byModel() == 0 && vlm.reasons().toString().contains("HTTP 500"));
    Map<String, String> before = made(world, out);
    down.set(false);
    int calls = asked.get();
    AugmentResult second = run(out, 3, folder.resolve("cache"));
    assertEquals(calls, asked.get());
    assertEquals(first.synthetic(), second.reused());
    assertEquals(before, made(world, out));
  }
}
