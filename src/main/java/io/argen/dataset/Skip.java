package io.argen.dataset;

/**
 * Something of a data set that was left out.
 *
 * @param path the file or folder, or what a table names
 * @param reason why, with the table's file and line where there is one
 */
public record Skip(String path, String reason) {}
