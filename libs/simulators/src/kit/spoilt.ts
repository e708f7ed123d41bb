import { blackFrame } from './pictures.js';
import type { Fault } from './faults.js';
import { putElsewhere } from './picture-shelf.js';

const HUGE_BYTES = 12 * 1024 * 1024;

/** Faults that put a picture elsewhere than its address says. */
const PLACES: Partial<Record<Fault, 'there' | 'behind' | 'nowhere'>> = {
  private_picture: 'there',
  redirected_picture: 'behind',
  missing_picture: 'nowhere',
};

/** What a fault needs to know to spoil pictures. */
export interface Spoiling {
  readonly fault: Fault | null;
  readonly size: { readonly width: number; readonly height: number };
  /** Where nothing may ever be fetched from. */
  readonly privateAddress: string;
}

/** The pictures as a fault leaves them. */
export async function spoilt(
  pictures: readonly Buffer[],
  { fault, size, privateAddress }: Spoiling,
): Promise<readonly Buffer[]> {
  const [first] = pictures;
  if (first === undefined) {
    return pictures;
  }
  const rest = pictures.slice(1);
  if (fault === 'fewer_pictures') {
    return rest;
  }
  const is = fault === null ? undefined : PLACES[fault];
  if (is !== undefined) {
    putElsewhere(first, { is, address: privateAddress });
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
