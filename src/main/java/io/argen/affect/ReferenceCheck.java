package io.argen.affect;

import io.argen.config.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Whether passages refer to passages that are there, asked once all are read. */
final class ReferenceCheck {
  private final Set<String> ids = new HashSet<>();
  private final List<Reference> references = new ArrayList<>();

  private record Reference(String place, String id) {}

  /** There is such a passage, if perhaps a broken one. */
  void there(String id) {
    ids.add(id);
  }

  void refers(String place, List<String> others) {
    others.forEach(other -> references.add(new Reference(place, other)));
  }

  /** Hands out place and problem of each reference to nothing. */
  void run(BiConsumer<String, String> problems) {
    for (Reference reference : references) {
      String id = reference.id();
      if (!ids.contains(id)) {
        problems.accept(
            reference.place(),
            "\"see_also\" names \""
                + id
                + "\", which no passage has as its id"
                + Spelling.nearest(id, ids)
                    .map(near -> "; did you mean \"" + near + "\"?")
                    .orElse(""));
      }
    }
  }
}
