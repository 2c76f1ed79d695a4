/**
 * Latents, text states and known frames in; latents out: the Wan 2.x video transformer (Wan Team,
 * arXiv 2503.20314; state-dict names of the released checkpoints) trained by flow matching, its
 * samplers and inter-frame conditional guidance. Knows nothing of faces.
 *
 * <p>Axes are {@code [B,C,T,H,W]}. With clean latents x0 and noise eps, {@code x = (1-s) x0 + s
 * eps}; the network predicts {@code v = eps - x0} and is fed {@code t = 1000 s} for each token.
 */
@NullMarked
package io.argen.diffusion;

import org.jspecify.annotations.NullMarked;
