import { inflateSync } from 'node:zlib';
import { type PngChunk, pngChunk, pngChunks } from './png-structure.js';

/** Behind the signature and the header chunk, which must come first. */
const HEADER_END = 33;
/** Limit on the decompressed texts of one file: a chunk of four kilobytes can expand to as many megabytes. */
const MOST_INFLATED = 4_194_304;

/** The keyword of an XMP packet (XMP specification part 3, §1.1.5). Its readers look for it in iTXt only. */
export const XMP_KEYWORD = 'XML:com.adobe.xmp';

/** Inserts text chunks after the header and removes existing ones with the same keywords. */
export function withPngTexts(bytes: Buffer, texts: Readonly<Record<string, string>>): readonly Buffer[] {
  const pieces: Buffer[] = [
    bytes.subarray(0, HEADER_END),
    ...Object.entries(texts).map(([keyword, text]) => textChunk(keyword, text)),
  ];
  let kept = HEADER_END;
  for (const chunk of pngChunks(bytes)) {
    if (isText(chunk.type) && Object.hasOwn(texts, keywordOf(chunk.data))) {
      pieces.push(bytes.subarray(kept, chunk.start));
      kept = chunk.end;
    }
  }
  pieces.push(bytes.subarray(kept));
  return pieces;
}

/** Every text chunk of a PNG by its keyword, except damaged ones and compressed ones that expand too far. */
export function readPngTexts(bytes: Buffer): Record<string, string> {
  const texts = new Map<string, string>();
  const unfolding = new Unfolding();
  for (const chunk of pngChunks(bytes)) {
    const text = isText(chunk.type) ? textOf(chunk, unfolding) : null;
    if (text !== null) {
      texts.set(keywordOf(chunk.data), text);
    }
  }
  return Object.fromEntries(texts);
}

/** tEXt where Latin-1 holds it, because old readers know nothing else; iTXt otherwise (PNG specification §11.3.4). */
function textChunk(keyword: string, text: string): Buffer {
  return isLatin(text) && keyword !== XMP_KEYWORD
    ? pngChunk('tEXt', Buffer.from(`${keyword}\0${text}`, 'latin1'))
    : pngChunk(
        'iTXt',
        Buffer.concat([Buffer.from(`${keyword}\0\0\0\0\0`, 'latin1'), Buffer.from(text, 'utf8')]),
      );
}

function isLatin(text: string): boolean {
  return Buffer.from(text, 'latin1').toString('latin1') === text && !text.includes('\0');
}

function isText(type: string): boolean {
  return type === 'tEXt' || type === 'iTXt' || type === 'zTXt';
}

function keywordOf(data: Buffer): string {
  const end = data.indexOf(0);
  return data.toString('latin1', 0, end === -1 ? data.length : end);
}

function textOf({ type, data }: PngChunk, unfolding: Unfolding): string | null {
  const keywordEnd = data.indexOf(0);
  if (keywordEnd === -1) {
    return null;
  }
  if (type === 'tEXt') {
    return data.toString('latin1', keywordEnd + 1);
  }
  if (type === 'zTXt') {
    return unfolding.inflated(data.subarray(keywordEnd + 2))?.toString('latin1') ?? null;
  }
  const languageEnd = data.indexOf(0, keywordEnd + 3);
  const translatedEnd = data.indexOf(0, languageEnd + 1);
  if (languageEnd === -1 || translatedEnd === -1) {
    return null;
  }
  const body = data.subarray(translatedEnd + 1);
  return (data[keywordEnd + 1] === 1 ? unfolding.inflated(body) : body)?.toString('utf8') ?? null;
}

/** The packed texts of one file. */
class Unfolding {
  private room = MOST_INFLATED;

  /**
   * null when it is damaged or there is no room for it. How far it got is not known then: it counts as half of the
   * room.
   */
  inflated(body: Buffer): Buffer | null {
    if (this.room < 1) {
      return null;
    }
    try {
      const text = inflateSync(body, { maxOutputLength: this.room });
      this.room -= text.length;
      return text;
    } catch {
      this.room = Math.floor(this.room / 2);
      return null;
    }
  }
}
