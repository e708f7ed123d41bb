import { randomBytes } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';

export const PAYLOADS = ['1 KB', '200 KB', '1.5 MB'] as const;
export type PayloadName = (typeof PAYLOADS)[number];

/** Part of the stub's paths and of the bridge's model names. */
export const SLUGS: Record<PayloadName, string> = { '1 KB': 'small', '200 KB': 'medium', '1.5 MB': 'large' };

/** Width and height in pixels; what the client asks for, so that nobody has to resize. */
export const SIDES: Record<PayloadName, number> = { '1 KB': 64, '200 KB': 384, '1.5 MB': 1024 };

const UPLOAD_SIDE = 1216;

/** Real PNGs of the sizes that are measured. PNG, because A1111's clients get no other format: nobody converts. */
export async function paintPayloads(): Promise<Record<PayloadName, Buffer>> {
  return {
    '1 KB': await grainy({ side: SIDES['1 KB'], strength: 2, coloured: false })
      .png({ palette: true, colours: 16 })
      .toBuffer(),
    '200 KB': await grainy({ side: SIDES['200 KB'], strength: 9, coloured: true }).png().toBuffer(),
    '1.5 MB': await grainy({ side: SIDES['1.5 MB'], strength: 9, coloured: true }).png().toBuffer(),
  };
}

/** A picture of about 4 MB that is uploaded: grain hardly gets smaller. */
export function paintUpload(): Promise<Buffer> {
  return grainy({ side: UPLOAD_SIDE, strength: 200, coloured: true }).png().toBuffer();
}

interface Grain {
  readonly side: number;
  /** Grey levels between the darkest and the brightest grain: decides how large the file gets. */
  readonly strength: number;
  readonly coloured: boolean;
}

/** A gradient under grain. */
function grainy({ side, strength, coloured }: Grain): Sharp {
  const grain = randomBytes(side * side * 3);
  const pixels = Buffer.alloc(side * side * 3);
  for (let index = 0; index < pixels.length; index += 1) {
    const pixel = Math.floor(index / 3);
    const gradient = 40 + Math.floor((Math.floor(pixel / side) / side) * 150);
    const level = grain[coloured ? index : pixel] ?? 0;
    pixels[index] = gradient + Math.floor((level * strength) / 256);
  }
  return sharp(pixels, { raw: { width: side, height: side, channels: 3 } });
}
