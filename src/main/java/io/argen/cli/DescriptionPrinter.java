package io.argen.cli;

import io.argen.affect.AffectPrompt;
import io.argen.affect.Basis;
import io.argen.affect.Knowledge;
import io.argen.affect.Passage;
import io.argen.affect.Retriever;
import io.argen.affect.vlm.VlmUsage;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What {@code describe} says, as a document and as text. */
final class DescriptionPrinter {
  private static final int HITS = 5;

  private final Console console;

  DescriptionPrinter(Console console) {
    this.console = console;
  }

  /** The frames at which the expression changes. */
  record Course(int onset, int apex, int offset, int end, double frameRateHz) {}

  /** A passage the description rests on. */
  record Evidence(String id, String kind, String text, String source, String basis) {
    /** Its text, where it is known from, and how far that was checked. */
    String quoted() {
      return text + " [" + source + "; " + Basis.parse(basis).map(Basis::words).orElse(basis) + "]";
    }
  }

  /** What the photo already shows. */
  record Seen(SortedMap<String, Float> actionUnits, double yaw, double pitch, double roll) {}

  /** The document {@code argen/describe/1}. */
  record Document(
      String schema,
      String text,
      String negativePrompt,
      List<AffectPrompt.Statement> statements,
      SortedMap<String, Float> actionUnits,
      Course timing,
      double alignment,
      String writer,
      long seed,
      @Nullable Seen photo,
      List<Evidence> evidence,
      List<Near> nearest,
      VlmUsage.@Nullable Counts vlm) {}

  static Evidence evidence(Passage passage) {
    return new Evidence(
        passage.id(),
        passage.kind().key(),
        passage.text(),
        passage.source(),
        passage.basis().key());
  }

  static List<Near> nearest(Knowledge knowledge, AffectPrompt prompt) {
    try (Retriever retriever = new Retriever(knowledge)) {
      return retriever.search(prompt.text(), Retriever.Filter.NONE, HITS).stream()
          .map(Near::of)
          .toList();
    }
  }

  void print(Document document, boolean json, boolean explain) {
    if (json) {
      console.document(document);
      return;
    }
    console.out().println(document.text());
    console.out().println();
    for (AffectPrompt.Statement statement : document.statements()) {
      console.out().println(statement.text());
      console.out().println("    " + String.join(" ", statement.evidence()));
    }
    console.out().println();
    console.out().println("not: " + document.negativePrompt());
    console
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "%s; onset at frame %d, apex %d, offset %d of %d; alignment %.2f",
                document.actionUnits(),
                document.timing().onset(),
                document.timing().apex(),
                document.timing().offset(),
                document.timing().end(),
                document.alignment()));
    VlmUsage.Counts vlm = document.vlm();
    if (vlm != null) {
      console.out().println(WritingPrinter.line(vlm));
      WritingPrinter.reasons(vlm).forEach(console.err()::println);
    }
    if (explain) {
      console.out().println();
      for (Evidence one : document.evidence()) {
        console.out().println(one.id() + ": " + one.quoted());
      }
      console.out().println("\nnearest passages:");
      for (Near near : document.nearest()) {
        console.out().println(near.id() + " " + near.why());
      }
    }
  }
}
