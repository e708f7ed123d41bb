import type { Readable } from 'node:stream';

/** A vendor sent more than it may. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/**
 * The whole body as bytes. Where the vendor names the length the bytes go straight into their place, so that a
 * picture is never in memory twice.
 * @throws BodyTooLarge above `maxBytes`, counted after decompression
 */
export async function readBody(
  stream: Readable,
  maxBytes: number,
  announced: number | null,
): Promise<Buffer> {
  if (announced !== null && announced > maxBytes) {
    stream.destroy();
    throw new BodyTooLarge();
  }
  const chunks: Buffer[] = [];
  const whole = announced === null ? null : Buffer.allocUnsafeSlow(announced);
  let length = 0;
  for await (const chunk of stream) {
    const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
    if (length + bytes.byteLength > maxBytes) {
      throw new BodyTooLarge();
    }
    if (whole === null || length + bytes.byteLength > whole.byteLength) {
      chunks.push(bytes);
    } else {
      bytes.copy(whole, length);
    }
    length += bytes.byteLength;
  }
  return whole !== null && length === whole.byteLength ? whole : joined(whole, chunks, length);
}

/** A body that kept another length than it announced. */
function joined(whole: Buffer | null, chunks: readonly Buffer[], length: number): Buffer {
  const rest = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
  const head = whole === null ? [] : [whole.subarray(0, length - rest)];
  return Buffer.concat([...head, ...chunks]);
}
