import type { Reply } from '../kit/index.js';
import type { Field } from './catalogue.js';
import { refusal } from './voices.js';

type Fields = Readonly<Record<string, unknown>>;

/** What a schema without additional properties finds wrong; null when all is well. */
export function faultIn(fields: Fields, schema: Readonly<Record<string, Field>>): Reply | null {
  if (typeof fields['prompt'] !== 'string' || fields['prompt'] === '') {
    return invalid('prompt is required');
  }
  const stranger = Object.keys(fields).find((name) => schema[name] === undefined);
  if (stranger !== undefined) {
    return invalid(`Unrecognized key: "${stranger}"`);
  }
  const wrong = Object.entries(fields).find(([name, value]) => !fits(value, schema[name]));
  return wrong === undefined ? null : invalid(`${wrong[0]} does not match its schema`);
}

function invalid(message: string): Reply {
  return refusal(400, 'invalid_request', message);
}

function fits(value: unknown, field: Field | undefined): boolean {
  switch (field?.type) {
    case 'string':
      return typeof value === 'string' && (field.enum?.includes(value) ?? true);
    case 'array':
      return Array.isArray(value) && value.length <= (field.maxItems ?? Number.POSITIVE_INFINITY);
    case 'number':
    case 'integer':
      return isWithin(value, field);
    default:
      return typeof value === field?.type;
  }
}

function isWithin(value: unknown, { type, minimum = -Infinity, maximum = Infinity }: Field): boolean {
  return (
    typeof value === 'number' &&
    value >= minimum &&
    value <= maximum &&
    (type === 'number' || Number.isInteger(value))
  );
}
