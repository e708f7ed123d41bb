const TAG = /(?:W\/)?("[^"]*")/g;

/** Whether an `If-None-Match` header names the file: it alone, in a list, as a weak tag or by `*`. */
export function isNamedIn(header: string | undefined, etag: string): boolean {
  return header?.trim() === '*' || [...(header ?? '').matchAll(TAG)].some(([, tag]) => tag === etag);
}

/**
 * Whether an `If-Range` header lets a part be sent: the client's other parts are of this very file. Weak tags and dates
 * do not say so surely.
 */
export function allowsParts(ifRange: string | undefined, etag: string): boolean {
  return ifRange === undefined || ifRange.trim() === etag;
}
