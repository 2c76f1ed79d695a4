/**
 * Reads expressions: labelled clips come in, a recogniser comes out; a clip comes in, a probability
 * for each class comes out.
 *
 * <p>{@code mesh}: a small temporal transformer on pose-normalised landmarks, Action Units and
 * their velocities ({@link io.argen.recognize.FeatureReader}). {@code video}: a ResNet-18 (He et
 * al. 2016, arXiv 1512.03385) on aligned pictures of the face and the same transformer. Both are a
 * {@code Network}; training, files and use are written once.
 *
 * <p>Balances: oversampling; weights by class; logits adjusted by the logarithm of the prior (Menon
 * et al. 2021, arXiv 2007.07314). The state kept is that of the lowest class-balanced loss on
 * validation clips of other people, never on test clips.
 */
@NullMarked
package io.argen.recognize;

import org.jspecify.annotations.NullMarked;
