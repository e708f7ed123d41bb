import { BridgeError } from '@fusionbridge/core';
import type { FormText } from './form.js';

/** Nested fields; the leaves are texts. */
type Branch = Map<string, Branch | string>;

/** `lora_settings[0][name]` has depth 2. */
const DEEPEST = 3;
const NAME = /^([^[\]]+)((?:\[[^[\]]*\])*)$/;

/**
 * The fields of a form, nested as in JSON: `loras[0][name]`, or the repeated `loras[][name]` of OpenAI's SDKs, gives a
 * list of objects, `tags[]` a list of texts. The last value of a plain name wins. Empty texts are omitted: web pages
 * send one for every field that was not filled in.
 * @throws BridgeError `invalid_request` for a malformed name
 */
export function nestedFields(texts: readonly FormText[]): Record<string, unknown> {
  const root: Branch = new Map();
  for (const [name, text] of texts) {
    if (text !== '') {
      put(root, pathOf(name), text);
    }
  }
  return Object.fromEntries([...root].map(([name, content]) => [name, valueOf(content)]));
}

function pathOf(name: string): string[] {
  const [, head = '', tail = ''] = NAME.exec(name) ?? [];
  const keys = [...tail.matchAll(/\[([^[\]]*)\]/g)].map(([, key = '']) => key);
  if (head === '' || keys.length > DEEPEST) {
    throw BridgeError.invalid(
      name,
      `Invalid '${name}': the name of a field is like a, a[], a[b] or a[0][b].`,
    );
  }
  return [head, ...keys];
}

function put(branch: Branch, [key = '', ...rest]: readonly string[], text: string): void {
  const name = key === '' ? placeIn(branch, rest) : key;
  if (rest.length === 0) {
    branch.set(name, text);
    return;
  }
  const known = branch.get(name);
  const deeper: Branch = known instanceof Map ? known : new Map();
  branch.set(name, deeper);
  put(deeper, rest, text);
}

/** `[]` means the last element if that does not have the field yet, else a new one. */
function placeIn(list: Branch, rest: readonly string[]): string {
  const last = [...list.values()].at(-1);
  const [next = ''] = rest;
  const isOpen = last instanceof Map && next !== '' && !last.has(next);
  return String(isOpen ? list.size - 1 : list.size);
}

function valueOf(content: Branch | string): unknown {
  if (typeof content === 'string') {
    return content;
  }
  const values = [...content].map(([name, inner]): [string, unknown] => [name, valueOf(inner)]);
  return values.every(([name]) => /^\d+$/.test(name))
    ? values.map(([, value]) => value)
    : Object.fromEntries(values);
}
