package io.argen.motion;

import io.argen.face.FaceMesh;
import io.argen.facs.ActionUnits;
import io.argen.run.ArgenException;
import io.argen.run.AtomicFiles;
import io.argen.run.InputException;
import io.argen.tensor.Safetensors;
import io.argen.tensor.SafetensorsFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;

/** A basis as a file: {@code shapes [46,468,3]}, {@code residuals [R,468,3]}, cm. */
public final class BasisFiles {
  private static final String SCHEMA = "argen/basis/1";
  private static final long MAX_BYTES = 4 << 20;
  private static final int MAX_RESIDUALS = 64;
  private static final String SHIPPED = "basis.safetensors";

  private BasisFiles() {}

  /**
   * Writes a basis whole or not at all.
   *
   * @param notes what to keep beside the numbers: command, seed, people, figures
   */
  public static void write(Path file, ActionUnitBasis basis, Map<String, String> notes) {
    float[] residuals = new float[basis.residuals() * FaceMesh.POINTS * 3];
    for (int k = 0; k < basis.residuals(); k++) {
      put(basis.residual(k), residuals, k);
    }
    float[] shapes = new float[ActionUnits.CHANNELS * FaceMesh.POINTS * 3];
    float[][] fields = basis.displacements();
    StringBuilder names = new StringBuilder();
    for (int k = 0; k < fields.length; k++) {
      put(fields[k], shapes, k);
      names.append(k == 0 ? "" : " ").append(ActionUnits.channelName(k));
    }
    Safetensors tensors = new Safetensors();
    notes.forEach(tensors::describe);
    tensors
        .describe("schema", SCHEMA)
        .describe("channels", names.toString())
        .describe("unit", "cm in canonical axes; shapes at intensity 5, residuals at amount 1")
        .add("shapes", shapes, fields.length, FaceMesh.POINTS, 3)
        .add("residuals", residuals, basis.residuals(), FaceMesh.POINTS, 3);
    try {
      Path temp = AtomicFiles.tempFor(file);
      tensors.write(temp);
      AtomicFiles.moveIntoPlace(temp, file);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(file, e);
    }
  }

  private static void put(float[] from, float[] into, int row) {
    System.arraycopy(from, 0, into, row * from.length, from.length);
  }

  static ActionUnitBasis read(Path file) {
    try {
      return of(SafetensorsFile.read(file, MAX_BYTES));
    } catch (IOException e) {
      throw new InputException(
          file, String.valueOf(e.getMessage()), "give a file that argen fit motion wrote");
    }
  }

  static ActionUnitBasis shipped() {
    try (InputStream in = BasisFiles.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new ArgenException("the fitted basis is missing from this build; build again");
      }
      return of(SafetensorsFile.parse(in.readAllBytes()));
    } catch (IOException e) {
      throw new ArgenException("the fitted basis of this build " + e.getMessage(), e);
    }
  }

  private static ActionUnitBasis of(SafetensorsFile file) throws IOException {
    if (!SCHEMA.equals(file.metadata().get("schema"))) {
      throw new IOException("is no basis");
    }
    float[] shapes = file.values("shapes", ActionUnits.CHANNELS, FaceMesh.POINTS, 3);
    float[] residuals = file.values("residuals", -1, FaceMesh.POINTS, 3);
    if (file.shape("residuals")[0] > MAX_RESIDUALS) {
      throw new IOException("holds more than " + MAX_RESIDUALS + " residual components");
    }
    return ActionUnitBasis.of(rows(shapes), rows(residuals));
  }

  private static float[][] rows(float[] values) {
    int size = FaceMesh.POINTS * 3;
    float[][] rows = new float[values.length / size][];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = java.util.Arrays.copyOfRange(values, k * size, (k + 1) * size);
    }
    return rows;
  }
}
