package io.argen.sample;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one person is made.
 *
 * @param id subject, such as p01
 * @param note one line on who is seen
 * @param host portrait that gives head, hair and light; "-name" for its mirror image
 * @param shapes portraits whose face shapes are mixed, with weights
 * @param strength share of the mix that replaces the host's own shape, 0-1
 * @param factors further changes of shape, see {@link FaceShape#factors}
 * @param parts region (face, upper, skin, eyes, nose, mouth, chin) to the portraits whose average
 *     gives it
 * @param skin wanted mean skin colour, L a b; empty: as it is
 * @param hair wanted mean hair colour, L a b; empty: as it is
 * @param cap wanted colour of a cap, which is drawn anew as wound cloth, L a b; empty: as it is
 * @param background colour behind the head, L a b; empty: as it is
 * @param garment colour of what is worn, L a b; empty: as it is
 * @param extras amounts of freckles, stubble, brows, lips, iris, wrinkles, grey and the like
 */
record Recipe(
    String id,
    String note,
    String host,
    Map<String, Double> shapes,
    double strength,
    Map<String, Double> factors,
    Map<String, String> parts,
    List<Double> skin,
    List<Double> hair,
    List<Double> cap,
    List<Double> background,
    List<Double> garment,
    Map<String, Double> extras,
    List<Double> iris) {

  Recipe(
      @JsonProperty("id") String id,
      @JsonProperty("note") String note,
      @JsonProperty("host") String host,
      @JsonProperty("shapes") @Nullable Map<String, Double> shapes,
      @JsonProperty("strength") double strength,
      @JsonProperty("factors") @Nullable Map<String, Double> factors,
      @JsonProperty("parts") @Nullable Map<String, String> parts,
      @JsonProperty("skin") @Nullable List<Double> skin,
      @JsonProperty("hair") @Nullable List<Double> hair,
      @JsonProperty("cap") @Nullable List<Double> cap,
      @JsonProperty("background") @Nullable List<Double> background,
      @JsonProperty("garment") @Nullable List<Double> garment,
      @JsonProperty("extras") @Nullable Map<String, Double> extras,
      @JsonProperty("iris") @Nullable List<Double> iris) {
    this.id = id;
    this.note = note;
    this.host = host;
    this.shapes = shapes == null ? Map.of() : Map.copyOf(shapes);
    this.strength = strength;
    this.factors = factors == null ? Map.of() : Map.copyOf(factors);
    this.parts = parts == null ? Map.of() : Map.copyOf(parts);
    this.skin = skin == null ? List.of() : List.copyOf(skin);
    this.hair = hair == null ? List.of() : List.copyOf(hair);
    this.cap = cap == null ? List.of() : List.copyOf(cap);
    this.background = background == null ? List.of() : List.copyOf(background);
    this.garment = garment == null ? List.of() : List.copyOf(garment);
    this.extras = extras == null ? Map.of() : Map.copyOf(extras);
    this.iris = iris == null ? List.of() : List.copyOf(iris);
  }

  double extra(String name) {
    return extras.getOrDefault(name, 0.0);
  }

  static List<Recipe> read(Path yaml) throws IOException {
    ObjectMapper mapper = new ObjectMapper(new YAMLFactory());
    mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    return List.of(mapper.readValue(yaml.toFile(), Recipe[].class));
  }
}
