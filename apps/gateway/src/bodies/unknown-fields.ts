import type { Degradation } from '@fusionbridge/core';
import { isBlank } from './blank.js';
import { isCutOut } from './cut-out.js';

/** Fields whose loss changes nothing, by name: whatever their value is, or with these values. */
export type HarmlessFields = Readonly<Record<string, 'any' | readonly unknown[]>>;

/** A body may have any number of fields, and an answer must stay readable. */
const MOST_NAMED = 20;
const LONGEST_NAME = 60;
const LONGEST_VALUE = 60;
const WHY = 'the bridge does not know this field here';

/** Fields that may hold a credential. Their values are repeated nowhere. */
const SECRET = /auth|token|secret|passw|credential|cookie|api_?key/i;

/** Collects the fields of a body that a dialect does not know, so that none is dropped without a word. */
export class UnknownFields {
  private readonly named: Degradation[] = [];
  private more = 0;

  constructor(private readonly harmless: HarmlessFields) {}

  /** The fields of a body that are known and not blank, by name. Takes note of all others. */
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

  /** Takes note of a field; of one that is blank, empty or harmless there is nothing to say. */
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

  /** The first 20 by name, then how many others there are. */
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

/** Whether a field asks for nothing: it is listed as harmless, with this value or with any. Texts stand for numbers. */
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

/** Short, and without the content of pictures. */
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
