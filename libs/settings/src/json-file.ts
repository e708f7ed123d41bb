import { readFileSync } from 'node:fs';
import stripJsonComments from 'strip-json-comments';
import { SettingsError } from './settings-error.js';
import { decodeTextFile, NotText } from './text-file.js';

/**
 * The JSON object in a file. Comments are left out: FastFusion's documentation shows its file with them.
 * @param shown Name of the file in messages
 * @throws SettingsError if it is missing, not JSON, or no object
 */
export function readJsonObject(path: string, shown: string): object {
  const parsed = read(path, shown);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw mistake(shown, typeof parsed);
  }
  return parsed;
}

/**
 * Parses JSON that may contain comments.
 * @throws SyntaxError
 */
export function parseJsonText(text: string): unknown {
  return JSON.parse(stripJsonComments(text));
}

function read(path: string, shown: string): unknown {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    throw mistake(shown, `no readable file at ${path}`);
  }
  try {
    return parseJsonText(decodeTextFile(bytes));
  } catch (cause) {
    throw mistake(
      shown,
      cause instanceof NotText || cause instanceof SyntaxError
        ? `no valid JSON (${cause.message})`
        : 'no JSON',
    );
  }
}

function mistake(file: string, found: string): SettingsError {
  return new SettingsError([
    { file, key: '(whole file)', found, allowed: 'a JSON object; CONFIG_DIR names the folder' },
  ]);
}
