import { inStretches } from '../base64/in-stretches.js';

const WHITE = 255;

/** A mask that is thick enough to fade reaches this much in its middle. */
const HALF = 128;

/**
 * Where a mask is thick enough to fade towards its edge: white on black, from its blurred form. Lines thinner than the
 * fading are not in it.
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
 * The mask, fading towards its own edge. Nothing grows beyond it, and every pixel of it keeps a share. Thin lines, which
 * `nearCore` does not touch, would fade away altogether: they stay as they are.
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

/** At its edge a blurred mask is half, which becomes none. */
function faded(blurred: number): number {
  return 2 * blurred - WHITE;
}
