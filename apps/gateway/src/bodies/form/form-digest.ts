import { digestOf } from '../digest.js';
import type { FormFile } from '../../request-context/index.js';
import type { FormText } from './form.js';

/** SHA-256 of the content of a form, independent of its boundary, which differs in an SDK's retry. */
export function formDigest(texts: readonly FormText[], files: readonly FormFile[]): Promise<string> {
  return digestOf([
    ...texts.map(([name, text]) => JSON.stringify([name, text])),
    ...files.flatMap(({ field, bytes }) => [JSON.stringify([field, bytes.length]), bytes]),
  ]);
}
