package io.argen.clip;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The XMP packet of a synthetic clip, as the ISO base media file format carries it: a top-level
 * {@code uuid} box (Adobe XMP Specification Part 3, section 2.3.3, MPEG-4).
 */
final class Xmp {
  private static final UUID BOX_TYPE = UUID.fromString("BE7ACFCB-97A9-42E8-9C71-999491E3AFAC");
  private static final int BOX_HEAD_BYTES = 24;

  private static final String PACKET =
      """
      <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/">
       <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about=""
          xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
          xmlns:xmp="http://ns.adobe.com/xap/1.0/"
          xmlns:dc="http://purl.org/dc/elements/1.1/">
         <Iptc4xmpExt:DigitalSourceType>%s</Iptc4xmpExt:DigitalSourceType>
         <xmp:CreatorTool>%s</xmp:CreatorTool>
         <dc:description><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:description>
        </rdf:Description>
       </rdf:RDF>
      </x:xmpmeta>
      <?xpacket end="r"?>
      """;

  private Xmp() {}

  /** The whole box, to be appended to a finished file. */
  static byte[] box(ClipMark mark) {
    byte[] packet =
        PACKET
            .formatted(
                mark.method().digitalSourceType(), escape(mark.generator()), escape(mark.prompt()))
            .getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(BOX_HEAD_BYTES + packet.length)
        .putInt(BOX_HEAD_BYTES + packet.length)
        .put("uuid".getBytes(StandardCharsets.US_ASCII))
        .putLong(BOX_TYPE.getMostSignificantBits())
        .putLong(BOX_TYPE.getLeastSignificantBits())
        .put(packet)
        .array();
  }

  /** XML text; control characters that XML forbids are dropped. */
  private static String escape(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
