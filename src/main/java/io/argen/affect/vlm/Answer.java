package io.argen.affect.vlm;

import com.fasterxml.jackson.databind.JsonNode;
import io.argen.affect.AlignmentCheck;
import io.argen.affect.Degree;
import io.argen.affect.Passage;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;
import io.argen.run.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A model's answer and what is wrong with it. It is data: what counts is whether it says the plan
 * in plain English and rests on passages that were sent, whatever else it asks for.
 *
 * @param description in its words
 * @param units its intensities, 0-5 a side
 * @param evidence ids of passages
 * @param confidence 0-1
 * @param problems contradictions to plan, evidence or form; empty if it may be used
 */
record Answer(
    String description,
    ActionUnits units,
    List<String> evidence,
    double confidence,
    List<String> problems) {
  private static final int MAX_LETTERS = 900;
  private static final float TOLERANCE = 1;
  private static final double LEAST_ALIGNMENT = 0.7;
  private static final double LEAST_ENGLISH = 0.12;
  private static final Pattern NOT_PROSE =
      Pattern.compile(
          "https?:|www\\.|[<>{}`|\\\\]|\\b(?:ignore|disregard|forget) (?:\\w+ ){0,3}(?:instructions?|above|"
              + "previous|prompts?|rules)|\\b(?:system|assistant|user) ?:|\\bas an? (?:ai|language model)"
              + "|\\b(?:i|you) (?:can|cannot|can't|must|should|am|are|will)\\b|\\bpassword|\\bapi key",
          Pattern.CASE_INSENSITIVE);
  private static final Set<String> ENGLISH =
      Set.of(
          "the", "and", "of", "with", "is", "are", "to", "at", "from", "it", "as", "while", "a",
          "an", "on", "by", "their", "then", "that", "this", "there", "both", "into", "its");

  Answer {
    evidence = List.copyOf(evidence);
    problems = List.copyOf(problems);
  }

  /** Reads and checks an answer. */
  static Answer read(
      String text, ActionUnits plan, Map<String, Passage> sent, AlignmentCheck check) {
    List<String> problems = new ArrayList<>();
    JsonNode node = object(text);
    if (node == null) {
      problems.add("The answer is not one complete JSON object.");
      return new Answer("", ActionUnits.neutral(), List.of(), 0, problems);
    }
    String description = node.path("description").asText("").strip();
    if (!node.path("description").isTextual() || description.isEmpty()) {
      problems.add("\"description\" is missing.");
    } else {
      prose(description, problems);
      says(description, plan, check, problems);
    }
    ActionUnits units = units(node.path("action_units"), plan, problems);
    Set<String> evidence = new LinkedHashSet<>();
    for (JsonNode id : node.path("evidence")) {
      if (sent.containsKey(id.asText())) {
        evidence.add(id.asText());
      } else {
        problems.add("Evidence \"" + shown(id.asText()) + "\" was not among the passages.");
      }
    }
    if (evidence.isEmpty()) {
      problems.add("No evidence is named; name ids of the passages you used.");
    }
    double confidence = node.path("confidence").asDouble(Double.NaN);
    if (!(confidence >= 0 && confidence <= 1)) {
      problems.add("\"confidence\" must be a number from 0 to 1.");
    }
    return new Answer(description, units, List.copyOf(evidence), confidence, problems);
  }

  private static @org.jspecify.annotations.Nullable JsonNode object(String text) {
    int from = text.indexOf('{');
    int to = text.lastIndexOf('}');
    if (from < 0 || to < from) {
      return null;
    }
    try {
      JsonNode node = Json.tree(text.substring(from, to + 1));
      return node.isObject() ? node : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static void prose(String text, List<String> problems) {
    if (text.length() > MAX_LETTERS) {
      problems.add(
          "The description has " + text.length() + " letters; at most " + MAX_LETTERS + ".");
    }
    if (NOT_PROSE.matcher(text).find() || text.chars().anyMatch(c -> c < ' ')) {
      problems.add("The description must be plain prose about the face and nothing else.");
    }
    String[] words = text.toLowerCase(Locale.ROOT).split("[^\\p{L}']+");
    long english = java.util.Arrays.stream(words).filter(ENGLISH::contains).count();
    long letters = text.chars().filter(Character::isLetter).count();
    long plain = text.chars().filter(c -> c < 128 && Character.isLetter(c)).count();
    if (english < LEAST_ENGLISH * words.length || plain < 0.97 * letters) {
      problems.add("The description must be in English.");
    }
  }

  private static void says(
      String text, ActionUnits plan, AlignmentCheck check, List<String> problems) {
    AlignmentCheck.Reading reading = check.read(text, plan);
    List<ActionUnit> said = reading.units();
    for (ActionUnit unit : ActionUnit.values()) {
      int degree = Math.round(plan.get(unit));
      if (degree >= Degree.B.number() && !said.contains(unit)) {
        problems.add("The description does not say " + name(unit) + ".");
      }
      if (degree == 0 && said.contains(unit)) {
        problems.add("The description says " + name(unit) + ", which is not planned.");
      }
    }
    double score = check.score(plan, text);
    if (problems.isEmpty() && score < LEAST_ALIGNMENT) {
      problems.add(
          String.format(
              Locale.ROOT,
              "The strengths or sides in the description are not the plan's (%.2f of 1).",
              score));
    }
  }

  private static ActionUnits units(JsonNode list, ActionUnits plan, List<String> problems) {
    ActionUnits units = ActionUnits.neutral();
    for (JsonNode one : list) {
      Optional<ActionUnit> unit =
          one.path("unit").isInt()
              ? ActionUnit.ofNumber(one.path("unit").asInt())
              : Optional.empty();
      double intensity = one.path("intensity").asDouble(Double.NaN);
      String side = one.path("side").asText("both");
      if (unit.isEmpty()) {
        problems.add(
            "Unit " + shown(one.path("unit").asText()) + " is no Action Unit of the list.");
      } else if (!(intensity >= 0 && intensity <= ActionUnits.MAX_INTENSITY)) {
        problems.add("The intensity of " + name(unit.get()) + " must be from 0 to 5.");
      } else if (!AnswerSchema.SIDES.contains(side)
          || !AnswerSchema.PHASES.contains(one.path("phase").asText())) {
        problems.add("Side or phase of " + name(unit.get()) + " is not one of the words allowed.");
      } else {
        if (!side.equals("right")) {
          units = units.with(unit.get(), Side.LEFT, (float) intensity);
        }
        if (!side.equals("left")) {
          units = units.with(unit.get(), Side.RIGHT, (float) intensity);
        }
      }
    }
    for (ActionUnit unit : ActionUnit.values()) {
      float asked = plan.get(unit);
      float given = units.get(unit);
      if (given > 0 && Math.round(asked) == 0) {
        problems.add(name(unit) + " is listed but not planned.");
      } else if (Math.round(asked) >= Degree.B.number() && Math.abs(asked - given) > TOLERANCE) {
        problems.add(
            String.format(
                Locale.ROOT,
                "%s is planned at %.1f and listed at %.1f.",
                name(unit),
                asked,
                given));
      }
    }
    return units;
  }

  private static String name(ActionUnit unit) {
    return "AU " + unit.number() + " (" + unit.facsName() + ")";
  }

  private static String shown(String text) {
    String clean = text.replaceAll("[^A-Za-z0-9._ -]+", "?");
    return clean.substring(0, Math.min(60, clean.length()));
  }
}
