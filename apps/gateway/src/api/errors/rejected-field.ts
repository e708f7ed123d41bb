import { BridgeError } from '@fusionbridge/core';
import type { ValidationError } from 'class-validator';

const LONGEST_QUOTE = 60;

/**
 * The first thing that is wrong with a body, with the path of its field.
 * @param nameOf The client's own name of a field, where it may have sent it under an alias
 */
export function rejectedField(
  error: ValidationError,
  nameOf: (path: string) => string = (path) => path,
): BridgeError {
  const { path, cause } = firstIn(error, error.property);
  return refusalOf(cause, nameOf(path));
}

function firstIn(error: ValidationError, path: string): { path: string; cause: ValidationError } {
  const [child] = error.children ?? [];
  return child === undefined ? { path, cause: error } : firstIn(child, `${path}.${child.property}`);
}

function refusalOf(error: ValidationError, field: string): BridgeError {
  if (error.value === undefined) {
    return BridgeError.invalid(field, `Invalid '${field}': it is missing.`);
  }
  const reasons = Object.values(error.constraints ?? {}).map((text) =>
    text.replace(`${error.property} `, ''),
  );
  return BridgeError.invalid(
    field,
    `Invalid '${field}': ${reasons.join(', ')}. Found ${shortened(error.value)}.`,
  );
}

function shortened(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= LONGEST_QUOTE ? text : `${text.slice(0, LONGEST_QUOTE)}…`;
}
