package io.argen.recognize;

import io.argen.run.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The order in which clips are drawn: all once before any twice, or class by class. */
final class BatchOrder {
  private final List<List<Integer>> decks = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();
  private final RandomGenerator random;
  private int turn;

  BatchOrder(List<Example> examples, int classes, TrainingOptions options) {
    this.random = Seeds.generator(Seeds.derive(options.seed(), "recognizer order"));
    boolean byClass = options.balance() == Balance.OVERSAMPLE;
    List<List<Integer>> all = new ArrayList<>();
    for (int k = 0; k < (byClass ? classes : 1); k++) {
      all.add(new ArrayList<>());
    }
    for (int i = 0; i < examples.size(); i++) {
      all.get(byClass ? examples.get(i).label() : 0).add(i);
    }
    for (List<Integer> deck : all) {
      if (!deck.isEmpty()) {
        decks.add(deck);
        places.add(deck.size());
      }
    }
  }

  /** Index of the next clip. */
  int next() {
    int which = turn++ % decks.size();
    List<Integer> deck = decks.get(which);
    int place = places.get(which);
    if (place == deck.size()) {
      for (int i = deck.size() - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        Integer swapped = deck.get(i);
        deck.set(i, deck.get(j));
        deck.set(j, swapped);
      }
      place = 0;
    }
    places.set(which, place + 1);
    return deck.get(place);
  }
}
