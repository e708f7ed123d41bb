import { BridgeError } from '@fusionbridge/core';

/** Levels; the deepest known client body, a ComfyUI workflow, has 12. */
const DEEPEST = 100;

/**
 * Bodies are processed by recursive code, and ten thousand levels would overflow the stack. This check itself works
 * level by level.
 * @throws BridgeError `invalid_request` that names the field
 */
export function refuseDeep(body: unknown): void {
  const fields = isTree(body) && !Array.isArray(body) ? Object.entries(body) : [['body', body] as const];
  for (const [field, content] of fields) {
    if (isDeep(content)) {
      throw BridgeError.invalid(field, `Invalid '${field}': it is nested more than ${DEEPEST} levels deep.`);
    }
  }
}

function isDeep(content: unknown): boolean {
  let level = [content].filter(isTree);
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth === DEEPEST) {
      return true;
    }
    level = level.flatMap((tree) => Object.values(tree)).filter(isTree);
  }
  return false;
}

function isTree(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
