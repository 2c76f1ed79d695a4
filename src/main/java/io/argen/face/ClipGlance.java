package io.argen.face;

import io.argen.clip.ClipInfo;
import io.argen.clip.Frame;
import io.argen.clip.Image;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a quick look at a clip shows: whether it is whole, and the face in its middle.
 *
 * @param promised frames that its container promises, 0 if it does not say
 * @param frames that could be read
 * @param facePx height of the middle frame's largest face in pixels, 0 without a face
 * @param who whose face that is, in embedding space
 */
public record ClipGlance(int promised, int frames, double facePx, Optional<Identity> who) {
  /** Under which a glance is kept; without faces it is another. */
  public static final String KIND = "glance";

  private static final int HEAD_BYTES = 3 * Integer.BYTES + Double.BYTES;

  /** Looks at frames as they pass. */
  public static final class Taker {
    private final int promised;
    private final @Nullable FaceNets nets;
    private int frames;
    private @Nullable Image middle;

    /** With nets, or without a look at faces. */
    public Taker(ClipInfo info, @Nullable FaceNets nets) {
      this.promised = info.estimatedFrames();
      this.nets = nets;
    }

    /** The next frame of the clip; its picture is not kept. */
    public void see(Frame frame) {
      if (nets != null && (middle == null || frames == promised / 2)) {
        middle = frame.image().copy();
      }
      frames++;
    }

    /** After the last frame. */
    public ClipGlance taken() {
      Image image = middle;
      if (nets == null || image == null) {
        return new ClipGlance(promised, frames, 0, Optional.empty());
      }
      Optional<FaceObservation> face = new FaceObserver(nets, false).largest(image);
      return new ClipGlance(
          promised,
          frames,
          face.map(seen -> seen.box().height()).orElse(0.0),
          face.map(seen -> nets.identity().embed(image, seen.mesh())));
    }
  }

  /** As it is kept. */
  public byte[] toBytes() {
    float[] direction = who.map(Identity::toArray).orElse(new float[0]);
    ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES + direction.length * Float.BYTES);
    bytes.putInt(promised).putInt(frames).putDouble(facePx).putInt(direction.length);
    for (float value : direction) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }

  /** From what {@link #toBytes} gave, to the bit; empty if it is something else. */
  public static Optional<ClipGlance> of(byte[] kept) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(kept);
      int promised = bytes.getInt();
      int frames = bytes.getInt();
      double facePx = bytes.getDouble();
      float[] direction = new float[bytes.getInt()];
      for (int i = 0; i < direction.length; i++) {
        direction[i] = bytes.getFloat();
      }
      Optional<Identity> who =
          direction.length == 0 ? Optional.empty() : Optional.of(Identity.ofDirection(direction));
      return Optional.of(new ClipGlance(promised, frames, facePx, who));
    } catch (BufferUnderflowException | NegativeArraySizeException e) {
      return Optional.empty();
    }
  }
}
