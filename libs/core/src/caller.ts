/** The client of a request. Jobs, model choice, progress and interruption are scoped to `id`. */
export interface Caller {
  /** Stable and safe to print: derived from the key, never the key itself. `anonymous` without keys. */
  readonly id: string;
  /** The owner's name given with the key in `API_KEYS`, else the id. */
  readonly owner: string;
}

export const ANONYMOUS: Caller = { id: 'anonymous', owner: 'anonymous' };
