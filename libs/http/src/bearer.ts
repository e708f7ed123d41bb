/** The `Authorization` header for a key; null without one. */
export function bearer(key: string | null | undefined): string | null {
  return key === null || key === undefined ? null : `Bearer ${key}`;
}
