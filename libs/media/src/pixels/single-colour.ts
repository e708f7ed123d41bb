import { inStretches } from '../base64/in-stretches.js';

/** Deviation that JPEG adds to a single colour. */
const NOISE = 2;

/** Raw pixels, `channels` bytes each. */
export interface RawPixels {
  readonly data: Buffer;
  readonly channels: number;
}

/** Whether every pixel equals the first one. A real picture differs within its first row. */
export async function isOneColour({ data, channels }: RawPixels): Promise<boolean> {
  let isOne = true;
  await inStretches(data.length, (start, end) => {
    for (let at = start; at < end && isOne; at += 1) {
      isOne = Math.abs((data[at] ?? 0) - (data[at % channels] ?? 0)) <= NOISE;
    }
    return isOne;
  });
  return isOne;
}
