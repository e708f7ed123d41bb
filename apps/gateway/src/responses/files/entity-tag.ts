const TAG = /(?:W\/)?("[^"]*")/g;

/** True if an `If-None-Match` header matches the file: alone, in a list, as a weak tag or by `*`. */
export function isNamedIn(header: string | undefined, etag: string): boolean {
  return header?.trim() === '*' || [...(header ?? '').matchAll(TAG)].some(([, tag]) => tag === etag);
}

/**
 * True if an `If-Range` header allows a range, because the client's other ranges are of this very file. Weak tags and
 * dates do not guarantee that.
 */
export function allowsParts(ifRange: string | undefined, etag: string): boolean {
  return ifRange === undefined || ifRange.trim() === etag;
}
