import { inStretches } from '../base64/in-stretches.js';

/** The share of bytes less than `bound`, 0 to 1; 0 if there are no bytes. */
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
