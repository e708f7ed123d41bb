import { blackFrame } from './pictures.js';
import type { Fault } from './faults.js';

const HUGE_BYTES = 12 * 1024 * 1024;

/** The pictures as a fault leaves them. */
export async function spoilt(
  pictures: readonly Buffer[],
  fault: Fault | null,
  size: { width: number; height: number },
): Promise<readonly Buffer[]> {
  const [first] = pictures;
  if (first === undefined) {
    return pictures;
  }
  const rest = pictures.slice(1);
  if (fault === 'fewer_pictures') {
    return rest;
  }
  return [await spoiltOne(first, fault, size), ...rest];
}

async function spoiltOne(
  picture: Buffer,
  fault: Fault | null,
  size: { width: number; height: number },
): Promise<Buffer> {
  if (fault === 'black_frame') {
    return blackFrame(size);
  }
  if (fault === 'html_picture') {
    return Buffer.from('<!DOCTYPE html><html><body>Please sign in</body></html>');
  }
  if (fault === 'truncated_picture') {
    return picture.subarray(0, Math.floor(picture.byteLength / 2));
  }
  return fault === 'huge_picture' ? Buffer.concat([picture, Buffer.alloc(HUGE_BYTES, 0x55)]) : picture;
}
