import type { ByteRange } from '@fusionbridge/media';

const SINGLE = /^bytes=\s*(\d*)-(\d*)\s*$/i;

/**
 * The range of a file that a `Range` header asks for. Multiple ranges, other units and malformed headers are ignored:
 * RFC 9110 allows the whole file in response.
 * @returns null for the whole file
 */
export function rangeIn(
  header: string | undefined,
  byteLength: number,
): ByteRange | 'not_satisfiable' | null {
  const [, first = '', last = ''] = SINGLE.exec(header ?? '') ?? [];
  const isBackwards = first !== '' && last !== '' && Number(last) < Number(first);
  if ((first === '' && last === '') || isBackwards) {
    return null;
  }
  const range = first === '' ? lastBytes(Number(last), byteLength) : fromTo(first, last, byteLength);
  return range.start <= range.end ? range : 'not_satisfiable';
}

/** `bytes=-500`: the end of the file, or all of it if it is shorter. */
function lastBytes(count: number, byteLength: number): ByteRange {
  return { start: Math.max(0, byteLength - count), end: byteLength - 1 };
}

function fromTo(first: string, last: string, byteLength: number): ByteRange {
  const end = last === '' ? byteLength - 1 : Math.min(Number(last), byteLength - 1);
  return { start: Number(first), end };
}
