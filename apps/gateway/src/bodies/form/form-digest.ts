import { createHash } from 'node:crypto';
import type { FormFile, FormText } from './read-form.js';

/** SHA-256 of what a form says, whatever stands between its parts: an SDK's retry has another boundary. */
export function formDigest(texts: readonly FormText[], files: readonly FormFile[]): string {
  const hash = createHash('sha256');
  for (const [name, text] of texts) {
    hash.update(JSON.stringify([name, text]));
  }
  for (const { field, bytes } of files) {
    hash.update(JSON.stringify([field, bytes.length])).update(bytes);
  }
  return hash.digest('hex');
}
