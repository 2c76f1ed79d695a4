package io.argen.report;

import java.util.List;

/**
 * What the template shows: plain values in the order in which they appear. The records are public
 * so that the template engine may read them; the class around them is not.
 */
final class Page {
  private Page() {}

  /**
   * A whole report.
   *
   * @param title heading and window title
   * @param lead what this is, in a sentence or two
   * @param caution what the reader must know of synthetic clips; empty if there are none
   * @param facts the few numbers that matter
   * @param notes what is missing or went wrong
   * @param bars class counts, one group a split
   * @param gallery where all clips can be looked at, relative to the report; empty if nowhere
   * @param groups clips to look at
   * @param histograms spread of the scores
   * @param tables everything else
   */
  public record Report(
      String title,
      String lead,
      String caution,
      List<Fact> facts,
      List<String> notes,
      List<Bars> bars,
      String groupsTitle,
      String groupsText,
      String gallery,
      List<Group> groups,
      List<Histogram> histograms,
      List<Table> tables) {}

  /** A number or word with its name. */
  public record Fact(String name, String value) {}

  /** Counts of a split's classes. */
  public record Bars(String title, List<Bar> rows, String more) {}

  /**
   * A class before and after.
   *
   * @param beforePercent length of the first part, 0-100
   * @param addedPercent length of the second part, 0-100
   */
  public record Bar(
      String label,
      String before,
      String added,
      String after,
      String beforePercent,
      String addedPercent,
      String note) {}

  /** Clips of a class, or of an analysis. */
  public record Group(String id, String title, String text, List<Clip> clips) {}

  /**
   * A clip to look at.
   *
   * @param frames pictures as data URIs, in time order
   * @param video the whole clip as a data URI; empty if it is not embedded
   * @param poster a picture for the player; may be empty
   * @param text what the clip is to show
   * @param why where that comes from; may be empty
   * @param statements its sentences with their evidence; may be empty
   * @param plotted what the curves show and how many are left out
   */
  public record Clip(
      String title,
      List<String> frames,
      String video,
      String poster,
      String text,
      String why,
      List<Statement> statements,
      List<Fact> facts,
      String plotted,
      List<Plot> plots) {}

  /** A sentence of a description and what it rests on. */
  public record Statement(String text, List<Passage> evidence) {}

  /** A passage of the knowledge base; text and source may be empty. */
  public record Passage(String id, String text, String source) {}

  /**
   * One small diagram; paths are in a box of 120 x 50.
   *
   * @param asked path data of the wanted course; empty if there is none
   * @param measured path data of the measured course; empty if there is none
   * @param zero height of the zero line in the box
   */
  public record Plot(
      String name, String meaning, String values, String asked, String measured, String zero) {}

  /** Spread of a score; columns stand in a box of 100 x 50. */
  public record Histogram(
      String title, String text, List<Column> columns, String low, String high) {}

  /** A column of a histogram. */
  public record Column(String x, String y, String width, String height) {}

  /**
   * A table.
   *
   * @param id anchor
   * @param rows cells, as many as there are heads
   * @param numbers whether a column holds numbers, as many as there are heads
   * @param more what is left out; may be empty
   */
  public record Table(
      String id,
      String title,
      String caption,
      List<String> heads,
      List<Boolean> numbers,
      List<List<String>> rows,
      String more) {}
}
