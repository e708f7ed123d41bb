/** What `cutBase64` of the media room puts where a long base64 text stood. */
const PLACEHOLDER = /^cut:[0-9a-f]{32}:\d+$/;

/** Whether a text of a read body was taken out of it, because it was thousands of characters of nothing but base64. */
export function isCutOut(text: unknown): boolean {
  return typeof text === 'string' && PLACEHOLDER.test(text);
}
