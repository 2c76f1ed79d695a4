package io.argen.affect;

import com.fasterxml.jackson.databind.JsonNode;
import io.argen.config.Spelling;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.run.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads passages line by line and collects every problem with its file and line. */
final class PassageReader {
  private static final List<String> KEYS =
      List.of(
          "id",
          "kind",
          "emotions",
          "action_units",
          "text",
          "source",
          "basis",
          "asked_as",
          "see_also",
          "measured");
  private static final List<String> CHANNELS =
      IntStream.range(0, ActionUnits.CHANNELS).mapToObj(ActionUnits::channelName).toList();
  private static final int MAX_ID = 80;
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,79}");
  private static final int MAX_TEXT = 2000;
  private static final int MAX_ASKED = 120;
  private static final int MAX_ASKED_TEXT = 200;
  private static final int MAX_SEE_ALSO = 20;

  private final Optional<AlignmentCheck> check;
  private final Basis usual;
  private final Map<String, Passage> passages = new LinkedHashMap<>();
  private final Map<String, String> places = new LinkedHashMap<>();
  private final ReferenceCheck references = new ReferenceCheck();
  private final List<String> problems = new ArrayList<>();

  /** Of passages that, where they do not say, rest on what is usual. */
  PassageReader(Optional<AlignmentCheck> check, Basis usual) {
    this.usual = usual;
    this.check = check;
  }

  /** Takes passages that are known to be right. */
  void know(Collection<Passage> known) {
    for (Passage passage : known) {
      passages.put(passage.id(), passage);
      places.put(passage.id(), "ARGen's own knowledge");
      references.there(passage.id());
    }
  }

  /** Reads one file's text; blank lines are left out. */
  void read(String file, String text) {
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (!lines[i].isBlank()) {
        line(file + ":" + (i + 1), lines[i]);
      }
    }
  }

  /** Once all files are read: whether what they refer to is there. */
  void checkReferences() {
    references.run(this::problem);
  }

  void problem(String place, String problem) {
    problems.add(place + ": " + problem);
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  Collection<Passage> passages() {
    return passages.values();
  }

  private void line(String place, String line) {
    JsonNode node;
    try {
      node = Json.tree(line);
    } catch (IOException e) {
      problem(place, "is no JSON; write one object a line: {\"id\": .., \"kind\": .., ..}");
      return;
    }
    if (!node.isObject()) {
      problem(place, "expected one JSON object a line");
      return;
    }
    int before = problems.size();
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                problem(place, "unknown key \"" + key + "\"" + nearest(key, KEYS));
              }
            });
    String id = string(place, node, "id");
    references.there(id);
    if (!id.isEmpty() && !ID.matcher(id).matches()) {
      problem(place, "id \"" + id + "\" may only have a-z, 0-9, dots, dashes, and 80 letters");
    } else if (places.containsKey(id)) {
      problem(place, "id \"" + id + "\" is taken by " + places.get(id) + "; give it another");
    }
    String kindKey = string(place, node, "kind");
    Optional<Kind> kind = Kind.parse(kindKey);
    if (kind.isEmpty() && !kindKey.isEmpty()) {
      problem(place, "unknown kind \"" + kindKey + "\"" + nearest(kindKey, Kind.keys()));
    }
    List<Emotion> emotions = emotions(place, node.path("emotions"));
    List<ActionUnit> units = units(place, node.path("action_units"));
    String text = string(place, node, "text");
    if (text.length() > MAX_TEXT) {
      problem(place, "text has " + text.length() + " letters; at most " + MAX_TEXT + " are read");
    } else if (text.chars().anyMatch(c -> c < ' ')) {
      problem(place, "text has control characters; write it as one line of plain words");
    }
    String source = string(place, node, "source");
    Basis basis = basis(place, node);
    List<String> askedAs = texts(place, node, "asked_as", MAX_ASKED, MAX_ASKED_TEXT);
    List<String> seeAlso = texts(place, node, "see_also", MAX_SEE_ALSO, MAX_ID);
    references.refers(place, seeAlso);
    if (seeAlso.contains(id)) {
      problem(place, "\"see_also\" names the passage itself; leave that out");
    }
    ActionUnits measured = measured(place, node.path("measured"));
    if (problems.size() == before && kind.isPresent()) {
      if (kind.get() == Kind.EXEMPLAR && measured == null) {
        problem(place, "an exemplar needs \"measured\": channel to 0-5, as in {\"AU12_L\": 3.5}");
        return;
      }
      Passage passage =
          new Passage(
              id, kind.get(), emotions, units, text, source, basis, askedAs, seeAlso, measured);
      if (kind.get() == Kind.WORDING && check.isPresent()) {
        wording(place, passage, check.get());
      }
      if (problems.size() == before) {
        passages.put(id, passage);
        places.put(id, place);
      }
    }
  }

  /** A phrase may enter descriptions only if it is read back as what it stands for. */
  private void wording(String place, Passage passage, AlignmentCheck check) {
    if (passage.text().contains("{adv}") == passage.text().contains("{adj}")) {
      problem(place, "a wording needs {adv} or {adj} where its strength goes, and only one");
      return;
    }
    String phrase =
        passage
            .text()
            .replace("{adv}", Degree.C.adverbs().get(0))
            .replace("{adj}", Degree.C.adjectives().get(0))
            .replace("{side}", "left");
    List<ActionUnit> read = check.read(phrase).units();
    if (!read.equals(passage.actionUnits()) || read.size() != 1) {
      problem(
          place, "the wording reads as " + read + ", but is given for " + passage.actionUnits());
    }
  }

  private String string(String place, JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (!value.isTextual() || value.asText().isBlank()) {
      problem(place, "\"" + key + "\" must be given, as text");
      return "";
    }
    return value.asText().strip();
  }

  private Basis basis(String place, JsonNode node) {
    if (!node.has("basis")) {
      return usual;
    }
    String key = string(place, node, "basis");
    Optional<Basis> basis = Basis.parse(key);
    if (basis.isEmpty() && !key.isEmpty()) {
      problem(place, "unknown basis \"" + key + "\"" + nearest(key, Basis.keys()));
    }
    return basis.orElse(usual);
  }

  private List<String> texts(String place, JsonNode node, String key, int most, int letters) {
    JsonNode array = node.path(key);
    List<String> texts = new ArrayList<>();
    if (!array.isMissingNode() && (!array.isArray() || array.size() > most)) {
      problem(place, "\"" + key + "\" must be a list of at most " + most + " texts");
      return texts;
    }
    for (JsonNode one : array) {
      String text = one.isTextual() ? one.asText().strip() : "";
      if (text.isEmpty() || text.length() > letters || text.chars().anyMatch(c -> c < ' ')) {
        problem(place, "each of \"" + key + "\" must be text of 1 to " + letters + " letters");
      } else {
        texts.add(text);
      }
    }
    return texts;
  }

  private @Nullable ActionUnits measured(String place, JsonNode channels) {
    if (channels.isMissingNode()) {
      return null;
    }
    if (!channels.isObject()) {
      problem(place, "\"measured\" must be an object, as in {\"AU12_L\": 3.5}");
      return null;
    }
    float[] values = new float[ActionUnits.CHANNELS];
    channels
        .fields()
        .forEachRemaining(
            entry -> {
              int channel = CHANNELS.indexOf(entry.getKey());
              double value = entry.getValue().asDouble(Double.NaN);
              if (channel < 0) {
                problem(place, "unknown channel \"" + entry.getKey() + "\" in \"measured\"");
              } else if (!(value >= 0 && value <= ActionUnits.MAX_INTENSITY)) {
                problem(place, "\"measured\" of " + entry.getKey() + " must be from 0 to 5");
              } else {
                values[channel] = (float) value;
              }
            });
    return ActionUnits.of(values);
  }

  private List<Emotion> emotions(String place, JsonNode array) {
    List<Emotion> emotions = new ArrayList<>();
    if (!array.isMissingNode() && !array.isArray()) {
      problem(place, "\"emotions\" must be a list, for instance [\"fear\"]");
    }
    for (JsonNode name : array) {
      Optional<Emotion> emotion = Emotion.parse(name.asText());
      emotion.ifPresentOrElse(
          emotions::add,
          () ->
              problem(
                  place,
                  "unknown emotion \""
                      + name.asText()
                      + "\""
                      + nearest(
                          name.asText(),
                          Arrays.stream(Emotion.values()).map(Emotion::label).toList())));
    }
    return emotions;
  }

  private List<ActionUnit> units(String place, JsonNode array) {
    List<ActionUnit> units = new ArrayList<>();
    if (!array.isMissingNode() && !array.isArray()) {
      problem(place, "\"action_units\" must be a list of FACS numbers, for instance [6, 12]");
    }
    for (JsonNode number : array) {
      Optional<ActionUnit> unit =
          number.isInt() ? ActionUnit.ofNumber(number.asInt()) : Optional.empty();
      unit.ifPresentOrElse(
          units::add,
          () -> problem(place, "unknown action unit " + number + "; give FACS numbers ARGen has"));
    }
    return units;
  }

  private static String nearest(String word, Collection<String> known) {
    return Spelling.nearest(word, known)
        .map(near -> "; did you mean \"" + near + "\"?")
        .orElse("; known are " + String.join(", ", known));
  }
}
