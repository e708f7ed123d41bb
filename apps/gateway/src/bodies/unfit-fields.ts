import { BridgeError } from '@fusionbridge/core';

/** Several times the size of the largest bodies that A1111 clients send, scripts included. */
const MOST_VALUES = 2000;

/**
 * Call this before class-transformer and class-validator process a body: they take up to 70 µs per object, and treat
 * the value of `constructor` as a class.
 * @throws BridgeError `invalid_request` that names the field
 */
export function refuseUnfit(fields: Readonly<Record<string, unknown>>): void {
  let left = MOST_VALUES;
  for (const [field, content] of Object.entries(fields)) {
    left = valuesLeft(field, content, left);
  }
}

/** Iterative, to be safe for deep values. @returns how many more values are allowed */
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
