package io.argen.face;

/**
 * How usable a face is.
 *
 * @param sizePx face height in pixels
 * @param sharpness variance of the Laplacian of the face at 112 px, grey levels squared; below
 *     about 20 is blurred
 * @param frontality cosine of the angle between the face's normal and the camera axis, 0-1
 * @param meshFlag the mesh net's own probability that a face is there, 0-1
 * @param inFrame fraction of mesh points inside the picture, 0-1
 */
public record FaceQuality(
    double sizePx, double sharpness, double frontality, double meshFlag, double inFrame) {}
