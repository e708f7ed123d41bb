import { inStretches } from '../base64/in-stretches.js';

const REPAINT = 255;
const CHANNELS = 4;

/** Writes `top` over `base` (both RGBA) by `alpha`; where alpha is 0 no byte of `base` changes. */
export async function blend(base: Buffer, top: Buffer, alpha: Buffer): Promise<void> {
  await inStretches(alpha.length, (start, end) => {
    for (let pixel = start; pixel < end; pixel += 1) {
      const share = alpha[pixel] ?? 0;
      if (share > 0) {
        blendPixel(base, top, pixel * CHANNELS, share);
      }
    }
  });
}

function blendPixel(base: Buffer, top: Buffer, first: number, share: number): void {
  for (let channel = first; channel < first + CHANNELS; channel += 1) {
    const under = base[channel] ?? 0;
    base[channel] = under + Math.round((((top[channel] ?? 0) - under) * share) / REPAINT);
  }
}
