/**
 * Results as pages people look at. In: the output folder of {@code augment} or {@code analyze}, in
 * whatever state it is. Out: one HTML file without network, script or limit on the data set's size,
 * and charts as PNG.
 */
@NullMarked
package io.argen.report;

import org.jspecify.annotations.NullMarked;
