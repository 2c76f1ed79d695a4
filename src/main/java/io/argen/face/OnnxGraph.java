package io.argen.face;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An ONNX graph (operator set 12) under construction; every method returns a value's name. */
final class OnnxGraph {
  private static final int OPERATOR_SET = 12;
  private static final int IR_VERSION = 7;

  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final Set<String> stored = new HashSet<>();
  private int fresh;

  OnnxGraph(String name) {
    graph.setName(name);
  }

  /** A node with one output under a made-up name. */
  String add(String operator, List<String> inputs, AttributeProto... attributes) {
    return addNamed("v" + fresh++, operator, inputs, attributes);
  }

  /** A node with one output called {@code output}. */
  String addNamed(
      String output, String operator, List<String> inputs, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setName("n" + fresh++)
            .setOpType(operator)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(List.of(attributes)));
    return output;
  }

  String floats(float[] values, long... dims) {
    ByteBuffer bytes = littleEndian(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return store("w" + fresh++, TensorProto.DataType.FLOAT, bytes, dims);
  }

  String longs(long... values) {
    ByteBuffer bytes = littleEndian(values.length * Long.BYTES);
    bytes.asLongBuffer().put(values);
    return store("w" + fresh++, TensorProto.DataType.INT64, bytes, values.length);
  }

  /**
   * A convolution's filter, from TensorFlow's [row, column, in, out] to ONNX's [out, in, row,
   * column], or [in * out, 1, row, column] for a depthwise one.
   */
  String filter(TfjsWeights.Weight filter, boolean depthwise) {
    int rows = filter.dim(0);
    int columns = filter.dim(1);
    int ins = filter.dim(2);
    int outs = filter.dim(3);
    float[] from = filter.floats();
    float[] to = new float[from.length];
    int next = 0;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        for (int i = 0; i < ins; i++) {
          for (int o = 0; o < outs; o++) {
            int kernel = depthwise ? i * outs + o : o * ins + i;
            to[(kernel * rows + r) * columns + c] = from[next++];
          }
        }
      }
    }
    return depthwise
        ? floats(to, (long) ins * outs, 1, rows, columns)
        : floats(to, outs, ins, rows, columns);
  }

  /** A weight under its own name; a second call changes nothing. */
  String weight(String name, TfjsWeights.Weight weight) {
    if (stored.add(name)) {
      ByteBuffer bytes = littleEndian(weight.size() * Float.BYTES);
      if (weight.isFloat()) {
        bytes.asFloatBuffer().put(weight.floats());
        store(name, TensorProto.DataType.FLOAT, bytes, weight.dims());
      } else {
        bytes.asIntBuffer().put(weight.ints());
        store(name, TensorProto.DataType.INT32, bytes, weight.dims());
      }
    }
    return name;
  }

  void input(String name, long... dims) {
    graph.addInput(value(name, dims));
  }

  void output(String name) {
    graph.addOutput(value(name));
  }

  byte[] model() {
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("argen")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  static AttributeProto number(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  static AttributeProto numbers(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  static AttributeProto text(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFrom(value, StandardCharsets.UTF_8))
        .build();
  }

  private String store(
      String name, TensorProto.DataType type, ByteBuffer littleEndian, long... dims) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type.getNumber())
            .setRawData(ByteString.copyFrom(littleEndian));
    for (long dim : dims) {
      tensor.addDims(dim);
    }
    graph.addInitializer(tensor);
    return name;
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ValueInfoProto value(String name, long... dims) {
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT.getNumber());
    if (dims.length > 0) {
      TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
      for (long dim : dims) {
        shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(dim));
      }
      tensor.setShape(shape);
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
