import { inStretches } from '../base64/in-stretches.js';

/** Which share of the bytes is less than `bound`, 0 to 1; none of no bytes. */
export async function shareBelow(bytes: Buffer, bound: number): Promise<number> {
  let count = 0;
  await inStretches(bytes.length, (start, end) => {
    for (let index = start; index < end; index += 1) {
      if ((bytes[index] ?? 0) < bound) {
        count += 1;
      }
    }
  });
  return bytes.length === 0 ? 0 : count / bytes.length;
}
