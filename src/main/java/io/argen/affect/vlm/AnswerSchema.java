package io.argen.affect.vlm;

import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.util.List;

/** The form of an answer. */
final class AnswerSchema {
  static final List<String> SIDES = List.of("both", "left", "right");
  static final List<String> PHASES = List.of("onset", "apex", "offset");

  private static final JsonObjectSchema UNIT =
      JsonObjectSchema.builder()
          .addIntegerProperty("unit", "FACS number")
          .addEnumProperty("side", SIDES)
          .addNumberProperty("intensity", "0 to 5 at the apex")
          .addEnumProperty("phase", PHASES, "when it is first seen")
          .required("unit", "side", "intensity", "phase")
          .additionalProperties(false)
          .build();

  private static final JsonObjectSchema ROOT =
      JsonObjectSchema.builder()
          .addStringProperty("description", "English prose, at most 90 words")
          .addProperty("action_units", JsonArraySchema.builder().items(UNIT).build())
          .addProperty(
              "evidence",
              JsonArraySchema.builder().items(JsonStringSchema.builder().build()).build())
          .addNumberProperty("confidence", "0 to 1")
          .required("description", "action_units", "evidence", "confidence")
          .additionalProperties(false)
          .build();

  private AnswerSchema() {}

  static JsonObjectSchema root() {
    return ROOT;
  }

  static ResponseFormat format() {
    return ResponseFormat.builder()
        .type(ResponseFormatType.JSON)
        .jsonSchema(JsonSchema.builder().name("expression").rootElement(ROOT).build())
        .build();
  }
}
