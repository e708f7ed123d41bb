/**
 * True if a field counts as omitted: null, or the empty text that forms and workflow tools send for a field that was
 * not filled in.
 */
export function isBlank(content: unknown): boolean {
  return content === undefined || content === null || content === '';
}
