package io.argen.face;

import static io.argen.face.OnnxGraph.number;
import static io.argen.face.OnnxGraph.numbers;
import static io.argen.face.OnnxGraph.text;

import ai.onnx.proto.OnnxMl.AttributeProto;
import com.fasterxml.jackson.databind.JsonNode;
import io.argen.face.TfjsWeights.Weight;
import io.argen.run.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Converts a TensorFlow.js graph model into an ONNX model of batch 1.
 *
 * <p>Tensors keep TensorFlow's order of axes (batch, row, column, channel); each convolution and
 * pooling is wrapped in transpositions, which ONNX Runtime folds together.
 */
final class TfjsToOnnx {
  private final Map<String, JsonNode> nodes = new LinkedHashMap<>();
  private final TfjsWeights weights;
  private final OnnxGraph graph;

  private TfjsToOnnx(JsonNode model, TfjsWeights weights) {
    for (JsonNode node : model.path("modelTopology").path("node")) {
      nodes.put(node.path("name").asText(), node);
    }
    this.weights = weights;
    this.graph = new OnnxGraph("tfjs");
  }

  /**
   * The ONNX model's bytes.
   *
   * @param outputs names of the nodes to return; only what they need is converted
   */
  static byte[] convert(Path modelJson, List<String> outputs) throws IOException {
    JsonNode model = Json.tree(Files.readString(modelJson, StandardCharsets.UTF_8));
    JsonNode group = model.path("weightsManifest").path(0);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    for (JsonNode part : group.path("paths")) {
      packed.write(Files.readAllBytes(modelJson.resolveSibling(part.asText())));
    }
    TfjsToOnnx converter =
        new TfjsToOnnx(model, TfjsWeights.read(group.path("weights"), packed.toByteArray()));
    Set<String> done = new HashSet<>();
    for (String output : outputs) {
      converter.visit(output, done);
      converter.graph.output(output);
    }
    return converter.graph.model();
  }

  private void visit(String name, Set<String> done) throws IOException {
    if (!done.add(name)) {
      return;
    }
    JsonNode node = nodes.get(name);
    if (node == null) {
      throw new IOException("the model has no node " + name);
    }
    List<String> inputs = new ArrayList<>();
    for (JsonNode input : node.path("input")) {
      String source = input.asText().replaceAll(":0$", "");
      if (!source.startsWith("^")) {
        visit(source, done);
        inputs.add(source);
      }
    }
    convert(name, node.path("op").asText(), inputs, node.path("attr"));
  }

  private void convert(String name, String operator, List<String> in, JsonNode attributes)
      throws IOException {
    switch (operator) {
      case "Const" -> {}
      case "Placeholder" -> placeholder(name, attributes);
      case "Conv2D", "_FusedConv2D" -> convolution(name, in, attributes, false);
      case "DepthwiseConv2dNative", "FusedDepthwiseConv2dNative" ->
          convolution(name, in, attributes, true);
      case "_FusedMatMul", "MatMul", "BatchMatMulV2" -> product(name, in, attributes);
      case "Identity", "Relu", "Sigmoid", "Floor" -> graph.addNamed(name, operator, refs(in));
      case "Add", "AddV2" -> graph.addNamed(name, "Add", refs(in));
      case "AddN" -> graph.addNamed(name, "Sum", refs(in));
      case "Sub", "Mul" -> graph.addNamed(name, operator, refs(in));
      case "Square" -> graph.addNamed(name, "Mul", refs(List.of(in.get(0), in.get(0))));
      case "Maximum" -> graph.addNamed(name, "Max", refs(in));
      case "Minimum" -> graph.addNamed(name, "Min", refs(in));
      case "Prelu" -> graph.addNamed(name, "PRelu", refs(in));
      case "Rsqrt" -> graph.addNamed(name, "Reciprocal", List.of(graph.add("Sqrt", refs(in))));
      case "Softmax" -> graph.addNamed(name, "Softmax", refs(in), number("axis", 1));
      case "Mean", "Sum", "Max", "Min", "Prod" ->
          graph.addNamed(
              name,
              "Reduce" + operator,
              List.of(ref(in.get(0))),
              numbers("axes", constants(in.get(1))),
              number("keepdims", flag(attributes, "keep_dims") ? 1 : 0));
      case "MaxPool" -> pool(name, in, attributes);
      case "Pad" -> pad(name, in);
      case "Reshape" -> reshape(name, in);
      case "Transpose" ->
          graph.addNamed(
              name, operator, List.of(ref(in.get(0))), numbers("perm", constants(in.get(1))));
      case "ConcatV2" -> {
        int last = in.size() - 1;
        graph.addNamed(
            name, "Concat", refs(in.subList(0, last)), number("axis", constants(in.get(last))[0]));
      }
      case "GatherV2" ->
          graph.addNamed(
              name, "Gather", refs(in.subList(0, 2)), number("axis", constants(in.get(2))[0]));
      case "GatherNd" ->
          graph.addNamed(name, "GatherND", List.of(ref(in.get(0)), toInt64(ref(in.get(1)))));
      case "Cast" -> cast(name, in, attributes);
      case "StridedSlice" -> slice(name, in, attributes);
      default ->
          throw new IOException("operator " + operator + " of node " + name + " is not known");
    }
  }

