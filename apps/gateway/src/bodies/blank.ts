/**
 * Whether a field counts as left out: null, or the empty text that forms and workflow tools send for a field nobody
 * filled in.
 */
export function isBlank(content: unknown): boolean {
  return content === undefined || content === null || content === '';
}
