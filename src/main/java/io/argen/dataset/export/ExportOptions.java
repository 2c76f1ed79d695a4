package io.argen.dataset.export;

import io.argen.dataset.Sample;
import java.nio.file.Path;

/**
 * What to write for another trainer.
 *
 * @param out a new or empty folder, or one that an earlier start of the same export left
 * @param format how
 * @param which real clips, synthetic ones, or both
 */
public record ExportOptions(Path out, Format format, Which which) {
  /** Formats of other trainers. */
  public enum Format {
    /** {@code <split>/<label>/<clip>}. */
    FOLDERS("folders"),
    /** Hugging Face: {@code <split>/metadata.jsonl} beside the clips. */
    VIDEOFOLDER("videofolder"),
    /** {@code EmoLabel_DataSplit} with labels 1 to 7, folders of frames named by five digits. */
    DFEW("dfew"),
    /** Lists {@code path frames label}, labels from 0, folders of frames. */
    DFER_CLIP("dfer-clip"),
    /** The same lists. */
    FORMER_DFER("former-dfer"),
    /** The same lists. */
    M3DFEL("m3dfel"),
    /** {@code train.csv} with lines {@code path label}, videos or folders as they are. */
    MAE_DFER("mae-dfer"),
    /** Tar shards of a clip, its class and its JSON. */
    WEBDATASET("webdataset");

    private final String option;

    Format(String option) {
      this.option = option;
    }

    /** As the command line spells it. */
    public String option() {
      return option;
    }

    /** Reads {@link #option}. */
    public static Format of(String option) {
      for (Format format : values()) {
        if (format.option.equals(option)) {
          return format;
        }
      }
      throw new IllegalArgumentException("unknown format " + option);
    }
  }

  /** Which clips. */
  public enum Which {
    ALL,
    REAL,
    SYNTHETIC;

    boolean takes(Sample sample) {
      return this == ALL || (this == SYNTHETIC) == sample.synthetic();
    }
  }
}
