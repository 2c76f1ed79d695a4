package io.argen.diffusion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;

/**
 * Sizes of a Wan 2.x transformer, under the keys of the released {@code config.json}.
 *
 * @param patchT frames a token covers
 * @param patchH rows a token covers
 * @param patchW columns a token covers
 * @param textLen tokens the text is padded or cut to
 * @param inDim channels in
 * @param dim width, a multiple of twice the heads
 * @param ffnDim width of the feed-forward layer
 * @param freqDim sinusoids of the timestep, even
 * @param textDim width of the text states
 * @param outDim channels out
 * @param numHeads attention heads
 * @param numLayers blocks
 * @param qkNorm whether queries and keys are RMS-normalised
 * @param crossAttnNorm whether the input of cross-attention is normalised
 * @param eps what normalisations add to the variance
 */
public record WanConfig(
    int patchT,
    int patchH,
    int patchW,
    int textLen,
    int inDim,
    int dim,
    int ffnDim,
    int freqDim,
    int textDim,
    int outDim,
    int numHeads,
    int numLayers,
    boolean qkNorm,
    boolean crossAttnNorm,
    double eps) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public WanConfig {
    for (int size :
        new int[] {
          patchT, patchH, patchW, textLen, inDim, dim, ffnDim, textDim, outDim, numHeads, numLayers
        }) {
      if (size < 1) {
        throw new IllegalArgumentException("sizes must be at least 1, got " + size);
      }
    }
    if (dim % (2 * numHeads) != 0 || freqDim < 2 || freqDim % 2 != 0 || !(eps > 0)) {
      throw new IllegalArgumentException(
          "dim must be a multiple of 2 num_heads, freq_dim even and eps positive, got "
              + dim
              + ", "
              + numHeads
              + ", "
              + freqDim
              + ", "
              + eps);
    }
  }

  /** Reads {@code config.json}'s text; keys left out take the released defaults. */
  public static WanConfig parse(String json) {
    JsonNode node;
    try {
      node = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the configuration is no JSON object", e);
    }
    JsonNode patch = node.path("patch_size");
    return new WanConfig(
        patch.path(0).asInt(1),
        patch.path(1).asInt(2),
        patch.path(2).asInt(2),
        node.path("text_len").asInt(512),
        node.path("in_dim").asInt(16),
        node.path("dim").asInt(2048),
        node.path("ffn_dim").asInt(8192),
        node.path("freq_dim").asInt(256),
        node.path("text_dim").asInt(4096),
        node.path("out_dim").asInt(16),
        node.path("num_heads").asInt(16),
        node.path("num_layers").asInt(32),
        node.path("qk_norm").asBoolean(true),
        node.path("cross_attn_norm").asBoolean(true),
        node.path("eps").asDouble(1e-6));
  }

  /** The text that {@link #parse} reads. */
  public String json() {
    return String.format(
        Locale.ROOT,
        "{\"model_type\":\"ti2v\",\"patch_size\":[%d,%d,%d],\"text_len\":%d,\"in_dim\":%d,\"dim\":%d,"
            + "\"ffn_dim\":%d,\"freq_dim\":%d,\"text_dim\":%d,\"out_dim\":%d,\"num_heads\":%d,"
            + "\"num_layers\":%d,\"qk_norm\":%b,\"cross_attn_norm\":%b,\"eps\":%s}",
        patchT,
        patchH,
        patchW,
        textLen,
        inDim,
        dim,
        ffnDim,
        freqDim,
        textDim,
        outDim,
        numHeads,
        numLayers,
        qkNorm,
        crossAttnNorm,
        Double.toString(eps));
  }

  /** Values of a patch of one channel. */
  int patch() {
    return patchT * patchH * patchW;
  }
}
