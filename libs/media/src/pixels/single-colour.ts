import { inStretches } from '../base64/in-stretches.js';

/** What JPEG makes of one colour. */
const NOISE = 2;

/** Pixels as they lie in memory, `channels` bytes each. */
export interface RawPixels {
  readonly data: Buffer;
  readonly channels: number;
}

/** Whether every pixel is the first one again. A real picture says no within its first row. */
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
