import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { SettingsError } from './settings-error.js';

/**
 * The JSON object in a file.
 * @param shown What the file is called in messages
 * @throws SettingsError when it is missing, not JSON, or no object
 */
export function readJsonObject(path: string, shown: string): object {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const found =
      cause instanceof SyntaxError
        ? `no valid JSON (${cause.message})`
        : `no readable file at ${resolve(path)}`;
    throw new SettingsError([
      { file: shown, key: '(whole file)', found, allowed: 'a JSON object; CONFIG_DIR names the folder' },
    ]);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new SettingsError([
      { file: shown, key: '(whole file)', found: typeof parsed, allowed: 'a JSON object' },
    ]);
  }
  return parsed;
}
