import { type Field, type Fields, misfitIn, type Reply } from '../kit/index.js';
import { refusal } from './voices.js';

/** What a schema without additional properties finds wrong; null when all is well. */
export function faultIn(fields: Fields, schema: Readonly<Record<string, Field>>): Reply | null {
  if (typeof fields['prompt'] !== 'string' || fields['prompt'] === '') {
    return invalid('prompt is required');
  }
  const stranger = Object.keys(fields).find((name) => schema[name] === undefined);
  if (stranger !== undefined) {
    return invalid(`Unrecognized key: "${stranger}"`);
  }
  const wrong = misfitIn(fields, schema);
  return wrong === null ? null : invalid(`${wrong.name} does not match its schema`);
}

function invalid(message: string): Reply {
  return refusal(400, 'invalid_request', message);
}
