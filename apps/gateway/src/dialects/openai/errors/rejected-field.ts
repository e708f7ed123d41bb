import { BridgeError } from '@fusionbridge/core';
import type { ValidationError } from 'class-validator';

const LONGEST_QUOTE = 60;

/** The first thing that is wrong with a body, with the path of its field. */
export function rejectedField(error: ValidationError, parent = ''): BridgeError {
  const field = parent === '' ? error.property : `${parent}.${error.property}`;
  const [child] = error.children ?? [];
  if (child !== undefined) {
    return rejectedField(child, field);
  }
  const reasons = Object.values(error.constraints ?? {}).map((text) =>
    text.replace(`${error.property} `, ''),
  );
  const found = error.value === undefined ? 'It is missing' : `Found ${shortened(error.value)}`;
  return BridgeError.invalid(field, `Invalid '${field}': ${reasons.join(', ')}. ${found}.`);
}

function shortened(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= LONGEST_QUOTE ? text : `${text.slice(0, LONGEST_QUOTE)}…`;
}
