package io.argen.face;

import static io.argen.face.OnnxGraph.number;
import static io.argen.face.OnnxGraph.numbers;
import static io.argen.face.OnnxGraph.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.argen.face.TfjsWeights.Weight;
import io.argen.run.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Builds the ONNX model of face-api's expression net from its weights: that package holds no graph.
 *
 * <p>Four dense blocks of four depthwise-separable convolutions each (the first convolution is a
 * plain one), average pooling, one fully connected layer, softmax. Input {@code [1,3,112,112]},
 * output {@code [1,7]}: neutral, happy, sad, angry, fear, disgust, surprise.
 */
final class FaceApiToOnnx {
  private static final int BLOCKS = 4;

  private final TfjsWeights weights;
  private final OnnxGraph graph = new OnnxGraph("face_expression");

  private FaceApiToOnnx(TfjsWeights weights) {
    this.weights = weights;
  }

  static byte[] convert(Path manifestJson) throws IOException {
    JsonNode group = Json.tree(Files.readString(manifestJson, StandardCharsets.UTF_8)).path(0);
    byte[] packed =
        Files.readAllBytes(manifestJson.resolveSibling(group.path("paths").path(0).asText()));
    return new FaceApiToOnnx(TfjsWeights.read(group.path("weights"), packed)).build();
  }

  private byte[] build() {
    graph.input("input", 1, 3, 112, 112);
    String x = "input";
    for (int b = 0; b < BLOCKS; b++) {
      x = block(x, "dense" + b, b == 0);
    }
    x =
        graph.add(
            "AveragePool", List.of(x), numbers("kernel_shape", 7, 7), numbers("strides", 2, 2));
    x = graph.add("Flatten", List.of(x), number("axis", 1));
    x = graph.add("MatMul", List.of(x, weight("fc/weights")));
    x = graph.add("Add", List.of(x, weight("fc/bias")));
    graph.addNamed("output", "Softmax", List.of(x), number("axis", 1));
    graph.output("output");
    return graph.model();
  }

  private String block(String x, String name, boolean first) {
    String c0 =
        relu(
            first
                ? convolution(x, name + "/conv0/filters", 2, false, name + "/conv0/bias")
                : separable(x, name + "/conv0", 2));
    String c1 = separable(c0, name + "/conv1", 1);
    String c2 = separable(relu(add(c0, c1)), name + "/conv2", 1);
    String sum = add(c0, add(c1, c2));
    String c3 = separable(relu(sum), name + "/conv3", 1);
    return relu(add(sum, c3));
  }

  private String separable(String x, String name, int stride) {
    String depth = convolution(x, name + "/depthwise_filter", stride, true);
    return convolution(depth, name + "/pointwise_filter", 1, false, name + "/bias");
  }

  private String convolution(
      String x, String filterName, int stride, boolean depthwise, String... bias) {
    Weight filter = weights.get(filterName);
    String stored = graph.filter(filter, depthwise);
    List<String> inputs =
        bias.length == 0 ? List.of(x, stored) : List.of(x, stored, weight(bias[0]));
    return graph.add(
        "Conv",
        inputs,
        numbers("strides", stride, stride),
        number("group", depthwise ? filter.dim(2) : 1),
        numbers("kernel_shape", filter.dim(0), filter.dim(1)),
        text("auto_pad", "SAME_UPPER"));
  }

  private String relu(String x) {
    return graph.add("Relu", List.of(x));
  }

  private String add(String x, String y) {
    return graph.add("Add", List.of(x, y));
  }

  private String weight(String name) {
    return graph.weight(name, weights.get(name));
  }
}
