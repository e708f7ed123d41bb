import { digestOf } from '../digest.js';
import type { FormFile } from '../../request-context/index.js';
import type { FormText } from './form.js';

/** SHA-256 of what a form says, whatever stands between its parts: an SDK's retry has another boundary. */
export function formDigest(texts: readonly FormText[], files: readonly FormFile[]): Promise<string> {
  return digestOf([
    ...texts.map(([name, text]) => JSON.stringify([name, text])),
    ...files.flatMap(({ field, bytes }) => [JSON.stringify([field, bytes.length]), bytes]),
  ]);
}
