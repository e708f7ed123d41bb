import { BridgeError } from '@fusionbridge/core';

/** Several times what the fullest bodies of A1111's clients hold, with all their scripts. */
const MOST_VALUES = 2000;

/**
 * To be called before class-transformer and class-validator see the fields of a body: they take up to 70 µs for each object,
 * and the value under `constructor` for a class.
 * @throws BridgeError `invalid_request` that names the field
 */
export function refuseUnfit(fields: Readonly<Record<string, unknown>>): void {
  let left = MOST_VALUES;
  for (const [field, content] of Object.entries(fields)) {
    left = valuesLeft(field, content, left);
  }
}

/** Walks with a list of its own. @returns how many more values there may be */
function valuesLeft(field: string, root: unknown, most: number): number {
  let left = most;
  const open: unknown[] = [root];
  while (open.length > 0) {
    const inner = valuesIn(field, open.pop());
    left -= inner.length;
    if (left < 0) {
      throw BridgeError.invalid(field, `Invalid '${field}': the body holds more than ${MOST_VALUES} values.`);
    }
    open.push(...inner);
  }
  return left;
}

function valuesIn(field: string, content: unknown): readonly unknown[] {
  if (typeof content !== 'object' || content === null) {
    return [];
  }
  if (Array.isArray(content)) {
    return content;
  }
  if (Object.hasOwn(content, 'constructor')) {
    throw BridgeError.invalid(field, `Invalid '${field}': 'constructor' is no name that it may hold.`);
  }
  return Object.values(content);
}
