import { APP1, type JpegSegment, jpegSegments, START_OF_SCAN } from './jpeg-structure.js';

const EXIF_HEAD = Buffer.from('Exif\0\0', 'latin1');
const START_OF_IMAGE_LENGTH = 2;

/** Puts one EXIF segment at the front, in place of those that were there. */
export function withJpegExif(bytes: Buffer, block: Buffer): readonly Buffer[] {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(0xff00 | APP1, 0);
  head.writeUInt16BE(2 + EXIF_HEAD.length + block.length, 2);
  const pieces: Buffer[] = [bytes.subarray(0, START_OF_IMAGE_LENGTH), head, EXIF_HEAD, block];
  let kept = START_OF_IMAGE_LENGTH;
  for (const segment of headSegments(bytes)) {
    if (segment.marker === APP1 && isExif(segment.data)) {
      pieces.push(bytes.subarray(kept, segment.start));
      kept = segment.end;
    }
  }
  pieces.push(bytes.subarray(kept));
  return pieces;
}

/** The TIFF block of the first EXIF segment. */
export function readJpegExif(bytes: Buffer): Buffer | null {
  for (const segment of headSegments(bytes)) {
    if (segment.marker === APP1 && isExif(segment.data)) {
      return segment.data.subarray(EXIF_HEAD.length);
    }
  }
  return null;
}

/** What stands before the pixels, which are not looked at. */
function* headSegments(bytes: Buffer): Generator<JpegSegment> {
  for (const segment of jpegSegments(bytes)) {
    if (segment.marker === START_OF_SCAN) {
      return;
    }
    yield segment;
  }
}

function isExif(data: Buffer): boolean {
  return data.subarray(0, EXIF_HEAD.length).equals(EXIF_HEAD);
}
