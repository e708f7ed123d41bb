import { readFileSync } from 'node:fs';
import { SettingsError } from './settings-error.js';

/** Why the bytes of a file are no text. The message follows the name of the file. */
export class NotText extends Error {
  override readonly name = 'NotText';
}

const UTF_16 = ['fffe', 'feff'];
const UTF_8_MARK = '\uFEFF';

/**
 * The text of a file that an operator wrote. Editors on Windows put a byte order mark in front of UTF-8, which counts
 * for nothing, or write UTF-16.
 * @throws NotText for UTF-16 and for what is no UTF-8
 */
export function decodeTextFile(bytes: Uint8Array): string {
  if (UTF_16.includes(Buffer.from(bytes.subarray(0, 2)).toString('hex'))) {
    throw new NotText('UTF-16; save it as UTF-8');
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.startsWith(UTF_8_MARK) ? text.slice(1) : text;
  } catch {
    throw new NotText('not UTF-8; save it as UTF-8');
  }
}

/**
 * The text of a file at the start; null where it cannot be read.
 * @param shown What the file is called in messages
 * @throws SettingsError for what is no UTF-8
 */
export function readTextFile(path: string, shown: string): string | null {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    return null;
  }
  try {
    return decodeTextFile(bytes);
  } catch (cause) {
    const found = cause instanceof NotText ? cause.message : 'no text';
    throw new SettingsError([{ file: shown, key: '(whole file)', found, allowed: 'a text file in UTF-8' }]);
  }
}