  private void placeholder(String name, JsonNode attributes) {
    JsonNode dims = attributes.path("shape").path("shape").path("dim");
    long[] shape = new long[dims.size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = Math.max(1, dims.get(i).path("size").asLong());
    }
    graph.input(name, shape);
  }

  private void convolution(String name, List<String> in, JsonNode attributes, boolean depthwise)
      throws IOException {
    Weight filter = weights.get(in.get(1));
    List<String> fused = texts(attributes, "fused_ops");
    List<String> inputs =
        new ArrayList<>(List.of(toChannelsFirst(ref(in.get(0))), graph.filter(filter, depthwise)));
    if (fused.contains("BiasAdd")) {
      inputs.add(ref(in.get(2)));
    }
    long[] strides = list(attributes, "strides");
    List<AttributeProto> settings = new ArrayList<>();
    settings.add(numbers("strides", strides[1], strides[2]));
    settings.add(number("group", depthwise ? filter.dim(2) : 1));
    settings.add(numbers("kernel_shape", filter.dim(0), filter.dim(1)));
    long[] dilations = list(attributes, "dilations");
    if (dilations.length == 4) {
      settings.add(numbers("dilations", dilations[1], dilations[2]));
    }
    if (word(attributes, "padding").equals("EXPLICIT")) {
      long[] pads = list(attributes, "explicit_paddings");
      settings.add(numbers("pads", pads[2], pads[4], pads[3], pads[5]));
    } else {
      settings.add(autoPad(attributes));
    }
    String first = graph.add("Conv", inputs, settings.toArray(AttributeProto[]::new));
    String last = graph.add("Transpose", List.of(first), numbers("perm", 0, 2, 3, 1));
    activation(name, last, fused, in);
  }

  private void product(String name, List<String> in, JsonNode attributes) throws IOException {
    String right = ref(in.get(1));
    if (flag(attributes, "adj_x") || flag(attributes, "transpose_a")) {
      throw new IOException("node " + name + " transposes its first factor, which is not known");
    }
    if (flag(attributes, "transpose_b")) {
      right = graph.add("Transpose", List.of(right), numbers("perm", 1, 0));
    } else if (flag(attributes, "adj_y")) {
      right = graph.add("Transpose", List.of(right), numbers("perm", 0, 2, 1));
    }
    List<String> fused = texts(attributes, "fused_ops");
    String value = graph.add("MatMul", List.of(ref(in.get(0)), right));
    if (fused.contains("BiasAdd")) {
      value = graph.add("Add", List.of(value, ref(in.get(2))));
    }
    activation(name, value, fused, in);
  }

  private void activation(String name, String value, List<String> fused, List<String> in)
      throws IOException {
    String kind = fused.isEmpty() ? "" : fused.get(fused.size() - 1);
    switch (kind) {
      case "", "BiasAdd" -> graph.addNamed(name, "Identity", List.of(value));
      case "Relu", "Sigmoid" -> graph.addNamed(name, kind, List.of(value));
      case "Relu6" ->
          graph.addNamed(
              name,
              "Clip",
              List.of(value, graph.floats(new float[] {0}), graph.floats(new float[] {6})));
      case "Prelu" -> graph.addNamed(name, "PRelu", List.of(value, ref(in.get(3))));
      default -> throw new IOException("activation " + kind + " of node " + name + " is not known");
    }
  }

  private void pool(String name, List<String> in, JsonNode attributes) {
    long[] size = list(attributes, "ksize");
    long[] strides = list(attributes, "strides");
    String pooled =
        graph.add(
            "MaxPool",
            List.of(toChannelsFirst(ref(in.get(0)))),
            numbers("kernel_shape", size[1], size[2]),
            numbers("strides", strides[1], strides[2]),
            autoPad(attributes));
    graph.addNamed(name, "Transpose", List.of(pooled), numbers("perm", 0, 2, 3, 1));
  }

