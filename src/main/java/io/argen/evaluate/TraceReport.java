package io.argen.evaluate;

import java.util.SortedMap;

/**
 * How well real and synthetic clips are told apart by traces of making and storing alone.
 *
 * @param auc of a logistic regression on all traces, on clips of people it was not fitted on
 * @param low lower end of the 95 % interval, bootstrapped over people
 * @param high its upper end
 * @param stored the same of the traces of storing alone, without how much frames change: clips of
 *     other expressions move otherwise
 * @param storedLow lower end of its interval
 * @param storedHigh its upper end
 * @param single area under the curve of each trace alone, 0.5 to 1
 */
public record TraceReport(
    String schema,
    String data,
    int real,
    int synthetic,
    int people,
    double auc,
    double low,
    double high,
    double stored,
    double storedLow,
    double storedHigh,
    SortedMap<String, Double> single) {}
