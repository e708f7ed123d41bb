import type { Degradation } from '@fusionbridge/core';
import { isBlank } from './blank.js';
import { isCutOut } from './cut-out.js';

/** Fields that can be dropped silently, by name: with any value, or with the listed ones. */
export type HarmlessFields = Readonly<Record<string, 'any' | readonly unknown[]>>;

/** A body can have any number of fields, but the response must stay readable. */
const MOST_NAMED = 20;
const LONGEST_NAME = 60;
const LONGEST_VALUE = 60;
const WHY = 'the bridge does not know this field here';

/** Fields that may hold a credential. Their values are never repeated. */
const SECRET = /auth|token|secret|passw|credential|cookie|api_?key/i;

/** Collects the fields of a body that a dialect does not know, so that none is dropped silently. */
export class UnknownFields {
  private readonly named: Degradation[] = [];
  private more = 0;

  constructor(private readonly harmless: HarmlessFields) {}

  /** Returns the known, non-blank fields of a body by name, and notes all others. */
  sift(body: object, known: ReadonlySet<string>): Map<string, unknown> {
    const given = new Map<string, unknown>();
    for (const [name, content] of Object.entries(body)) {
      if (!known.has(name)) {
        this.note(name, content);
      } else if (!isBlank(content)) {
        given.set(name, content);
      }
    }
    return given;
  }

  /** Notes an unknown field, unless it is blank, empty or harmless. */
  note(name: string, content: unknown): void {
    if (isNothing(content) || isHarmless(this.harmless, name, content)) {
      return;
    }
    if (this.named.length === MOST_NAMED) {
      this.more += 1;
      return;
    }
    this.named.push({ field: shortened(name), asked: shown(name, content), given: 'dropped', why: WHY });
  }

  /** The first 20 fields by name, then the number of the others. */
  get degradations(): Degradation[] {
    const asked = `${this.more} more ${this.more === 1 ? 'field' : 'fields'}`;
    return this.more === 0
      ? [...this.named]
      : [
          ...this.named,
          { field: 'body', asked, given: 'dropped', why: 'the bridge does not know them here' },
        ];
  }
}

/** True if a field is listed as harmless with this value or with any. Numbers may be given as texts. */
export function isHarmless(harmless: HarmlessFields, name: string, content: unknown): boolean {
  const values = Object.hasOwn(harmless, name) ? harmless[name] : undefined;
  return (
    values === 'any' ||
    (values ?? []).some((one) => one === content || (typeof content === 'string' && String(one) === content))
  );
}

function isNothing(content: unknown): boolean {
  return (
    isBlank(content) || (typeof content === 'object' && content !== null && Object.keys(content).length === 0)
  );
}

/** Shortened, and without the content of pictures. */
function shown(name: string, content: unknown): string {
  if (SECRET.test(name)) {
    return '(not repeated)';
  }
  if (isCutOut(content)) {
    return 'base64';
  }
  if (Array.isArray(content)) {
    return `a list of ${content.length}`;
  }
  return typeof content === 'string'
    ? shortened(content, LONGEST_VALUE)
    : typeof content === 'object'
      ? 'an object'
      : (JSON.stringify(content) ?? '');
}

function shortened(text: string, longest = LONGEST_NAME): string {
  return (text.length <= longest ? text : `${text.slice(0, longest)}…`).toWellFormed();
}
