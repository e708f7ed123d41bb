import { APP1, type JpegSegment, jpegSegments, START_OF_SCAN } from './jpeg-structure.js';

/** What APP1 segments begin with, by what they hold. */
export const EXIF_MARK = Buffer.from('Exif\0\0', 'latin1');
export const XMP_MARK = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1');

const START_OF_IMAGE_LENGTH = 2;
/** Marker and length; the length counts itself. */
const HEAD_LENGTH = 4;
const LARGEST_SEGMENT = 0xffff;

/** The content of an APP1 segment, and the mark that says what it is. */
export interface App1Block {
  readonly mark: Buffer;
  readonly data: Buffer;
}

/** Whether a segment can hold this much. */
export function fitsApp1({ mark, data }: App1Block): boolean {
  return 2 + mark.length + data.length <= LARGEST_SEGMENT;
}

/** Inserts the segments at the front, replacing existing ones with the same prefixes. */
export function withJpegApp1(bytes: Buffer, blocks: readonly App1Block[]): readonly Buffer[] {
  const pieces: Buffer[] = [bytes.subarray(0, START_OF_IMAGE_LENGTH)];
  for (const { mark, data } of blocks) {
    const head = Buffer.alloc(HEAD_LENGTH);
    head.writeUInt16BE(0xff00 | APP1, 0);
    head.writeUInt16BE(2 + mark.length + data.length, 2);
    pieces.push(head, mark, data);
  }
  let kept = START_OF_IMAGE_LENGTH;
  for (const segment of headSegments(bytes)) {
    if (blocks.some(({ mark }) => isMarked(segment, mark))) {
      pieces.push(bytes.subarray(kept, segment.start));
      kept = segment.end;
    }
  }
  pieces.push(bytes.subarray(kept));
  return pieces;
}

/** The content of the first APP1 segment with this mark. */
export function readJpegApp1(bytes: Buffer, mark: Buffer): Buffer | null {
  for (const segment of headSegments(bytes)) {
    if (isMarked(segment, mark)) {
      return segment.data.subarray(mark.length);
    }
  }
  return null;
}

/** The segments before the pixels, which are not read. */
export function* headSegments(bytes: Buffer): Generator<JpegSegment> {
  for (const segment of jpegSegments(bytes)) {
    if (segment.marker === START_OF_SCAN) {
      return;
    }
    yield segment;
  }
}

function isMarked({ marker, data }: JpegSegment, mark: Buffer): boolean {
  return marker === APP1 && data.subarray(0, mark.length).equals(mark);
}
