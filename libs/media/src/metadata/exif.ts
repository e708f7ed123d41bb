/** What the bridge keeps in EXIF: A1111's text in UserComment, its own record in ImageDescription. */
export interface ExifFacts {
  readonly userComment: string | null;
  readonly imageDescription: string | null;
  /** EXIF orientation, 2 to 8; null if viewers show the picture as it is. */
  readonly orientation: number | null;
}

export const NO_EXIF: ExifFacts = { userComment: null, imageDescription: null, orientation: null };

const BIG_ENDIAN = Buffer.from('MM\0*', 'latin1');
const IMAGE_DESCRIPTION = 0x010e;
const ORIENTATION = 0x0112;
const EXIF_FOLDER = 0x8769;
const USER_COMMENT = 0x9286;
const ASCII = 2;
const SHORT = 3;
const LONG = 4;
const UNDEFINED = 7;
const ENTRY_LENGTH = 12;
/** UserComment names its encoding in its first 8 bytes; UTF-16 follows the byte order of the block,
 * which is big endian here as in what A1111 writes. */
const UNICODE = Buffer.from('UNICODE\0', 'latin1');
/** Shorter values would have to stand in the entry itself; JSON does not mind blanks behind it. */
const SHORTEST_OUTSIDE = 4;
/** Some programs leave JPEG's prefix in front of the block in a WebP. */
const JPEG_MARK = Buffer.from('Exif\0\0', 'latin1');
const ASCII_MARK = 'ASCII\0\0\0';

type Entry = readonly [tag: number, type: number, count: number, value: number];

/** A TIFF block with both texts, and the orientation if there is one. */
export function writeExif(facts: {
  userComment: string;
  imageDescription: string;
  orientation: number | null;
}): Buffer {
  const comment = Buffer.concat([UNICODE, Buffer.from(facts.userComment, 'utf16le').swap16()]);
  const description = Buffer.from(`${facts.imageDescription.padEnd(SHORTEST_OUTSIDE)}\0`, 'utf8');
  const firstFolder = BIG_ENDIAN.length + 4;
  const secondFolder = firstFolder + folderLength(facts.orientation === null ? 2 : 3);
  const commentAt = secondFolder + folderLength(1);
  const descriptionAt = commentAt + comment.length;
  const block = Buffer.alloc(descriptionAt + description.length);
  BIG_ENDIAN.copy(block);
  block.writeUInt32BE(firstFolder, BIG_ENDIAN.length);
  // In the order of their tags (TIFF 6.0, section 2). A short number stands at the left of its four bytes.
  writeFolder(block, firstFolder, [
    [IMAGE_DESCRIPTION, ASCII, description.length, descriptionAt],
    ...(facts.orientation === null ? [] : [[ORIENTATION, SHORT, 1, facts.orientation * 0x10000] as const]),
    [EXIF_FOLDER, LONG, 1, secondFolder],
  ]);
  writeFolder(block, secondFolder, [[USER_COMMENT, UNDEFINED, comment.length, commentAt]]);
  comment.copy(block, commentAt);
  description.copy(block, descriptionAt);
  return block;
}

function folderLength(entries: number): number {
  return 2 + entries * ENTRY_LENGTH + 4;
}

function writeFolder(block: Buffer, at: number, entries: readonly Entry[]): void {
  block.writeUInt16BE(entries.length, at);
  for (const [index, [tag, type, count, value]] of entries.entries()) {
    const entry = at + 2 + index * ENTRY_LENGTH;
    block.writeUInt16BE(tag, entry);
    block.writeUInt16BE(type, entry + 2);
    block.writeUInt32BE(count, entry + 4);
    block.writeUInt32BE(value, entry + 8);
  }
}

/** Reads both texts from a TIFF block in either byte order; damaged values count as absent. */
export function readExif(block: Buffer): ExifFacts {
  const isMarked = block.subarray(0, JPEG_MARK.length).equals(JPEG_MARK);
  const reader = new TiffReader(isMarked ? block.subarray(JPEG_MARK.length) : block);
  const root = reader.folder(reader.long(4));
  const [exif, description, orientation] = [EXIF_FOLDER, IMAGE_DESCRIPTION, ORIENTATION].map((tag) =>
    root.get(tag),
  );
  const comment = exif && reader.folder(reader.long(exif.at + 8)).get(USER_COMMENT);
  return {
    userComment: comment ? commentText(reader.bytes(comment), reader.bigEndian) : null,
    imageDescription: description ? reader.bytes(description).toString('utf8').replace(/\0+$/, '') : null,
    orientation: orientation ? turned(reader.short(orientation.at + 8)) : null,
  };
}

function turned(orientation: number): number | null {
  return orientation >= 2 && orientation <= 8 ? orientation : null;
}

function commentText(bytes: Buffer, bigEndian: boolean): string {
  const body = Buffer.from(bytes.subarray(8));
  if (bytes.subarray(0, 8).equals(UNICODE)) {
    const even = body.subarray(0, body.length - (body.length % 2));
    return (bigEndian ? even.swap16() : even).toString('utf16le');
  }
  return (bytes.toString('latin1', 0, 8) === ASCII_MARK ? body : bytes).toString('utf8').replace(/\0+$/, '');
}

interface TiffEntry {
  readonly at: number;
  readonly count: number;
}

/** What lies outside the block reads as 0 or as nothing. */
class TiffReader {
  readonly bigEndian: boolean;

  constructor(private readonly block: Buffer) {
    this.bigEndian = block.toString('latin1', 0, 2) === 'MM';
  }

  long(at: number): number {
    if (at + 4 > this.block.length) {
      return 0;
    }
    return this.bigEndian ? this.block.readUInt32BE(at) : this.block.readUInt32LE(at);
  }

  folder(at: number): Map<number, TiffEntry> {
    const entries = new Map<number, TiffEntry>();
    for (let index = 0; index < this.short(at); index += 1) {
      const entry = at + 2 + index * ENTRY_LENGTH;
      entries.set(this.short(entry), { at: entry, count: this.long(entry + 4) });
    }
    return entries;
  }

  /** For types of one byte a unit: up to four bytes stand in the entry itself. */
  bytes(entry: TiffEntry): Buffer {
    const at = entry.count <= 4 ? entry.at + 8 : this.long(entry.at + 8);
    return this.block.subarray(at, at + entry.count);
  }

  short(at: number): number {
    if (at + 2 > this.block.length) {
      return 0;
    }
    return this.bigEndian ? this.block.readUInt16BE(at) : this.block.readUInt16LE(at);
  }
}
