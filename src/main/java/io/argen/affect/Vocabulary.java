package io.argen.affect;

import io.argen.facs.ActionUnit;
import io.argen.run.ArgenException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words by which Action Units are known again in a text, from {@code affect/vocabulary.txt}:
 * lines {@code NAME = regular expression} name parts and movements; lines {@code AU01: PART & MOVE
 * & !OTHER} are rules whose parts must all be found in one clause, and those with {@code !} not.
 */
final class Vocabulary {
  private static final Pattern NAMED = Pattern.compile("\\b[A-Z][A-Z_]+\\b");

  private record Rule(ActionUnit unit, List<Pattern> all, List<Pattern> none) {
    boolean matches(CharSequence clause) {
      return all.stream().allMatch(p -> p.matcher(clause).find())
          && none.stream().noneMatch(p -> p.matcher(clause).find());
    }
  }

  private final List<Rule> rules;

  private Vocabulary(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  static Vocabulary load() {
    Map<String, String> names = new LinkedHashMap<>();
    List<Rule> rules = new ArrayList<>();
    for (String line : Knowledge.resource("vocabulary.txt").split("\n", -1)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      int equals = line.indexOf(" = ");
      if (equals > 0) {
        names.put(line.substring(0, equals).strip(), line.substring(equals + 3).strip());
      } else {
        rules.add(rule(line, names));
      }
    }
    return new Vocabulary(rules);
  }

  private static Rule rule(String line, Map<String, String> names) {
    int colon = line.indexOf(':');
    ActionUnit unit = ActionUnit.valueOf(line.substring(0, colon).strip());
    List<Pattern> all = new ArrayList<>();
    List<Pattern> none = new ArrayList<>();
    for (String part : line.substring(colon + 1).split(" & ", -1)) {
      String text = part.strip();
      boolean not = text.startsWith("!");
      Matcher named = NAMED.matcher(not ? text.substring(1) : text);
      String regex =
          named.replaceAll(
              found -> {
                String value = names.get(found.group());
                if (value == null) {
                  throw new ArgenException("vocabulary.txt names no " + found.group());
                }
                return Matcher.quoteReplacement(value);
              });
      (not ? none : all).add(Pattern.compile("\\b(?:" + regex + ")\\b"));
    }
    return new Rule(unit, all, none);
  }

  /** The units a clause in small letters speaks of. */
  Set<ActionUnit> units(String clause) {
    Set<ActionUnit> units = EnumSet.noneOf(ActionUnit.class);
    for (Rule rule : rules) {
      if (!units.contains(rule.unit) && rule.matches(clause)) {
        units.add(rule.unit);
      }
    }
    return units;
  }
}
