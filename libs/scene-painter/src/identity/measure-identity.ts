import { type Hex, rgbOf } from '../painting/colour.js';
import { identityOf } from './identity.js';

/** Pixels row by row, 3 or 4 bytes each. */
export interface RawPixels {
  readonly data: Buffer;
  readonly width: number;
  readonly channels: 3 | 4;
}

/** In pixels; right and bottom are not part of it. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface IdentityMeasure {
  /** Pixels that show one of the two identities or a mixture of them. */
  readonly pixels: number;
  /** Share of them in the LoRA's own colours, 0 to 1. */
  readonly purity: number;
  /** How much of the other LoRA is in them on average, 0 (none) to 1. */
  readonly bleed: number;
}

/** How far a pixel may be from a colour and still be it, in RGB units. */
const NEAR = 12;

/**
 * How purely `own` shows in a region that should be its own, seen beside `other`. A pixel counts when it lies on the
 * line between the two identities' hair or clothes colours; its place on that line is its bleed.
 */
export function measureIdentity(
  picture: RawPixels,
  region: Region,
  own: string,
  other: string,
): IdentityMeasure {
  const [mine, theirs] = [identityOf(own), identityOf(other)];
  const lines = [lineOf(mine.hair, theirs.hair), lineOf(mine.clothes, theirs.clothes)];
  let [pixels, pure, foreign] = [0, 0, 0];
  for (let y = region.top; y < region.bottom; y += 1) {
    for (let x = region.left; x < region.right; x += 1) {
      const at = (y * picture.width + x) * picture.channels;
      const share = shareAt(picture.data, at, lines);
      if (share !== null) {
        pixels += 1;
        pure += share < 0.08 ? 1 : 0;
        foreign += share;
      }
    }
  }
  return pixels === 0
    ? { pixels, purity: 0, bleed: 0 }
    : { pixels, purity: pure / pixels, bleed: foreign / pixels };
}

interface Line {
  readonly from: readonly number[];
  readonly step: readonly number[];
  readonly square: number;
}

function lineOf(from: Hex, to: Hex): Line {
  const start = rgbOf(from);
  const step = rgbOf(to).map((value, index) => value - (start[index] ?? 0));
  return { from: start, step, square: step.reduce((sum, value) => sum + value * value, 0) };
}

function shareAt(data: Buffer, at: number, lines: readonly Line[]): number | null {
  for (const { from, step, square } of lines) {
    const off = from.map((value, index) => (data[at + index] ?? 0) - value);
    const along =
      off.reduce((sum, value, index) => sum + value * (step[index] ?? 0), 0) / Math.max(1, square);
    const share = Math.max(0, Math.min(1, along));
    const distance = Math.hypot(...off.map((value, index) => value - share * (step[index] ?? 0)));
    if (distance <= NEAR) {
      return share;
    }
  }
  return null;
}
