/**
 * Descriptions in, motion out: the corpus of described motion, the diffusion model that is trained
 * on it (flow matching, {@link io.argen.diffusion.FlowTrainer}), and {@link
 * io.argen.motion.learn.DiffusionMotion}, which draws from it.
 */
@NullMarked
package io.argen.motion.learn;

import org.jspecify.annotations.NullMarked;
