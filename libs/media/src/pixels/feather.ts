import { inStretches } from '../base64/in-stretches.js';

const WHITE = 255;

/** A mask that is thick enough to fade has at least this value in its middle. */
const HALF = 128;

/**
 * The parts of a mask that are thick enough to fade towards the edge, white on black, from the blurred mask. Lines
 * thinner than the fading are not included.
 */
export async function coreOf(blurred: Buffer): Promise<Buffer> {
  const core = Buffer.alloc(blurred.length);
  await inStretches(blurred.length, (start, end) => {
    for (let pixel = start; pixel < end; pixel += 1) {
      core[pixel] = faded(blurred[pixel] ?? 0) >= HALF ? WHITE : 0;
    }
  });
  return core;
}

/**
 * The mask, fading towards its own edge. It does not grow, and each of its pixels keeps a part of its value. Thin
 * lines, which `nearCore` does not include, would fade away completely, so they stay as they are.
 */
export async function fadedInside(mask: Buffer, blurred: Buffer, nearCore: Buffer): Promise<Buffer> {
  const soft = Buffer.alloc(mask.length);
  await inStretches(mask.length, (start, end) => {
    for (let pixel = start; pixel < end; pixel += 1) {
      const hard = mask[pixel] ?? 0;
      const share = nearCore[pixel] === 0 ? hard : Math.min(hard, faded(blurred[pixel] ?? 0));
      soft[pixel] = hard === 0 ? 0 : Math.max(1, share);
    }
  });
  return soft;
}

/** At its edge a blurred mask has half its value, which is mapped to 0. */
function faded(blurred: number): number {
  return 2 * blurred - WHITE;
}
