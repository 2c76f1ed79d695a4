package io.argen.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.run.InputException;
import io.argen.tensor.Safetensors;
import io.argen.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WanFolderTest {
  private static final String INDEX = "diffusion_pytorch_model.safetensors.index.json";

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it.
  private Path folder;

  private final WanDenoiser net = WanDenoiserTest.tiny();

  @BeforeEach
  void configure() throws IOException {
    Files.writeString(folder.resolve("config.json"), WanDenoiserTest.TINY.json());
  }

  private static String shard(int i) {
    return "diffusion_pytorch_model-0000" + (i + 1) + "-of-00003.safetensors";
  }

  /** Three shards, the tensors dealt out in turn, and their index. */
  private void writeShards() throws IOException {
    List<Safetensors> shards = List.of(new Safetensors(), new Safetensors(), new Safetensors());
    List<String> lines = new ArrayList<>();
    int i = 0;
    for (Map.Entry<String, Tensor> entry : new TreeMap<>(net.weights()).entrySet()) {
      int at = i++ % 3;
      shards
          .get(at)
          .add(entry.getKey(), Tensors.values(entry.getValue()), entry.getValue().shape());
      lines.add("\"" + entry.getKey() + "\": \"" + shard(at) + "\"");
    }
    for (int k = 0; k < 3; k++) {
      shards.get(k).write(folder.resolve(shard(k)));
    }
    index(lines);
  }

  private void index(List<String> lines) throws IOException {
    Files.writeString(
        folder.resolve(INDEX),
        "{\"metadata\": {\"total_size\": 1}, \"weight_map\": {" + String.join(", ", lines) + "}}");
  }

  private String refused() {
    return String.valueOf(
        assertThrows(InputException.class, () -> WanFolder.read(folder)).getMessage());
  }

  @Test
  void shardsAreReadAsOneNetwork() throws IOException {
    writeShards();
    assertArrayEquals(WanDenoiserTest.run(net), WanDenoiserTest.run(WanFolder.read(folder)), 0f);
  }

  @Test
  void oneFileIsReadWithoutAnIndex() throws IOException {
    Safetensors all = new Safetensors();
    net.weights().forEach((name, w) -> all.add(name, Tensors.values(w), w.shape()));
    all.write(folder.resolve("diffusion_pytorch_model.safetensors"));
    assertArrayEquals(WanDenoiserTest.run(net), WanDenoiserTest.run(WanFolder.read(folder)), 0f);
  }

  @Test
  void everyMissingShardIsNamed() throws IOException {
    writeShards();
    Files.delete(folder.resolve(shard(0)));
    Files.delete(folder.resolve(shard(2)));
    String message = refused();
    assertTrue(message.contains(shard(0) + " is missing"), message);
    assertTrue(message.contains(shard(2) + " is missing"), message);
  }

  @Test
  void filesOutsideTheFolderAreNotRead() throws IOException {
    for (String place : List.of("../out.safetensors", "/tmp/out.safetensors", "a/b.safetensors")) {
      index(List.of("\"head.modulation\": \"" + place + "\""));
      assertTrue(refused().contains("places head.modulation in"), refused());
    }
  }

  @Test
  void aTensorThatIsNotWhereTheIndexHasItIsNamed() throws IOException {
    writeShards();
    Files.move(folder.resolve(shard(0)), folder.resolve("kept"));
    Files.move(folder.resolve(shard(1)), folder.resolve(shard(0)));
    Files.move(folder.resolve("kept"), folder.resolve(shard(1)));
    String message = refused();
    assertTrue(message.contains(shard(0) + " holds no blocks.0.cross_attn.k.bias"), message);
    assertTrue(message.contains("which the index places elsewhere or nowhere"), message);
  }

  @Test
  void brokenIndicesShardsAndConfigurationsAreSaidToBe() throws IOException {
    assertTrue(refused().contains("holds neither"), refused());
    Files.writeString(folder.resolve(INDEX), "[");
    assertTrue(refused().contains("is no JSON"), refused());
    Files.writeString(folder.resolve(INDEX), "{\"weight_map\": 7}");
    assertTrue(refused().contains("has no weight_map"), refused());
    writeShards();
    Files.write(folder.resolve(shard(1)), new byte[] {1, 2, 3});
    assertTrue(refused().contains(shard(1) + " is shorter than a header"), refused());
    Files.delete(folder.resolve("config.json"));
    assertTrue(refused().contains("holds no config.json"), refused());
  }
}
