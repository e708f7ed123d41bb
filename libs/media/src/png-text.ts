import { inflateSync } from 'node:zlib';
import { pngChunk, pngChunks } from './png-structure.js';

/** Behind the signature and the header chunk, which must come first. */
const HEADER_END = 33;
const MOST_INFLATED = 4_194_304;

/** Cuts text chunks in, behind the header, and out where one of the keywords stood already. */
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

/** Every text chunk of a PNG by its keyword; damaged ones are left out. */
export function readPngTexts(bytes: Buffer): Record<string, string> {
  const texts = new Map<string, string>();
  for (const chunk of pngChunks(bytes)) {
    const text = isText(chunk.type) ? textOf(chunk.type, chunk.data) : null;
    if (text !== null) {
      texts.set(keywordOf(chunk.data), text);
    }
  }
  return Object.fromEntries(texts);
}

/** tEXt where Latin-1 holds it, because old readers know nothing else; iTXt otherwise (PNG specification §11.3.4). */
function textChunk(keyword: string, text: string): Buffer {
  return isLatin(text)
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

function textOf(type: string, data: Buffer): string | null {
  const keywordEnd = data.indexOf(0);
  if (keywordEnd === -1) {
    return null;
  }
  if (type === 'tEXt') {
    return data.toString('latin1', keywordEnd + 1);
  }
  if (type === 'zTXt') {
    return inflated(data.subarray(keywordEnd + 2))?.toString('latin1') ?? null;
  }
  const languageEnd = data.indexOf(0, keywordEnd + 3);
  const translatedEnd = data.indexOf(0, languageEnd + 1);
  if (languageEnd === -1 || translatedEnd === -1) {
    return null;
  }
  const body = data.subarray(translatedEnd + 1);
  return (data[keywordEnd + 1] === 1 ? inflated(body) : body)?.toString('utf8') ?? null;
}

function inflated(body: Buffer): Buffer | null {
  try {
    return inflateSync(body, { maxOutputLength: MOST_INFLATED });
  } catch {
    return null;
  }
}