  private void pad(String name, List<String> in) {
    long[] pairs = constants(in.get(1));
    int rank = pairs.length / 2;
    long[] pads = new long[pairs.length];
    for (int i = 0; i < rank; i++) {
      pads[i] = pairs[2 * i];
      pads[rank + i] = pairs[2 * i + 1];
    }
    graph.addNamed(name, "Pad", List.of(ref(in.get(0)), graph.longs(pads)));
  }

  private void reshape(String name, List<String> in) {
    String shape = weights.has(in.get(1)) ? graph.longs(constants(in.get(1))) : toInt64(in.get(1));
    graph.addNamed(name, "Reshape", List.of(ref(in.get(0)), shape));
  }

  private void cast(String name, List<String> in, JsonNode attributes) {
    String target = attributes.path("DstT").path("type").asText();
    boolean whole = target.equals("3") || target.equals("9") || target.contains("INT");
    graph.addNamed(name, "Cast", List.of(ref(in.get(0))), number("to", whole ? 6 : 1));
  }

  private void slice(String name, List<String> in, JsonNode attributes) throws IOException {
    long[] begin = constants(in.get(1));
    long[] end = constants(in.get(2));
    long[] stride = constants(in.get(3));
    if (bits(attributes, "ellipsis_mask") != 0 || bits(attributes, "new_axis_mask") != 0) {
      throw new IOException("node " + name + " slices in a way that is not known");
    }
    long[] axes = new long[begin.length];
    List<Long> dropped = new ArrayList<>();
    for (int i = 0; i < begin.length; i++) {
      axes[i] = i;
      boolean up = stride[i] > 0;
      if (bit(attributes, "shrink_axis_mask", i)) {
        end[i] = begin[i] == -1 ? Long.MAX_VALUE : begin[i] + 1;
        stride[i] = 1;
        dropped.add((long) i);
        continue;
      }
      if (bit(attributes, "begin_mask", i)) {
        begin[i] = up ? 0 : Long.MAX_VALUE;
      }
      if (bit(attributes, "end_mask", i)) {
        end[i] = up ? Long.MAX_VALUE : Long.MIN_VALUE;
      }
    }
    List<String> inputs =
        List.of(
            ref(in.get(0)),
            graph.longs(begin),
            graph.longs(end),
            graph.longs(axes),
            graph.longs(stride));
    if (dropped.isEmpty()) {
      graph.addNamed(name, "Slice", inputs);
    } else {
      graph.addNamed(
          name,
          "Squeeze",
          List.of(graph.add("Slice", inputs)),
          numbers("axes", dropped.stream().mapToLong(Long::longValue).toArray()));
    }
  }

  private String toChannelsFirst(String value) {
    return graph.add("Transpose", List.of(value), numbers("perm", 0, 3, 1, 2));
  }

  private String toInt64(String value) {
    return graph.add("Cast", List.of(value), number("to", 7));
  }

  private List<String> refs(List<String> names) {
    return names.stream().map(this::ref).toList();
  }

  private String ref(String name) {
    return weights.has(name) ? graph.weight(name, weights.get(name)) : name;
  }

  private long[] constants(String name) {
    return Arrays.stream(weights.get(name).ints()).asLongStream().toArray();
  }

  private static AttributeProto autoPad(JsonNode attributes) {
    return text("auto_pad", word(attributes, "padding").equals("SAME") ? "SAME_UPPER" : "VALID");
  }

  private static long[] list(JsonNode attributes, String key) {
    JsonNode values = attributes.path(key).path("list").path("i");
    long[] numbers = new long[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = values.get(i).asLong();
    }
    return numbers;
  }

  private static List<String> texts(JsonNode attributes, String key) {
    List<String> words = new ArrayList<>();
    for (JsonNode value : attributes.path(key).path("list").path("s")) {
      words.add(decode(value));
    }
    return words;
  }

  private static String word(JsonNode attributes, String key) {
    return decode(attributes.path(key).path("s"));
  }

  private static String decode(JsonNode base64) {
    return new String(Base64.getDecoder().decode(base64.asText()), StandardCharsets.UTF_8);
  }

  private static long bits(JsonNode attributes, String key) {
    return attributes.path(key).path("i").asLong(0);
  }

  private static boolean bit(JsonNode attributes, String key, int position) {
    return ((bits(attributes, key) >> position) & 1) == 1;
  }

  private static boolean flag(JsonNode attributes, String key) {
    return attributes.path(key).path("b").asBoolean(false);
  }
}
