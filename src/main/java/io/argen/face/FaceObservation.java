package io.argen.face;

import org.jspecify.annotations.Nullable;

/**
 * One face in one frame.
 *
 * @param box upright box of the mesh, pixels
 * @param mesh 468 points and irises, pixels
 * @param pose similarity from the canonical face
 * @param quality usability
 * @param expression seven-class scores, null when they were not asked for
 */
public record FaceObservation(
    FaceBox box,
    FaceMesh mesh,
    HeadPose pose,
    FaceQuality quality,
    @Nullable ExpressionScores expression) {}
