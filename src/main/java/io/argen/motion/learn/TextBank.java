package io.argen.motion.learn;

import io.argen.affect.TextEncoder;
import io.argen.run.AtomicFiles;
import io.argen.run.Digests;
import io.argen.run.Progress;
import io.argen.tensor.Tensors;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Token states of many texts, computed once and kept as bfloat16, which is half the memory. */
public final class TextBank {
  private final List<short[]> states;

  private TextBank(List<short[]> states) {
    this.states = states;
  }

  /**
   * Encodes texts, or reads what an earlier call kept.
   *
   * @param tokens kept of each text at most
   * @param file to keep the states in; read if it holds those of the same texts
   */
  public static TextBank of(List<String> texts, int tokens, Path file, Progress progress) {
    String hash = Digests.hex(tokens + String.join("\n", texts));
    if (Files.isRegularFile(file)) {
      try (DataInputStream in =
          new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20))) {
        if (in.readUTF().equals(hash)) {
          return new TextBank(read(in, texts.size()));
        }
      } catch (IOException e) {
        progress.note("the kept token states do not read; they are computed again");
      }
    }
    TextBank bank = encode(texts, tokens, progress);
    try {
      Path temp = AtomicFiles.tempFor(file);
      try (DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(temp), 1 << 20))) {
        out.writeUTF(hash);
        for (short[] text : bank.states) {
          out.writeInt(text.length);
          for (short bits : text) {
            out.writeShort(bits);
          }
        }
      }
      AtomicFiles.moveIntoPlace(temp, file);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(file, e);
    }
    return bank;
  }

  private static List<short[]> read(DataInputStream in, int texts) throws IOException {
    List<short[]> states = new ArrayList<>();
    for (int i = 0; i < texts; i++) {
      int length = in.readInt();
      if (length < 0 || length > TextEncoder.MAX_TOKENS * TextEncoder.WIDTH) {
        throw new IOException("promises " + length + " numbers for a text");
      }
      short[] text = new short[length];
      for (int k = 0; k < length; k++) {
        text[k] = in.readShort();
      }
      states.add(text);
    }
    return states;
  }

  private static TextBank encode(List<String> texts, int tokens, Progress progress) {
    progress.begin("texts", texts.size());
    try (TextEncoder encoder = new TextEncoder()) {
      // Each text by one thread, so the bits are the same on any number of cores.
      List<short[]> all =
          texts.parallelStream()
              .map(
                  text -> {
                    short[] bits = halves(encoder.states(text), tokens);
                    progress.step("texts");
                    return bits;
                  })
              .toList();
      progress.end("texts");
      return new TextBank(all);
    }
  }

  /** The first states, one after the other. */
  private static short[] halves(float[][] states, int tokens) {
    short[] bits = new short[Math.min(tokens, states.length) * TextEncoder.WIDTH];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = half(states[i / TextEncoder.WIDTH][i % TextEncoder.WIDTH]);
    }
    return bits;
  }

  /** The upper half of a float, rounded to the nearest. */
  private static short half(float value) {
    return (short) ((Float.floatToRawIntBits(value) + 0x8000) >>> 16);
  }

  /** Length of the longest text, tokens. */
  public int longest() {
    return states.stream().mapToInt(s -> s.length / TextEncoder.WIDTH).max().orElse(0);
  }

  /** States of some texts, [B,L,384] where L is the longest one's; zeros after the end. */
  public Tensor batch(int[] indices) {
    int tokens = 0;
    for (int index : indices) {
      tokens = Math.max(tokens, states.get(index).length / TextEncoder.WIDTH);
    }
    float[] values = new float[indices.length * tokens * TextEncoder.WIDTH];
    for (int b = 0; b < indices.length; b++) {
      short[] text = states.get(indices[b]);
      int at = b * tokens * TextEncoder.WIDTH;
      for (int k = 0; k < text.length; k++) {
        values[at + k] = Float.intBitsToFloat(text[k] << Short.SIZE);
      }
    }
    return Tensors.of(values, indices.length, tokens, TextEncoder.WIDTH);
  }
}
